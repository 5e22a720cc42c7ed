-- The separation desk: every ground, evidence that is brought in, the employee's own notice, overrides, tasks.
alter table separations
    add column case_facts jsonb,
    add column wished_last_day date,
    add column receipt jsonb,
    add column overrides jsonb;
comment on column separations.case_facts is 'personal: what only the case knows: branch of the ground, clauses relied on';
comment on column separations.wished_last_day is 'personal: the last day an employee wished for';
comment on column separations.receipt is 'personal: who acknowledged the employee''s notice, and when';
comment on column separations.overrides is 'personal: what the gate lacked and somebody let pass, with the reason';

-- Evidence brought into a case: a file under its hash, judged by somebody else than who brought it (R-050).
create table separation_evidence (
    id uuid primary key,
    separation_id uuid not null references separations (id),
    code text not null check (code <> ''),
    title text not null check (title <> ''),
    dated_on date not null,
    text text not null,
    file_name text not null,
    media text not null,
    sha256 bytea not null check (octet_length(sha256) = 32),
    size bigint not null check (size > 0),
    state text not null constraint separation_evidence_state_check check (state in ('waiting', 'accepted', 'rejected')),
    added_by jsonb not null,
    added_at timestamptz not null,
    review jsonb,
    constraint separation_evidence_judged_by_someone check ((state = 'waiting') = (review is null))
);
create index separation_evidence_case on separation_evidence (separation_id, added_at, id);
comment on column separation_evidence.title is 'personal: what the file is';
comment on column separation_evidence.text is 'personal: what it shows';
comment on column separation_evidence.file_name is 'personal: name of the file';
comment on column separation_evidence.added_by is 'personal: who brought it, as known then';
comment on column separation_evidence.review is 'personal: who judged it, and why';

-- What has to be done around the end: handover, payment, transfers. Each has an owner and a day.
create table separation_tasks (
    id uuid primary key,
    separation_id uuid not null references separations (id),
    kind text not null check (kind <> ''),
    title jsonb not null,
    owner text not null constraint separation_tasks_owner_check check (owner in ('hr', 'payroll', 'legal', 'manager', 'employee')),
    due_on date not null,
    rule text,
    state text not null constraint separation_tasks_state_check check (state in ('open', 'done', 'waived')),
    outcome jsonb,
    created_at timestamptz not null,
    constraint separation_tasks_ended_by_someone check ((state = 'open') = (outcome is null))
);
create index separation_tasks_case on separation_tasks (separation_id, due_on, id);
create index separation_tasks_open on separation_tasks (due_on, id) where state = 'open';
-- Tasks that the end itself brings exist once.
create unique index separation_tasks_once on separation_tasks (separation_id, kind) where rule is not null;
comment on column separation_tasks.title is 'personal: what is to be done';
comment on column separation_tasks.outcome is 'personal: who did it, and what came of it';

-- Everything on record that the gate of a case weighs, as one object: one statement instead of one a table.
-- Sealed columns come in hex; the service opens them.
create function case_records(of_employee uuid, of_employment uuid, of_case uuid) returns jsonb
language plpgsql stable as $$
begin
    return jsonb_build_object(
    'reviews', (
        select coalesce(jsonb_agg(jsonb_build_object(
                   'review_id', r.id, 'cycle_name', c.name, 'cycle_from', c.from_on, 'cycle_until', c.until_on,
                   'goals_delivered_at', r.goals_delivered_at, 'goals_answer', g.answer, 'goals_sha256', encode(g.sha256, 'hex'),
                   'score', r.score, 'baseline', c.baseline, 'result_delivered_at', r.result_delivered_at,
                   'sha256', encode(d.sha256, 'hex')) order by c.from_on, r.id), '[]')
          from reviews r
          join review_cycles c on c.id = r.cycle_id
          join deliveries g on g.resource_id = r.id and g.kind = 'goals' and g.employee_id = r.employee_id
          join deliveries d on d.resource_id = r.id and d.kind = 'result' and d.employee_id = r.employee_id
         where r.employee_id = of_employee and r.result_delivered_at is not null and r.score < c.baseline),
    'plans', (
        select coalesce(jsonb_agg(jsonb_build_object(
                   'plan_id', p.id, 'stage', p.stage, 'published_at', p.published_at, 'training', p.training,
                   'sha256', encode(d.sha256, 'hex'),
                   'check_ins_acknowledged', (
                       select count(*) from check_ins t
                         join deliveries a on a.resource_id = t.id and a.employee_id = t.employee_id
                        where t.plan_id = p.id and a.answer is not null)) order by p.from_on, p.id), '[]')
          from improvement_plans p
          left join deliveries d on d.resource_id = p.id and d.kind = 'plan' and d.employee_id = p.employee_id
         where p.employee_id = of_employee and p.published_at is not null),
    'declared', (
        select jsonb_build_object('sealed', encode(sealed, 'hex'), 'declared_at', declared_at)
          from circumstances where employee_id = of_employee),
    'contracts', (
        select coalesce(jsonb_agg(jsonb_build_object(
                   'id', id, 'kind', kind, 'from', from_on, 'until', until_on, 'probation_until', probation_until,
                   'signed_on', signed_on) order by from_on desc), '[]')
          from contracts where employment_id = of_employment),
    'wages', (
        select coalesce(jsonb_agg(encode(sealed, 'hex')), '[]')
          from (select sealed from wage_months where employee_id = of_employee order by month desc limit 36) latest),
    'accepted', (
        select jsonb_build_object('id', id, 'round', round, 'sealed', encode(offer_sealed, 'hex'), 'pay_on', pay_on,
                   'answered_at', answer ->> 'at')
          from proposals where separation_id = of_case and state = 'accepted'),
    'pieces', (
        select coalesce(jsonb_agg(jsonb_build_object(
                   'id', id, 'code', code, 'title', title, 'text', text, 'dated_on', dated_on, 'state', state,
                   'sha256', encode(sha256, 'hex')) order by added_at, id), '[]')
          from separation_evidence where separation_id = of_case));
end
$$;
