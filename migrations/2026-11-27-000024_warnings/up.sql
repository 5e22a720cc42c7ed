-- Warnings to employees: what happened, the rule, the statement asked for before it, the letter.
create table warnings (
    id uuid primary key,
    version integer not null default 1,
    number text not null constraint warnings_number_key unique,
    employee_id uuid not null references employees (id),
    legal_entity_id uuid not null references legal_entities (id),
    level text not null constraint warnings_level_check check (level in ('reminder', 'written', 'final')),
    stage text not null constraint warnings_stage_check
        check (stage in ('draft', 'statement_asked', 'awaiting_approval', 'issued', 'acknowledged', 'withdrawn')),
    words_sealed bytea not null,
    prepared_by jsonb not null,
    -- A draft is its preparers' until the employee is asked for a statement or the letter is issued.
    open_to_employee boolean not null default false,
    -- Another each time the employee is asked: what was delivered once is never changed.
    hearing_id uuid constraint warnings_hearing_key unique,
    statement_due_on date,
    document_id uuid references documents (id),
    letter_sha256 bytea check (octet_length(letter_sha256) = 32),
    issued_at timestamptz,
    -- The first day on which it no longer counts.
    counts_until date,
    created_at timestamptz not null,
    constraint warnings_statement_due_check check ((hearing_id is null) = (statement_due_on is null)),
    constraint warnings_issued_check check (
        (issued_at is null) = (document_id is null) and (issued_at is null) = (letter_sha256 is null)),
    constraint warnings_stands_check check (stage not in ('issued', 'acknowledged') or issued_at is not null),
    -- Nobody is warned in writing without having been asked for a statement.
    constraint warnings_heard_check check (level = 'reminder' or issued_at is null or hearing_id is not null)
);
create index warnings_employee on warnings (employee_id, id desc);
create index warnings_legal_entity on warnings (legal_entity_id);
create index warnings_document on warnings (document_id);
create index warnings_open on warnings (stage) where stage in ('draft', 'statement_asked', 'awaiting_approval', 'issued');
comment on column warnings.words_sealed is 'personal: sealed; facts, rules, what is expected, the statement, decisions and their reasons';
comment on column warnings.prepared_by is 'personal: who drafted and changed it, as known then';
comment on column warnings.level is 'personal: how grave it is';

-- The last number given in a year.
create table warning_numbers (
    year smallint primary key,
    last integer not null check (last > 0)
);

-- The warnings of a person that were issued and not withdrawn, oldest first; read beside a case's other records, so
-- that a gate takes no further statement.
create function standing_warnings(of_employee uuid) returns jsonb language sql stable as $$
    select coalesce(jsonb_agg(jsonb_build_object(
               'id', id, 'number', number, 'level', level, 'stage', stage, 'issued_at', issued_at,
               'counts_until', counts_until, 'sha256', encode(letter_sha256, 'hex')) order by issued_at, id), '[]')
      from warnings
     where employee_id = of_employee and stage in ('issued', 'acknowledged')
$$;
