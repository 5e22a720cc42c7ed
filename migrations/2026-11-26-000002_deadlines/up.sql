-- Deadlines are computed, never stored. What is stored: who was told of one and what became of it, the
-- calendar addresses that people asked for, and the days on which the service has looked.

-- A deadline that came into its lead time. Which one is sealed, since some speak of health and family; its index
-- is keyed, so that it can be found again and is on record once.
create table deadline_reminders (
    id uuid primary key,
    version integer not null default 1,
    employee_id uuid not null references employees (id),
    legal_entity_id uuid not null references legal_entities (id),
    deadline_sealed bytea not null,
    deadline_index bytea not null check (octet_length(deadline_index) = 32),
    -- Something is wrong in the records, which says nothing about the person.
    about_records boolean not null,
    due_on date not null,
    noticed_on date not null,
    acknowledged_by uuid references accounts (id),
    acknowledged_at timestamptz,
    acknowledgement text,
    escalated_at timestamptz,
    settled_at timestamptz,
    created_at timestamptz not null,
    constraint deadline_reminders_once unique (employee_id, deadline_index, due_on),
    constraint deadline_reminders_acknowledged_whole check
        (num_nulls(acknowledged_by, acknowledged_at, acknowledgement) in (0, 3))
);
create index deadline_reminders_legal_entity on deadline_reminders (legal_entity_id);
create index deadline_reminders_acknowledged_by on deadline_reminders (acknowledged_by);
-- The home page: what nobody has taken care of, most pressing first.
create index deadline_reminders_unheeded on deadline_reminders (about_records, due_on, id)
    where acknowledged_at is null and settled_at is null;
comment on column deadline_reminders.id is 'internal';
comment on column deadline_reminders.version is 'internal';
comment on column deadline_reminders.employee_id is 'internal';
comment on column deadline_reminders.legal_entity_id is 'internal';
comment on column deadline_reminders.deadline_sealed is 'sensitive: the row of R-120 or the flaw in the records, sealed';
comment on column deadline_reminders.deadline_index is 'internal: keyed index of the same';
comment on column deadline_reminders.about_records is 'internal: it is an A-DATA';
comment on column deadline_reminders.due_on is 'personal: the day itself';
comment on column deadline_reminders.noticed_on is 'internal: the civil day on which it came into its lead time';
comment on column deadline_reminders.acknowledged_by is 'internal: the account that took care of it';
comment on column deadline_reminders.acknowledged_at is 'internal';
comment on column deadline_reminders.acknowledgement is 'personal: what was done about it';
comment on column deadline_reminders.escalated_at is 'internal: when all of HR was told that nobody had';
comment on column deadline_reminders.settled_at is 'internal: when the records showed that nothing is due any more';
comment on column deadline_reminders.created_at is 'internal';

-- One calendar address an account; a new one takes the place of the old.
create table deadline_feeds (
    account_id uuid primary key references accounts (id),
    token_hash bytea not null constraint deadline_feeds_token_key unique,
    issued_at timestamptz not null
);
comment on column deadline_feeds.account_id is 'internal';
comment on column deadline_feeds.token_hash is 'internal: keyed hash; the token itself is shown once and kept nowhere';
comment on column deadline_feeds.issued_at is 'internal';

-- Civil days whose deadlines have been looked at, by whichever instance came first.
create table deadline_looks (
    day date primary key,
    looked_at timestamptz not null
);
comment on column deadline_looks.day is 'internal';
comment on column deadline_looks.looked_at is 'internal';

-- Every date about a person from which a deadline follows: one row a person, so that a whole scope is one read.
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
                      'completed_on', (s.completed_at at time zone 'Asia/Shanghai')::date)
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
