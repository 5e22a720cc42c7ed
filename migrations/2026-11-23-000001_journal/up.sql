-- The journal: one append-only record of everything that happened, one log per legal entity.
create extension if not exists btree_gist;
create extension if not exists pg_trgm;

-- Keys that protect data at rest; the key itself is wrapped by the master key, which is not in the database.
create table data_keys (
    id uuid primary key,
    purpose text not null check (purpose in ('subject', 'entity', 'column')),
    wrapped bytea not null,
    created_at timestamptz not null
);
comment on table data_keys is 'internal: wrapped data keys; destroying a row erases what it protects';

create table journal_logs (
    id uuid primary key,
    origin text not null constraint journal_logs_origin_key unique,
    size bigint not null default 0 check (size >= 0),
    root bytea not null check (octet_length(root) = 32),
    frozen_reason text,
    created_at timestamptz not null
);
comment on table journal_logs is 'internal: one Merkle log per legal entity; the log of the group has the nil id';

-- Who an entry is about, under a salted pseudonym that stays when the person is erased.
create table journal_subjects (
    subject_ref bytea primary key check (octet_length(subject_ref) = 32),
    log_id uuid not null references journal_logs (id),
    subject_id uuid not null,
    salt_sealed bytea,
    key_id uuid not null references data_keys (id),
    constraint journal_subjects_log_subject_key unique (log_id, subject_id)
);
create index journal_subjects_key_id on journal_subjects (key_id);
comment on table journal_subjects is 'internal: the salt is sealed and erasable';

-- Entries that are committed but have no place yet. The sequencer moves them to journal_entries.
create table journal_outbox (
    id bigint generated always as identity primary key,
    entry_id uuid not null constraint journal_outbox_entry_key unique,
    log_id uuid not null references journal_logs (id),
    kind text not null,
    subject_id uuid not null,
    subject_ref bytea not null check (octet_length(subject_ref) = 32),
    resource_type text not null,
    resource_id uuid not null,
    actor_kind text not null constraint journal_outbox_actor_check check (actor_kind in ('account', 'client', 'system')),
    actor_id uuid,
    actor_name text not null,
    request_id uuid,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null default clock_timestamp(),
    intent bytea not null check (octet_length(intent) <= 8192),
    app_sig bytea not null check (octet_length(app_sig) = 64)
);
create index journal_outbox_log_id on journal_outbox (log_id, id);
comment on column journal_outbox.actor_name is 'personal: shown beside the entry';

-- The readable parts, sealed; an entry itself holds only their salted commitments.
create table journal_parts (
    entry_id uuid not null,
    name text not null,
    media text not null,
    key_id uuid not null references data_keys (id),
    salt_sealed bytea not null,
    body_sealed bytea not null,
    size integer not null check (size >= 0),
    primary key (entry_id, name)
);
alter table journal_parts alter column body_sealed set storage external;
create index journal_parts_key_id on journal_parts (key_id);

-- Placed entries: dense by log, never updated, never deleted.
create table journal_entries (
    log_id uuid not null references journal_logs (id),
    idx bigint not null check (idx >= 0),
    entry_id uuid not null constraint journal_entries_entry_key unique,
    kind text not null,
    subject_id uuid not null,
    subject_ref bytea not null,
    subject_seq bigint not null check (subject_seq > 0),
    resource_type text not null,
    resource_id uuid not null,
    actor_kind text not null,
    actor_id uuid,
    actor_name text not null,
    request_id uuid,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null,
    sequenced_at timestamptz not null,
    leaf bytea not null,
    leaf_hash bytea not null check (octet_length(leaf_hash) = 32),
    primary key (log_id, idx),
    constraint journal_entries_subject_seq_key unique (log_id, subject_ref, subject_seq)
);
create index journal_entries_subject on journal_entries (subject_id, idx desc);
create index journal_entries_resource on journal_entries (resource_type, resource_id, idx);
comment on column journal_entries.actor_name is 'personal: shown beside the entry';

-- Last leaf of each subject; rebuilt from journal_entries when lost.
create table journal_heads (
    log_id uuid not null references journal_logs (id),
    subject_ref bytea not null,
    seq bigint not null,
    head bytea not null check (octet_length(head) = 32),
    primary key (log_id, subject_ref)
) with (fillfactor = 70);

create table journal_tiles (
    log_id uuid not null references journal_logs (id),
    level smallint not null,
    n bigint not null,
    data bytea not null,
    primary key (log_id, level, n)
);
alter table journal_tiles alter column data set storage external;

create table journal_checkpoints (
    log_id uuid not null references journal_logs (id),
    size bigint not null,
    root bytea not null,
    note bytea not null,
    made_at timestamptz not null,
    primary key (log_id, size)
);

create table journal_timestamps (
    log_id uuid not null,
    size bigint not null,
    authority text not null,
    token bytea not null,
    gen_time timestamptz not null,
    primary key (log_id, size, authority),
    foreign key (log_id, size) references journal_checkpoints (log_id, size)
);

create function journal_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the journal is append-only: % on % is refused', tg_op, tg_table_name
        using errcode = 'restrict_violation';
end $$;
create trigger journal_checkpoints_append_only before update or delete on journal_checkpoints
    for each statement execute function journal_is_append_only();
create trigger journal_entries_append_only before update or delete on journal_entries
    for each statement execute function journal_is_append_only();
create trigger journal_timestamps_append_only before update or delete on journal_timestamps
    for each statement execute function journal_is_append_only();
