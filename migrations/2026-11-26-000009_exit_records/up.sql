-- What is recorded around leaving: talks, the service of a notice attempt by attempt, non-compete duties.

-- A talk about leaving, written down once and answered by the employee; a correction is another record.
create table separation_interviews (
    id uuid primary key,
    version integer not null default 1,
    separation_id uuid not null references separations (id),
    subject text not null constraint separation_interviews_subject_check check (subject in
        ('mutual_ending', 'variation', 'other_work', 'performance', 'hearing', 'exit', 'other')),
    held_on date not null,
    medium text not null constraint separation_interviews_medium_check check (medium in ('in_person', 'video', 'phone')),
    place text not null,
    held_by text not null check (held_by <> ''),
    present jsonb not null,
    proposed_by text constraint separation_interviews_proposed_by_check check (proposed_by in ('employer', 'employee')),
    sections jsonb not null,
    employee_words text not null,
    corrects uuid constraint separation_interviews_corrected_once unique references separation_interviews (id),
    recorded_by jsonb not null,
    created_at timestamptz not null
);
create index separation_interviews_case on separation_interviews (separation_id, held_on desc, id desc);
comment on column separation_interviews.place is 'personal: where it was held';
comment on column separation_interviews.held_by is 'personal: who led it';
comment on column separation_interviews.present is 'personal: who else was there';
comment on column separation_interviews.sections is 'personal: what was said';
comment on column separation_interviews.employee_words is 'personal: what the employee said, in their own words';
comment on column separation_interviews.recorded_by is 'personal: who wrote it down, as known then';

-- One try to serve the employer's notice: how, where to, and what came of it (R-075).
create table service_attempts (
    id uuid primary key,
    version integer not null default 1,
    separation_id uuid not null references separations (id),
    channel text not null constraint service_attempts_channel_check check (channel in
        ('in_person', 'relative', 'post', 'email', 'sms', 'in_system', 'electronic', 'announcement')),
    sent_on date not null,
    address text not null,
    -- The employee has named this address for service.
    designated boolean not null,
    tracking_number text,
    outcome text constraint service_attempts_outcome_check check (outcome in ('received', 'refused', 'returned', 'no_answer')),
    outcome_on date,
    outcome_text text,
    proof_name text,
    proof_media text,
    proof_sha256 bytea check (octet_length(proof_sha256) = 32),
    recorded_by jsonb not null,
    recorded_at timestamptz not null,
    concluded_by jsonb,
    concluded_at timestamptz,
    constraint service_attempts_concluded_whole check
        (num_nulls(outcome, outcome_on, outcome_text, concluded_by, concluded_at) in (0, 5)),
    constraint service_attempts_proof_whole check
        (num_nulls(proof_name, proof_media, proof_sha256) in (0, 3) and (proof_sha256 is null or outcome is not null)),
    constraint service_attempts_in_order check (outcome_on >= sent_on)
);
create index service_attempts_case on service_attempts (separation_id, sent_on, id);
comment on column service_attempts.address is 'personal: where it went';
comment on column service_attempts.outcome_text is 'personal: who took it, who saw it refused';
comment on column service_attempts.proof_name is 'personal: name of the file that proves it';
comment on column service_attempts.recorded_by is 'personal: who sent it, as known then';
comment on column service_attempts.concluded_by is 'personal: who recorded what came of it, as known then';

-- What was served before is its first attempt. An employee's own notice is not served by the employer.
insert into service_attempts (id, separation_id, channel, sent_on, address, designated, tracking_number, outcome,
       outcome_on, outcome_text, recorded_by, recorded_at, concluded_by, concluded_at)
