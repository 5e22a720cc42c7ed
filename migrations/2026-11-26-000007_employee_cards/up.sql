-- What the list and the page of an employee show: one row for each assignment of the latest employment. It is
-- derived: `employee_card_lines` says from what, and triggers keep the two equal. Reading a join of seven tables
-- costs five times as much, and it is read in nearly every request.
create table employee_cards (
    assignment_id uuid primary key references assignments (id) on delete cascade,
    employee_id uuid not null,
    employment_id uuid not null,
    version integer not null,
    number text not null,
    name text not null,
    gender text not null,
    legal_entity_id uuid not null,
    email text,
    work_city text not null,
    org_unit_id uuid not null,
    org_unit_name text not null,
    position_id uuid not null,
    position_name text not null,
    manager_id uuid,
    manager_number text,
    manager_name text,
    hired_on date not null,
    left_on date,
    contract_ends_on date,
    from_on date not null,
    until_on date,
    phone_sealed bytea,
    account_id uuid,
    account_login text,
    account_active boolean,
    search text not null,
    constraint employee_cards_manager_whole check (num_nulls(manager_id, manager_number, manager_name) in (0, 3)),
    constraint employee_cards_account_whole check (num_nulls(account_id, account_login, account_active) in (0, 3))
);
create index employee_cards_by_number on employee_cards (number, employee_id);
create index employee_cards_employee on employee_cards (employee_id, from_on);
create index employee_cards_unit on employee_cards (org_unit_id);
create index employee_cards_position on employee_cards (position_id);
create index employee_cards_manager on employee_cards (manager_id);
create index employee_cards_search on employee_cards using gin (search gin_trgm_ops);
comment on column employee_cards.name is 'personal: 姓名';
comment on column employee_cards.manager_name is 'personal: 姓名';
comment on column employee_cards.search is 'personal: 姓名、拼音';
comment on column employee_cards.phone_sealed is 'sensitive: 手机号, sealed';

create view employee_card_lines as
select a.id as assignment_id, e.id as employee_id, em.id as employment_id, e.version, e.number, e.name, e.gender,
       e.legal_entity_id, e.email, e.work_city, u.id as org_unit_id, u.name as org_unit_name, p.id as position_id,
       p.name as position_name, m.id as manager_id, m.number as manager_number, m.name as manager_name, em.hired_on,
       em.left_on, c.until_on as contract_ends_on, a.from_on, a.until_on, e.phone_sealed, account.id as account_id,
       account.login as account_login,
       case when account.id is not null then account.password_hash is not null end as account_active, e.search
  from employees e
  join employments em on em.id = e.employment_id
  join assignments a on a.employment_id = em.id
  join org_units u on u.id = a.org_unit_id
  join positions p on p.id = a.position_id
  left join employees m on m.id = a.manager_id
  left join lateral (select until_on from contracts where employment_id = em.id order by from_on desc limit 1) c on true
  left join accounts account on account.employee_id = e.id;

-- The lock makes two changes of one person wait for each other, so that the later one sees what the earlier one did.
create function write_employee_cards(people uuid[]) returns void language plpgsql as $$
begin
    perform from employees where id = any (people) order by id for no key update;
    delete from employee_cards where employee_id = any (people);
    insert into employee_cards select * from employee_card_lines where employee_id = any (people);
end
$$;

create function employee_cards_follow() returns trigger language plpgsql as $$
declare
    people uuid[];
begin
    case tg_table_name
    when 'employees' then
        people := array(
            select id from changed
             union
            select card.employee_id from changed join employee_cards card on card.manager_id = changed.id
             where (card.manager_number, card.manager_name) is distinct from (changed.number, changed.name));
    when 'org_units' then
        people := array(
            select card.employee_id from changed join employee_cards card on card.org_unit_id = changed.id
             where card.org_unit_name <> changed.name);
    when 'positions' then
        people := array(
            select card.employee_id from changed join employee_cards card on card.position_id = changed.id
             where card.position_name <> changed.name);
    when 'accounts' then
        people := array(
            select card.employee_id from changed join employee_cards card on card.employee_id = changed.employee_id
             where (card.account_id, card.account_login, card.account_active)
                   is distinct from (changed.id, changed.login, changed.password_hash is not null));
    else
        people := array(select employee_id from changed);
    end case;
    if cardinality(people) > 0 then
        perform write_employee_cards(people);
    end if;
    return null;
end
$$;

create trigger employees_updated_cards after update on employees
    referencing new table as changed for each statement execute function employee_cards_follow();
create trigger employments_updated_cards after update on employments
    referencing new table as changed for each statement execute function employee_cards_follow();
create trigger assignments_added_cards after insert on assignments
    referencing new table as changed for each statement execute function employee_cards_follow();
create trigger assignments_updated_cards after update on assignments
    referencing new table as changed for each statement execute function employee_cards_follow();
create trigger contracts_added_cards after insert on contracts
    referencing new table as changed for each statement execute function employee_cards_follow();
create trigger contracts_updated_cards after update on contracts
    referencing new table as changed for each statement execute function employee_cards_follow();
create trigger org_units_updated_cards after update on org_units
    referencing new table as changed for each statement execute function employee_cards_follow();
create trigger positions_updated_cards after update on positions
    referencing new table as changed for each statement execute function employee_cards_follow();
create trigger accounts_added_cards after insert on accounts
    referencing new table as changed for each statement execute function employee_cards_follow();
create trigger accounts_updated_cards after update on accounts
    referencing new table as changed for each statement execute function employee_cards_follow();

insert into employee_cards select * from employee_card_lines;

-- Names are searched in the cards now.
drop index employees_search;
