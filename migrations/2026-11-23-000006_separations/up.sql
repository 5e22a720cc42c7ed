-- Separation cases and the proposals both sides make in them.
create table separations (
    id uuid primary key,
    version integer not null default 1,
    number text not null constraint separations_number_key unique,
    legal_entity_id uuid not null references legal_entities (id),
    employee_id uuid not null references employees (id),
    employment_id uuid not null references employments (id),
    ground text not null check (ground <> ''),
    initiator text not null check (initiator in ('employer', 'employee')),
    proposer text not null check (proposer in ('employer', 'employee')),
    reason text not null,
    stage text not null constraint separations_stage_check check (stage in
        ('open', 'union_notified', 'approved', 'noticed', 'negotiating', 'agreed', 'signed', 'completed', 'withdrawn')),
    -- The employee sees the case from here on; once open it stays open.
    open_to_employee boolean not null,
    last_day date,
    pay_on date,
    opened_by jsonb not null,
    opened_at timestamptz not null,
    trade_union jsonb,
    approval jsonb,
    notice jsonb,
    agreement_id uuid,
    agreement_signed_at timestamptz,
    agreement_sha256 bytea check (octet_length(agreement_sha256) = 32),
    notice_document_id uuid references documents (id),
    certificate_document_id uuid references documents (id),
    -- The settlement as it was when the case was completed.
    settlement_sealed bytea,
    completed_at timestamptz,
    withdrawal jsonb,
    constraint separations_notice_needs_its_paper check ((notice is null) = (notice_document_id is null)),
    constraint separations_noticed_has_notice check (stage <> 'noticed' or notice is not null),
    constraint separations_agreed_has_terms check (stage not in ('agreed', 'signed') or (last_day is not null and pay_on is not null)),
    constraint separations_signed_has_agreement check (stage <> 'signed' or agreement_signed_at is not null),
    constraint separations_completed_is_whole check
        (stage <> 'completed' or (completed_at is not null and certificate_document_id is not null and settlement_sealed is not null)),
    constraint separations_withdrawn_says_why check (stage <> 'withdrawn' or withdrawal is not null)
);
create index separations_employee on separations (employee_id, opened_at desc);
create index separations_entity on separations (legal_entity_id, opened_at desc, id);
create index separations_opened on separations (opened_at desc, id);
create index separations_employment on separations (employment_id);
create index separations_notice_document on separations (notice_document_id);
create index separations_certificate_document on separations (certificate_document_id);
-- One case at a time: a person cannot be dismissed and negotiated with in two files.
create unique index separations_one_open on separations (employment_id) where stage not in ('completed', 'withdrawn');
comment on column separations.reason is 'personal: why the employment shall end';
comment on column separations.opened_by is 'personal: who opened it, as known then';
comment on column separations.trade_union is 'personal: what was sent to the union and what it answered';
comment on column separations.approval is 'personal: who asked for approval and who decided';
comment on column separations.notice is 'personal: notice and its service';
comment on column separations.withdrawal is 'personal: who withdrew it and why';
comment on column separations.settlement_sealed is 'sensitive: what is paid, sealed';

-- The last number given in a year.
create table separation_numbers (
    year smallint primary key,
    last integer not null check (last > 0)
);

create table proposals (
    id uuid primary key,
    separation_id uuid not null references separations (id),
    round integer not null check (round > 0),
    side text not null check (side in ('employer', 'employee')),
    made_by jsonb not null,
    -- Lines with the statutory figures beside them, totals and text.
    offer_sealed bytea not null,
    last_day date not null,
    pay_on date not null,
    state text not null check (state in ('open', 'countered', 'accepted', 'rejected', 'withdrawn')),
    answer jsonb,
    created_at timestamptz not null,
    constraint proposals_round_key unique (separation_id, round),
    constraint proposals_answered_by_someone check ((state in ('accepted', 'rejected')) = (answer is not null))
);
-- One offer lies on the table at a time.
create unique index proposals_one_open on proposals (separation_id) where state = 'open';
create unique index proposals_one_accepted on proposals (separation_id) where state = 'accepted';
comment on column proposals.made_by is 'personal: who made it, as known then';
comment on column proposals.offer_sealed is 'sensitive: the sums offered, sealed';
comment on column proposals.answer is 'personal: who answered and what';
