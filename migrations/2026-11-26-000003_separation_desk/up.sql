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