select gen_random_uuid(), s.id, s.notice #>> '{served,channel}', (s.notice #>> '{served,served_on}')::date, '', false,
       s.notice #>> '{served,tracking_number}', 'received', (s.notice #>> '{served,served_on}')::date, '',
       s.notice -> 'by', (s.notice #>> '{served,recorded_at}')::timestamptz,
       s.notice -> 'by', (s.notice #>> '{served,recorded_at}')::timestamptz
  from separations s
 where s.initiator = 'employer' and s.notice -> 'served' is not null and s.notice ->> 'served' is not null;

-- Whether a non-compete duty binds after the end: said once a case, in writing (R-082).
create table non_competes (
    id uuid primary key,
    version integer not null default 1,
    separation_id uuid not null constraint non_competes_once unique references separations (id),
    legal_entity_id uuid not null references legal_entities (id),
    employee_id uuid not null references employees (id),
    decision text not null constraint non_competes_decision_check check (decision in ('activated', 'waived')),
    reason text not null check (reason <> ''),
    -- Whom the law allows to be bound (LCL 24, R-080).
    bound_as text constraint non_competes_bound_as_check check (bound_as in ('senior_manager', 'senior_technician', 'confidential')),
    scope text,
    region text,
    months smallint constraint non_competes_two_years check (months between 1 and 24),
    pay_day smallint check (pay_day between 1 and 31),
    pay_sealed bytea,
    document_id uuid not null references documents (id),
    decided_by jsonb not null,
    decided_at timestamptz not null,
    ended_on date,
    ended_by text constraint non_competes_ended_by_check check (ended_by in ('employer', 'employee')),
    ending_sealed bytea,
    constraint non_competes_whole check
        (num_nulls(bound_as, scope, region, months, pay_day, pay_sealed) = case when decision = 'activated' then 0 else 6 end),
    constraint non_competes_ended_whole check (num_nulls(ended_on, ended_by, ending_sealed) in (0, 3)),
    constraint non_competes_ended_was_active check (ended_on is null or decision = 'activated')
);
create index non_competes_newest on non_competes (decided_at desc, id desc);
create index non_competes_employee on non_competes (employee_id);
create index non_competes_entity on non_competes (legal_entity_id);
create index non_competes_document on non_competes (document_id);
create index non_competes_running on non_competes (decided_at desc, id desc) where decision = 'activated' and ended_on is null;
comment on column non_competes.reason is 'personal: why the person is bound, or is not';
comment on column non_competes.scope is 'personal: what the person may not do';
comment on column non_competes.region is 'personal: where';
comment on column non_competes.pay_sealed is 'sensitive: the monthly pay and how its floor was computed, sealed';
comment on column non_competes.decided_by is 'personal: who decided, as known then';
comment on column non_competes.ending_sealed is 'sensitive: who ended it, why, and what it costs, sealed';

-- What was paid for the duty; no instalment: the pay for an early release.
create table non_compete_payments (
    id uuid primary key,
    non_compete_id uuid not null references non_competes (id),
    instalment smallint check (instalment between 1 and 24),
    amount_sealed bytea not null,
    -- With it the whole of the instalment is paid.
    settles boolean not null,
    paid_on date not null,
    recorded_by jsonb not null,
    recorded_at timestamptz not null
);
create index non_compete_payments_duty on non_compete_payments (non_compete_id, recorded_at, id);
create unique index non_compete_payments_settled_once on non_compete_payments (non_compete_id, coalesce(instalment, 0)) where settles;
comment on column non_compete_payments.amount_sealed is 'sensitive: what was paid, sealed';
comment on column non_compete_payments.recorded_by is 'personal: who recorded it, as known then';

-- The employee says that instalments were not paid.
create table non_compete_statements (
    id uuid primary key,
    non_compete_id uuid not null references non_competes (id),
    instalments jsonb not null,
    text text not null,
    stated_at timestamptz not null
);
create index non_compete_statements_duty on non_compete_statements (non_compete_id, stated_at, id);
comment on column non_compete_statements.text is 'personal: what the employee wrote';

-- A duty with all that happened to it, one row: sealed columns in hex, the service opens them.
create view non_compete_records as
select n.id, n.version, n.separation_id, n.legal_entity_id, n.employee_id, n.decision, n.reason, n.bound_as, n.scope,
       n.region, n.months, n.pay_day, n.pay_sealed, n.document_id, n.decided_by, n.decided_at, n.ended_on, n.ended_by,
       n.ending_sealed, e.number as employee_number, e.name as employee_name, s.number as case_number,
       s.stage as case_stage, s.last_day, d.answer, d.answer_text, d.answered_at,
       coalesce((
           select jsonb_agg(jsonb_build_object(
                      'id', p.id, 'instalment', p.instalment, 'amount', encode(p.amount_sealed, 'hex'),
                      'settles', p.settles, 'paid_on', p.paid_on, 'by', p.recorded_by, 'at', p.recorded_at)
                      order by p.recorded_at, p.id)
             from non_compete_payments p where p.non_compete_id = n.id
       ), '[]'::jsonb) as payments,
       coalesce((
           select jsonb_agg(jsonb_build_object('instalments', t.instalments, 'text', t.text, 'at', t.stated_at)
                      order by t.stated_at, t.id)
             from non_compete_statements t where t.non_compete_id = n.id
       ), '[]'::jsonb) as statements
  from non_competes n
  join employees e on e.id = n.employee_id
  join separations s on s.id = n.separation_id
  left join deliveries d on d.resource_id = n.id and d.kind = 'non_compete' and d.employee_id = n.employee_id;
comment on view non_compete_records is 'sensitive: what people may not do after leaving, and what they are paid for it';

-- A duty that runs brings its days of payment and its end (A-23, A-24).
create or replace view deadline_facts as
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
