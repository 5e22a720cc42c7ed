alter table employee_cards drop column line;
drop view employee_card_lines;
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
