-- Agreements that both sides sign, and evidence bundles.
create table agreements (
    id uuid primary key,
    version integer not null default 1,
    number text not null constraint agreements_number_key unique,
    legal_entity_id uuid not null references legal_entities (id),
    employee_id uuid not null references employees (id),
    separation_id uuid not null references separations (id),
    title text not null,
    stage text not null constraint agreements_stage_check
        check (stage in ('draft', 'reviewed', 'sent', 'partly_signed', 'signed', 'declined', 'voided')),
    terms_sealed bytea not null,
    original_sha256 bytea not null check (octet_length(original_sha256) = 32),
    document_sha256 bytea not null check (octet_length(document_sha256) = 32),
    pages integer not null check (pages > 0),
    fields jsonb not null,
    created_by uuid references accounts (id),
    created_at timestamptz not null,
    reviewed_by uuid references accounts (id),
    reviewed_at timestamptz,
    review_text text,
    sent_by uuid references accounts (id),
    sent_at timestamptz,
    opened_at timestamptz,
    ended_by uuid references accounts (id),
    ended_at timestamptz,
    ended_reason text,
    constraint agreements_reviewed_by_another check (reviewed_by <> created_by)
);
-- One agreement at a time is on the table; a declined or voided one makes room for the next.
create unique index agreements_live_key on agreements (separation_id) where stage not in ('declined', 'voided');
create index agreements_employee on agreements (employee_id, created_at desc, id);
create index agreements_entity on agreements (legal_entity_id);
create index agreements_newest on agreements (created_at desc, id desc);
create index agreements_separation on agreements (separation_id);
create index agreements_created_by on agreements (created_by);
create index agreements_reviewed_by on agreements (reviewed_by);
create index agreements_sent_by on agreements (sent_by);
create index agreements_ended_by on agreements (ended_by);
comment on table agreements is 'internal: the file now and the file before signatures are in the object store under their hashes';
comment on column agreements.terms_sealed is 'sensitive: the terms with pay, sealed';
comment on column agreements.fields is 'internal: where each side signs';
comment on column agreements.ended_reason is 'personal: why it was declined or voided';

-- The last number given in a year.
create table agreement_numbers (
    year smallint primary key,
    last integer not null check (last > 0)
);

create table agreement_signers (
    agreement_id uuid not null references agreements (id),
    role text not null constraint agreement_signers_role_check check (role in ('employee', 'employer')),
    name text not null,
    state text not null constraint agreement_signers_state_check check (state in ('waiting', 'signed', 'declined')),
    account_id uuid references accounts (id),
    signed_at timestamptz,
    method text constraint agreement_signers_method_check check (method in ('code', 'totp')),
    statement text,
    seen_sha256 bytea check (octet_length(seen_sha256) = 32),
    signed_sha256 bytea check (octet_length(signed_sha256) = 32),
    -- The code now under way, bound to this signature: who asked for it and when.
    code_for uuid references accounts (id),
    code_sent_at timestamptz,
    codes_sent integer not null default 0,
    wrong_tries integer not null default 0,
    primary key (agreement_id, role),
    constraint agreement_signers_signed_whole check
        ((state = 'signed') = (signed_at is not null and account_id is not null and method is not null
            and statement is not null and seen_sha256 is not null and signed_sha256 is not null))
);
create index agreement_signers_account on agreement_signers (account_id);
create index agreement_signers_code_for on agreement_signers (code_for);
comment on column agreement_signers.name is 'personal: in whose name it is signed';
comment on column agreement_signers.statement is 'internal: what the signer declared, in the words that were shown';

-- Exports that prove themselves; the archive is in the object store.
create table bundles (
    id uuid primary key,
    separation_id uuid not null references separations (id),
    legal_entity_id uuid not null references legal_entities (id),
    employee_id uuid not null references employees (id),
    state text not null constraint bundles_state_check check (state in ('building', 'ready', 'failed')),
    sha256 bytea check (octet_length(sha256) = 32),
    size bigint,
    entries integer,
    requested_by uuid references accounts (id),
    created_at timestamptz not null,
    constraint bundles_ready_whole check
        ((state = 'ready') = (sha256 is not null and size is not null and entries is not null))
);
create index bundles_separation on bundles (separation_id, created_at desc, id);
create index bundles_employee on bundles (employee_id);
create index bundles_entity on bundles (legal_entity_id);
create index bundles_newest on bundles (created_at desc, id desc);
create index bundles_requested_by on bundles (requested_by);
create index bundles_building on bundles (created_at) where state = 'building';
