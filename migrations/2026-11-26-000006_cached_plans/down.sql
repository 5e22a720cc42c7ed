-- As the migration `people` made them.
create or replace function manages(boss uuid, report uuid, on_day date) returns boolean
    language sql stable parallel safe as $$
    with recursive line(id, depth) as (
        select a.manager_id, 1 from assignments a
         where a.employee_id = report and a.from_on <= on_day and coalesce(a.until_on > on_day, true)
        union all
        select a.manager_id, depth + 1 from line
          join assignments a on a.employee_id = line.id and a.from_on <= on_day and coalesce(a.until_on > on_day, true)
         where line.id <> boss and depth < 64
    )
    select exists (select from line where id = boss)
$$;

create or replace function unit_within(unit uuid, root uuid) returns boolean
    language sql stable parallel safe as $$
    with recursive up(id, parent_id) as (
        select id, parent_id from org_units where id = unit
        union all
        select u.id, u.parent_id from up join org_units u on u.id = up.parent_id where up.id <> root
    )
    select exists (select from up where id = root)
$$;

create or replace function may_see(employee uuid, sees_all boolean, entities uuid[], units uuid[], oneself uuid, manager uuid, on_day date)
    returns boolean language sql stable parallel safe as $$
    select case
        when sees_all then true
        when employee = oneself then true
        when cardinality(entities) > 0 and exists
            (select from employees e where e.id = employee and e.legal_entity_id = any (entities)) then true
        when cardinality(units) > 0 and exists
            (select from assignments a, unnest(units) root
              where a.employee_id = employee and a.from_on <= on_day and coalesce(a.until_on > on_day, true)
                and unit_within(a.org_unit_id, root)) then true
        when manager is not null then manages(manager, employee, on_day)
        else false
    end
$$;

drop index contracts_of_employment;
