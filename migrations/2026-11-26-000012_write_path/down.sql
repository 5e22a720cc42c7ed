drop index check_ins_plan;
create index check_ins_plan on check_ins (plan_id);
create index check_ins_manager on check_ins (manager_id);
create index check_ins_legal_entity on check_ins (legal_entity_id);

create or replace function may_see(employee uuid, sees_all boolean, entities uuid[], units uuid[], oneself uuid, manager uuid, on_day date)
    returns boolean language plpgsql stable parallel safe as $$
begin
    if sees_all or employee = oneself then
        return true;
    end if;
    if cardinality(entities) > 0 and exists
        (select from employees e where e.id = employee and e.legal_entity_id = any (entities)) then
        return true;
    end if;
    if cardinality(units) > 0 and exists
        (select from assignments a, unnest(units) root
          where a.employee_id = employee and a.from_on <= on_day and coalesce(a.until_on > on_day, true)
            and unit_within(a.org_unit_id, root)) then
        return true;
    end if;
    return manager is not null and manages(manager, employee, on_day);
end
$$;

create or replace function manages(boss uuid, report uuid, on_day date) returns boolean
    language plpgsql stable parallel safe as $$
begin
    return exists (
        with recursive line(id, depth) as (
            select a.manager_id, 1 from assignments a
             where a.employee_id = report and a.from_on <= on_day and coalesce(a.until_on > on_day, true)
            union all
            select a.manager_id, depth + 1 from line
              join assignments a on a.employee_id = line.id and a.from_on <= on_day and coalesce(a.until_on > on_day, true)
             where line.id <> boss and depth < 64
        )
        select from line where id = boss
    );
end
$$;

alter table journal_entries
    drop constraint journal_entries_actor_check,
    drop constraint journal_entries_subject_ref_check;
alter table journal_outbox
    drop column key_id,
    drop column part_names,
    drop column part_media,
    drop column part_salts,
    drop column part_bodies,
    drop column part_sizes,
    add constraint journal_outbox_log_id_fkey foreign key (log_id) references journal_logs (id),
    add constraint journal_outbox_subject_ref_check check (octet_length(subject_ref) = 32),
    add constraint journal_outbox_actor_check check (actor_kind in ('account', 'client', 'system')),
    add constraint journal_outbox_intent_check check (octet_length(intent) <= 8192),
    add constraint journal_outbox_app_sig_check check (octet_length(app_sig) = 64),
    add constraint journal_outbox_entry_key unique (entry_id);
create index journal_outbox_log_id on journal_outbox (log_id, id);
