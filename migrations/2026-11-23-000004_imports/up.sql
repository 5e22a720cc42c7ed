-- Workbooks on their way in: what was uploaded, what was found in it, and what came of it.
create table imports (
    id uuid primary key,
    version integer not null default 1,
    legal_entity_id uuid not null references legal_entities (id),
    kind text not null constraint imports_kind_check check (kind in ('roster')),
    state text not null
        constraint imports_state_check check (state in ('checking', 'checked', 'committing', 'committed', 'failed')),
    file_name text not null,
    sha256 bytea not null check (octet_length(sha256) = 32),
    object bytea not null check (octet_length(object) = 32),
    sheet text,
    header_row integer,
    data_rows integer not null default 0,
    good_rows integer not null default 0,
    error_rows integer not null default 0,
    warning_rows integer not null default 0,
    done integer not null default 0,
    total integer not null default 0,
    result jsonb,
    failure jsonb,
    created_at timestamptz not null
);
create index imports_entity on imports (legal_entity_id, id desc);
comment on table imports is 'internal: one row a workbook';
comment on column imports.sha256 is 'internal: hash of the workbook as it was uploaded';
comment on column imports.object is 'internal: hash under which the sealed workbook is in the object store';
comment on column imports.result is 'internal: how many people were created, updated, unchanged and skipped';
comment on column imports.failure is 'internal: why the last try did not go through, in both languages';

-- What is still to be done for an import. Whoever does it holds the row's lock until all of it is committed,
-- so a process that dies lets go of it and another takes it up.
create table import_jobs (
    import_id uuid primary key references imports (id),
    act text not null constraint import_jobs_act_check check (act in ('check', 'commit')),
    skip_error_rows boolean not null default false,
    account_id uuid references accounts (id),
    actor_name text not null,
    request_id uuid,
    attempts integer not null default 0,
    created_at timestamptz not null
);
create index import_jobs_turn on import_jobs (created_at, import_id);
create index import_jobs_account on import_jobs (account_id);
comment on column import_jobs.actor_name is 'personal: who asked for it, shown beside the entries';

-- Findings in the cells of a workbook, in the order of its sheets, rows and columns.
create table import_issues (
    import_id uuid not null references imports (id),
    place integer not null,
    sheet text not null,
    sheet_row integer not null,
    column_title text not null,
    code text not null,
    level text not null constraint import_issues_level_check check (level in ('error', 'warning')),
    words_sealed bytea not null,
    primary key (import_id, place)
);
comment on column import_issues.words_sealed is 'sensitive: the cell and the sentences that quote it, sealed';
