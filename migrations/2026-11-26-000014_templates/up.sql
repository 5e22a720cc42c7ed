-- Templates of contracts with their versions, and agreements that are written from them.
create table templates (
    id uuid primary key,
    legal_entity_id uuid not null references legal_entities (id),
    kind text not null constraint templates_kind_check check
        (kind in ('labour_contract', 'contract_renewal', 'contract_variation', 'non_compete', 'confidentiality', 'service_period')),
    name text not null check (name <> ''),
    created_by uuid references accounts (id),
    created_at timestamptz not null,
    constraint templates_name_key unique (legal_entity_id, name)
);
create index templates_list on templates (kind, name, id);
create index templates_created_by on templates (created_by);

create table template_versions (
    id uuid primary key,
    template_id uuid not null references templates (id),
    number integer not null check (number > 0),
    version integer not null default 1,
    stage text not null constraint template_versions_stage_check
        check (stage in ('draft', 'in_review', 'released', 'superseded')),
    text jsonb not null,
    -- Everybody whose words are in it; none of them may release it.
    editors uuid[] not null,
    edited_at timestamptz not null,
    reviewed_by uuid references accounts (id),
    reviewed_at timestamptz,
    review_text text,
    constraint template_versions_number_key unique (template_id, number),
    constraint template_versions_reviewed_by_another check (not reviewed_by = any (editors))
);
create unique index template_versions_one_open on template_versions (template_id) where stage in ('draft', 'in_review');
create unique index template_versions_one_released on template_versions (template_id) where stage = 'released';
create index template_versions_reviewed_by on template_versions (reviewed_by);

-- What was released is what contracts were written from: its words never change.
create function released_text_stays() returns trigger language plpgsql as $$
begin
    if old.stage in ('released', 'superseded') and new.text is distinct from old.text then
        raise exception 'a released version keeps its text' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger template_versions_released_text_stays before update on template_versions
    for each row execute function released_text_stays();

alter table agreements
    alter column separation_id drop not null,
    add column kind text not null default 'separation' constraint agreements_kind_check check
        (kind in ('separation', 'labour_contract', 'contract_renewal', 'contract_variation', 'non_compete', 'confidentiality', 'service_period')),
    add column template_version_id uuid references template_versions (id),
    add column expires_on date,
    add column reminded_on date,
    add constraint agreements_of_a_case_or_a_template check
        ((kind = 'separation') = (separation_id is not null) and (kind = 'separation') = (template_version_id is null)),
    drop constraint agreements_stage_check,
    add constraint agreements_stage_check check
        (stage in ('draft', 'reviewed', 'sent', 'partly_signed', 'signed', 'declined', 'voided', 'expired'));
alter table agreements alter column kind drop default;
drop index agreements_live_key;
create unique index agreements_live_key on agreements (separation_id) where stage not in ('declined', 'voided', 'expired');
-- Two contracts of one kind are not on the table at once.
create unique index agreements_live_contract_key on agreements (employee_id, kind)
    where kind <> 'separation' and stage in ('draft', 'reviewed', 'sent', 'partly_signed');
create index agreements_template_version on agreements (template_version_id);
create index agreements_expiring on agreements (expires_on) where stage in ('sent', 'partly_signed');
