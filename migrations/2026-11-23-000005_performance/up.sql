-- KPIs, cycles, reviews, alerts, plans and check-ins; and how what matters reached people.

-- What reached whom, when, and what they answered (送达、确认). Used by every slice whose papers must be
-- proved to have arrived.
create table deliveries (
    id uuid primary key,
    employee_id uuid not null references employees (id),
    resource_type text not null check (resource_type <> ''),
    resource_id uuid not null,
    kind text not null check (kind <> ''),
    sha256 bytea not null check (octet_length(sha256) = 32),
    channel text not null constraint deliveries_channel_check
        check (channel in ('in_system', 'sms', 'email', 'in_person', 'post', 'electronic')),
    sent_at timestamptz not null,
    opened_at timestamptz,
    due_on date,
    answer text constraint deliveries_answer_check check (answer in ('confirmed', 'objected')),
    answer_text text,
    answered_at timestamptz,
    constraint deliveries_once unique (resource_id, kind, employee_id),
    constraint deliveries_answered_at_check check ((answer is null) = (answered_at is null)),
    constraint deliveries_objection_has_reason check (answer <> 'objected' or btrim(coalesce(answer_text, '')) <> '')
);
create index deliveries_employee on deliveries (employee_id, sent_at desc);
create index deliveries_unanswered on deliveries (employee_id, kind, due_on) where answer is null;
comment on column deliveries.sha256 is 'of the delivered document, as the journal entry of the delivery holds it';
comment on column deliveries.answer_text is 'personal: what the person wrote';

create table kpis (
    id uuid primary key,
    version integer not null default 1,
    code text not null constraint kpis_code_key unique check (code <> ''),
    name text not null check (name <> ''),
    unit text not null,
    direction text not null constraint kpis_direction_check check (direction in ('higher_is_better', 'lower_is_better')),
    source text not null default '',
    created_at timestamptz not null
);

-- A period [from_on, until_on) with the line under which a result fails.
create table review_cycles (
    id uuid primary key,
    version integer not null default 1,
    code text not null constraint review_cycles_code_key unique check (code <> ''),
    name text not null check (name <> ''),
    from_on date not null,
    until_on date not null,
    baseline bigint not null constraint review_cycles_baseline_check check (baseline between 0 and 10000),
    kpi_weight bigint not null constraint review_cycles_kpi_weight_check check (kpi_weight between 0 and 100000000),
    created_at timestamptz not null,
    constraint review_cycles_ends_after_start check (until_on > from_on)
);
create index review_cycles_latest on review_cycles (from_on desc, id desc);
comment on column review_cycles.baseline is 'points in hundredths';
comment on column review_cycles.kpi_weight is 'percent in millionths';

-- The goals of a position in a cycle, whole, as they will be delivered.
create table position_goals (
    cycle_id uuid not null references review_cycles (id),
    position_id uuid not null references positions (id),
    goals jsonb not null constraint position_goals_is_list check (jsonb_typeof(goals) = 'array'),
    updated_at timestamptz not null,
    primary key (cycle_id, position_id)
);
create index position_goals_position on position_goals (position_id);

-- One employee's goals, actuals, assessments and result in one cycle.
create table reviews (
    id uuid primary key,
    version integer not null default 1,
    cycle_id uuid not null references review_cycles (id),
    employee_id uuid not null references employees (id),
    legal_entity_id uuid not null references legal_entities (id),
    position_id uuid not null references positions (id),
    manager_id uuid references employees (id),
    stage text not null constraint reviews_stage_check check (stage in ('goals_delivered', 'goals_confirmed',
        'goals_objected', 'self_assessed', 'manager_assessed', 'result_delivered', 'result_confirmed', 'result_objected')),
    goals jsonb not null constraint reviews_goals_is_list check (jsonb_typeof(goals) = 'array'),
    actuals jsonb not null default '{}' constraint reviews_actuals_is_object check (jsonb_typeof(actuals) = 'object'),
    goals_delivered_at timestamptz not null,
    late_reason text,
    self_assessment text,
    self_assessed_at timestamptz,
    manager_assessment text,
    rating bigint,
    assessed_by uuid references employees (id),
    assessed_at timestamptz,
    score bigint,
    result jsonb,
    result_delivered_at timestamptz,
    constraint reviews_once unique (cycle_id, employee_id),
    constraint reviews_self_assessment_check check ((self_assessment is null) = (self_assessed_at is null)),
    constraint reviews_assessment_check check (
        num_nulls(manager_assessment, rating, assessed_by, assessed_at, score, result) in (0, 6)),
    constraint reviews_result_check check (result_delivered_at is null or result is not null)
);
create index reviews_employee on reviews (employee_id, id desc);
create index reviews_manager on reviews (manager_id, id desc);
create index reviews_cycle on reviews (cycle_id, stage);
create index reviews_legal_entity on reviews (legal_entity_id);
create index reviews_position on reviews (position_id);
create index reviews_assessed_by on reviews (assessed_by);
comment on column reviews.late_reason is 'why the goals were delivered after the period had begun; null when in time';
comment on column reviews.score is 'points in hundredths';
comment on column reviews.rating is 'points in hundredths';
comment on column reviews.self_assessment is 'personal: 自评';
comment on column reviews.manager_assessment is 'personal: 上级评价';

