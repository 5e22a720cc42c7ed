-- A page of employees is fifty lines of eighteen values each, in one form for everybody: the card keeps its line as
-- it is sent, so that neither the database nor the service takes it apart and puts it together again.
create or replace view employee_card_lines as
select a.id as assignment_id, e.id as employee_id, em.id as employment_id, e.version, e.number, e.name, e.gender,
       e.legal_entity_id, e.email, e.work_city, u.id as org_unit_id, u.name as org_unit_name, p.id as position_id,
       p.name as position_name, m.id as manager_id, m.number as manager_number, m.name as manager_name, em.hired_on,
       em.left_on, c.until_on as contract_ends_on, a.from_on, a.until_on, e.phone_sealed, account.id as account_id,
       account.login as account_login,
       case when account.id is not null then account.password_hash is not null end as account_active, e.search,
       json_build_object(
           'id', e.id, 'version', e.version, 'number', e.number, 'name', e.name, 'gender', e.gender,
           'legal_entity_id', e.legal_entity_id, 'email', e.email, 'work_city', e.work_city,
           'org_unit', json_build_object('id', u.id, 'name', u.name),
           'position', json_build_object('id', p.id, 'name', p.name),
           'manager', case when m.id is not null
                           then json_build_object('id', m.id, 'number', m.number, 'name', m.name) end,
           'hired_on', em.hired_on, 'left_on', em.left_on, 'contract_ends_on', c.until_on)::text as line
  from employees e
  join employments em on em.id = e.employment_id
  join assignments a on a.employment_id = em.id
  join org_units u on u.id = a.org_unit_id
  join positions p on p.id = a.position_id
  left join employees m on m.id = a.manager_id
  left join lateral (select until_on from contracts where employment_id = em.id order by from_on desc limit 1) c on true
  left join accounts account on account.employee_id = e.id;

alter table employee_cards add column line text;
delete from employee_cards;
insert into employee_cards select * from employee_card_lines;
alter table employee_cards alter column line set not null;
comment on column employee_cards.line is 'personal: 姓名';
