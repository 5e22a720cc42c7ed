-- Lay-offs of many (LCL 41): one procedure, one case a person.
create table layoffs (
    id uuid primary key,
    version integer not null default 1,
    number text not null constraint layoffs_number_key unique,
    legal_entity_id uuid not null references legal_entities (id),
    -- Which of the four situations of LCL 41(1).
    item smallint not null check (item between 1 and 4),
    reason text not null,
    -- All staff of the legal entity when it was opened.
    headcount integer not null check (headcount > 0),
    last_day date not null,
    opened_by jsonb not null,
    opened_at timestamptz not null,
    explanation jsonb,
    report jsonb
);
create index layoffs_opened on layoffs (opened_at desc, id);
create index layoffs_entity on layoffs (legal_entity_id);
comment on column layoffs.reason is 'internal: why people are laid off';
comment on column layoffs.opened_by is 'personal: who opened it, as known then';
comment on column layoffs.explanation is 'personal: when it was explained to union or staff, what they said, by whom it was recorded';
comment on column layoffs.report is 'personal: when the plan was reported to the labour bureau, by whom it was recorded';

alter table separations add column layoff_id uuid references layoffs (id);
create index separations_layoff on separations (layoff_id);
comment on column separations.layoff_id is 'internal: the lay-off it belongs to';

-- The last number given in a year.
create table layoff_numbers (
    year smallint primary key,
    last integer not null check (last > 0)
);

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
          from separation_evidence where separation_id = of_case),
    'layoff', (
        select jsonb_build_object('id', l.id, 'headcount', l.headcount, 'explanation', l.explanation, 'report', l.report,
                   'to_cut', (select count(*) from separations o where o.layoff_id = l.id and o.stage <> 'withdrawn'))
          from separations s join layoffs l on l.id = s.layoff_id where s.id = of_case));
end
$$;