-- A risk that was noticed, addressed to one person, with a day by which to act.
create table alerts (
    id uuid primary key,
    version integer not null default 1,
    kind text not null constraint alerts_kind_check check (kind in ('result_below_baseline', 'second_result_below_baseline')),
    employee_id uuid not null references employees (id),
    legal_entity_id uuid not null references legal_entities (id),
    addressee_id uuid not null references employees (id),
    state text not null constraint alerts_state_check check (state in ('open', 'acknowledged', 'resolved')),
    due_on date not null,
    title jsonb not null,
    risk jsonb not null,
    what_you_can_do jsonb not null,
    resource_type text not null,
    resource_id uuid not null,
    created_at timestamptz not null,
    acknowledged_at timestamptz,
    acknowledgement text,
    resolved_at timestamptz,
    resolution text,
    constraint alerts_once unique (resource_id, kind, addressee_id),
    constraint alerts_resolution_check check ((state = 'resolved') = (resolved_at is not null) and (resolved_at is null) = (resolution is null))
);
create index alerts_employee on alerts (employee_id, id desc);
create index alerts_addressee on alerts (addressee_id, state, id desc);
create index alerts_legal_entity on alerts (legal_entity_id);

-- Goals, a window [from_on, until_on), help, and an outcome.
create table improvement_plans (
    id uuid primary key,
    version integer not null default 1,
    employee_id uuid not null references employees (id),
    legal_entity_id uuid not null references legal_entities (id),
    manager_id uuid not null references employees (id),
    mentor_id uuid references employees (id),
    review_id uuid references reviews (id),
    alert_id uuid references alerts (id),
    stage text not null constraint improvement_plans_stage_check check (stage in ('draft', 'published', 'active', 'closed')),
    from_on date not null,
    until_on date not null,
    reason text not null,
    change_of_post text,
    goals jsonb not null,
    training jsonb not null,
    created_at timestamptz not null,
    published_at timestamptz,
    outcome text constraint improvement_plans_outcome_check check (outcome in ('met', 'partly_met', 'not_met')),
    outcome_text text,
    closed_at timestamptz,
    constraint improvement_plans_ends_after_start check (until_on > from_on),
    constraint improvement_plans_not_own_manager check (manager_id <> employee_id),
    constraint improvement_plans_published_check check ((stage = 'draft') = (published_at is null)),
    constraint improvement_plans_closed_check check ((stage = 'closed') = (closed_at is not null)
        and num_nulls(outcome, outcome_text, closed_at) in (0, 3))
);
create index improvement_plans_employee on improvement_plans (employee_id, id desc);
create index improvement_plans_manager on improvement_plans (manager_id, id desc);
create index improvement_plans_mentor on improvement_plans (mentor_id);
create index improvement_plans_review on improvement_plans (review_id);
create index improvement_plans_alert on improvement_plans (alert_id);
create index improvement_plans_legal_entity on improvement_plans (legal_entity_id);
comment on column improvement_plans.reason is 'personal: the facts the plan rests on';

-- A dated conversation, written by the manager. Never edited: a correction is another one.
create table check_ins (
    id uuid primary key,
    version integer not null default 1,
    employee_id uuid not null references employees (id),
    legal_entity_id uuid not null references legal_entities (id),
    manager_id uuid not null references employees (id),
    kind text not null constraint check_ins_kind_check
        check (kind in ('coaching', 'feedback', 'suggestion', 'warning_talk', 'plan_check_in')),
    plan_id uuid references improvement_plans (id),
    held_on date not null,
    topic text not null check (btrim(topic) <> ''),
    text text not null check (btrim(text) <> ''),
    created_at timestamptz not null,
    constraint check_ins_plan_check check (kind <> 'plan_check_in' or plan_id is not null),
    constraint check_ins_not_with_oneself check (manager_id <> employee_id)
);
create index check_ins_employee on check_ins (employee_id, held_on desc, id desc);
create index check_ins_latest on check_ins (held_on desc, id desc);
create index check_ins_plan on check_ins (plan_id);
create index check_ins_manager on check_ins (manager_id);
create index check_ins_legal_entity on check_ins (legal_entity_id);
comment on column check_ins.text is 'personal: what was said';
