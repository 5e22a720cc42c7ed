-- What each change of anything pays for, made cheaper without giving up a guarantee.

-- An entry travels with its sealed parts in one row; the sequencer spreads them, many entries at a time. Nothing
-- stays in the outbox, so what must hold forever is checked where it is kept: in `journal_entries` and `journal_parts`.
-- That the log exists follows from the entry's subject, without which it cannot be sealed.
alter table journal_outbox
    add column key_id uuid,
    add column part_names text[] not null default '{}',
    add column part_media text[] not null default '{}',
    add column part_salts bytea[] not null default '{}',
    add column part_bodies bytea[] not null default '{}',
    add column part_sizes integer[] not null default '{}',
    alter column part_bodies set storage external,
    drop constraint journal_outbox_log_id_fkey,
    drop constraint journal_outbox_subject_ref_check,
    drop constraint journal_outbox_actor_check,
    drop constraint journal_outbox_intent_check,
    drop constraint journal_outbox_app_sig_check,
    drop constraint journal_outbox_entry_key;
drop index journal_outbox_log_id;
alter table journal_entries
    add constraint journal_entries_actor_check check (actor_kind in ('account', 'client', 'system')),
    add constraint journal_entries_subject_ref_check check (octet_length(subject_ref) = 32);

-- Most often the manager who asks is the direct one: looked up before the line above is walked.
create or replace function manages(boss uuid, report uuid, on_day date) returns boolean
    language plpgsql stable parallel safe as $$
begin
    return exists (
        select from assignments a
         where a.employee_id = report and a.manager_id = boss
           and a.from_on <= on_day and coalesce(a.until_on > on_day, true)
    ) or exists (
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

-- A condition without a query of its own costs nothing where it does not hold.
create or replace function may_see(employee uuid, sees_all boolean, entities uuid[], units uuid[], oneself uuid, manager uuid, on_day date)
    returns boolean language plpgsql stable parallel safe as $$
begin
    if sees_all or employee = oneself then
        return true;
    end if;
    if cardinality(entities) > 0 then
        if exists (select from employees e where e.id = employee and e.legal_entity_id = any (entities)) then
            return true;
        end if;
    end if;
    if cardinality(units) > 0 then
        if exists (select from assignments a, unnest(units) root
                    where a.employee_id = employee and a.from_on <= on_day and coalesce(a.until_on > on_day, true)
                      and unit_within(a.org_unit_id, root)) then
            return true;
        end if;
    end if;
    if manager is null then
        return false;
    end if;
    return manages(manager, employee, on_day);
end
$$;

-- Nothing lists check-ins by these alone, and what they refer to is never deleted.
drop index check_ins_legal_entity;
drop index check_ins_manager;
drop index check_ins_plan;
create index check_ins_plan on check_ins (plan_id) where plan_id is not null;
