-- Company seals: who keeps each, what it is for, and every use of it.
create table seals (
    id uuid primary key,
    version integer not null default 1,
    legal_entity_id uuid not null references legal_entities (id),
    -- Below the star: 合同专用章; empty for the official seal 公章.
    inscription text not null check (char_length(inscription) <= 8),
    keeper_id uuid references accounts (id),
    deputy_id uuid references accounts (id),
    deputy_from date,
    deputy_until date,
    key_handle bytea not null,
    public_key bytea not null,
    certificates bytea[] not null,
    made_out_to text not null,
    certified_until timestamptz not null,
    created_by uuid references accounts (id),
    created_at timestamptz not null,
    retired_by uuid references accounts (id),
    retired_at timestamptz,
    retired_reason text,
    constraint seals_deputy_for_a_time check
        ((deputy_id is null) = (deputy_from is null) and (deputy_id is null) = (deputy_until is null) and deputy_until >= deputy_from),
    constraint seals_deputy_of_a_keeper check (deputy_id is null or (keeper_id is not null and deputy_id <> keeper_id)),
    constraint seals_retired_with_reason check ((retired_at is null) = (retired_reason is null))
);
create unique index seals_inscription_key on seals (legal_entity_id, inscription) where retired_at is null;
create index seals_list on seals (legal_entity_id, created_at, id);
create index seals_keeper on seals (keeper_id);
create index seals_deputy on seals (deputy_id);
create index seals_created_by on seals (created_by);
create index seals_retired_by on seals (retired_by);
comment on table seals is 'internal: keys are wrapped under a key that is not in the database';
comment on column seals.key_handle is 'sensitive: names the key to the keystore; here the key itself, wrapped';
comment on column seals.retired_reason is 'internal: why it is out of use';

-- What a seal is for: one seal an employer for each purpose.
create table seal_purposes (
    legal_entity_id uuid not null references legal_entities (id),
    purpose text not null constraint seal_purposes_purpose_check check
        (purpose in ('contract', 'separation_agreement', 'notice', 'certificate')),
    seal_id uuid not null references seals (id),
    primary key (legal_entity_id, purpose)
);
create index seal_purposes_seal on seal_purposes (seal_id);
comment on table seal_purposes is 'internal: which seal is applied to which documents';

-- Every use, as the register of seals 用印登记簿 has it; the journal has it too.
create table seal_uses (
    id uuid primary key,
    seal_id uuid not null references seals (id),
    purpose text not null,
    title text not null,
    number text not null,
    resource_type text not null,
    resource_id uuid not null,
    employee_id uuid not null references employees (id),
    file_sha256 bytea not null check (octet_length(file_sha256) = 32),
    asked_by text not null,
    approved_by text,
    used_at timestamptz not null
);
create index seal_uses_newest on seal_uses (seal_id, used_at desc, id desc);
create index seal_uses_employee on seal_uses (employee_id);
comment on table seal_uses is 'internal: the register of each seal';
comment on column seal_uses.title is 'internal: name of the document';
comment on column seal_uses.asked_by is 'personal: who asked for it';
comment on column seal_uses.approved_by is 'personal: who allowed it';

create function seal_uses_stay() returns trigger language plpgsql as $$
begin
    raise exception 'the register of seals is only added to' using errcode = 'restrict_violation';
end $$;
create trigger seal_uses_stay before update or delete on seal_uses for each row execute function seal_uses_stay();
