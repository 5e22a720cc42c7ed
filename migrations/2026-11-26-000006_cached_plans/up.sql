-- Who may see whom is asked in nearly every statement. A function in SQL is planned anew in each statement that
-- calls it; one in PL/pgSQL once a session.
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

create or replace function unit_within(unit uuid, root uuid) returns boolean
    language plpgsql stable parallel safe as $$
begin
    return exists (
        with recursive up(id, parent_id) as (
            select id, parent_id from org_units where id = unit
            union all
            select u.id, u.parent_id from up join org_units u on u.id = up.parent_id where up.id <> root
        )
        select from up where id = root
    );
end
$$;

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

-- The latest contract of an employment stands in every line of the list of employees.
create index contracts_of_employment on contracts (employment_id, from_on desc);
