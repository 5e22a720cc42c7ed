drop function may_see;
alter table employees drop column employment_id;
drop table documents, circumstances, annual_leaves, wage_months, contracts, assignments, employments, positions;
alter table org_units drop column head_id;
alter table accounts drop constraint accounts_employee_id_fkey;
drop table org_units, employees, legal_entities;
drop function org_units_refuse_cycle, assignments_refuse_manager_cycle, unit_within, manages;
