drop view deadline_facts;
create view deadline_facts as
select e.id as employee_id, e.number, e.name, e.gender, e.birth_on,
       m.legal_entity_id, m.hired_on, m.left_on, l.has_union,
       exists (
           select from employments o
            where o.employee_id = e.id and o.legal_entity_id = m.legal_entity_id and o.hired_on < m.hired_on
       ) as employed_before,
       coalesce((
           select jsonb_agg(jsonb_build_object(
                      'kind', c.kind, 'from_on', c.from_on, 'until_on', c.until_on,
                      'probation_until', c.probation_until, 'signed_on', c.signed_on) order by c.from_on)
             from contracts c where c.employee_id = e.id and c.employment_id = m.id
       ), '[]'::jsonb) as contracts,
       coalesce((
           select jsonb_agg(jsonb_build_object(
                      'year', a.year, 'entitlement_days', a.entitlement_days, 'used_days', a.used_days) order by a.year)
             from annual_leaves a where a.employee_id = e.id
       ), '[]'::jsonb) as annual_leaves,
       (
           select jsonb_build_object(
                      'id', s.id, 'open_to_employee', s.open_to_employee, 'ground', s.ground,
                      'union_notified_on', ((s.trade_union ->> 'notified_at')::timestamptz at time zone 'Asia/Shanghai')::date,
                      'notice_issued_on', ((s.notice ->> 'issued_at')::timestamptz at time zone 'Asia/Shanghai')::date,
                      'served_on', (s.notice #>> '{served,served_on}')::date,
                      'agreed_on', (s.agreement_signed_at at time zone 'Asia/Shanghai')::date,
                      'last_day', s.last_day, 'pay_on', s.pay_on,
                      'completed_on', (s.completed_at at time zone 'Asia/Shanghai')::date,
                      'tasks', coalesce((
                          select jsonb_object_agg(t.kind, ((t.outcome ->> 'at')::timestamptz at time zone 'Asia/Shanghai')::date)
                            from separation_tasks t where t.separation_id = s.id and t.rule is not null
                      ), '{}'::jsonb),
                      'non_compete', (
                          select jsonb_build_object(
                                     'from_on', s.last_day + 1, 'months', n.months, 'pay_day', n.pay_day, 'ended_on', n.ended_on,
                                     'settled', coalesce((
                                         select jsonb_agg(jsonb_build_object('number', p.instalment, 'paid_on', p.paid_on))
                                           from non_compete_payments p
                                          where p.non_compete_id = n.id and p.settles and p.instalment is not null
                                     ), '[]'::jsonb))
                            from non_competes n where n.separation_id = s.id and n.decision = 'activated'
                      ))
             from separations s where s.employment_id = m.id and s.stage <> 'withdrawn'
            order by s.opened_at desc, s.id desc limit 1
       ) as separation,
       d.sealed as circumstances_sealed,
       (d.declared_at at time zone 'Asia/Shanghai')::date as declared_on
  from employees e
  join employments m on m.id = e.employment_id
  join legal_entities l on l.id = m.legal_entity_id
  left join circumstances d on d.employee_id = e.id;
comment on view deadline_facts is 'sensitive: dates about people and their sealed circumstances';
drop function dispute_exhibits(uuid, uuid, uuid);
drop function entry_of(text, uuid, timestamptz);
drop view dispute_files;
drop trigger data_keys_held on data_keys;
drop trigger journal_subjects_held on journal_subjects;
drop trigger journal_parts_held on journal_parts;
drop trigger agreement_signers_held on agreement_signers;
drop trigger proposals_held on proposals;
drop trigger separation_tasks_held on separation_tasks;
drop trigger separation_evidence_held on separation_evidence;
drop trigger deadline_reminders_held on deadline_reminders;
drop trigger bundles_held on bundles;
drop trigger agreements_held on agreements;
drop trigger separations_held on separations;
drop trigger improvement_plans_held on improvement_plans;
drop trigger check_ins_held on check_ins;
drop trigger alerts_held on alerts;
drop trigger reviews_held on reviews;
drop trigger deliveries_held on deliveries;
drop trigger documents_held on documents;
drop trigger circumstances_held on circumstances;
drop trigger annual_leaves_held on annual_leaves;
drop trigger wage_months_held on wage_months;
drop trigger contracts_held on contracts;
drop trigger assignments_held on assignments;
drop trigger employments_held on employments;
drop trigger employees_held on employees;
drop table legal_holds;
drop table dispute_steps;
drop table dispute_numbers;
drop table disputes;
drop function refuse_part_under_hold();
drop function refuse_erasure_under_hold();
drop function refuse_under_hold();
drop function is_held(uuid);
