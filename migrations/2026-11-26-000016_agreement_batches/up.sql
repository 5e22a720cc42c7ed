-- One contract for many people: drafted, sent and sealed in the background, one line each.
alter table employees add column address_sealed bytea;
comment on column employees.address_sealed is 'sensitive: where the person lives (LCL 17), sealed for them alone';

create table agreement_batches (
    id uuid primary key,
    version integer not null default 1,
    legal_entity_id uuid not null references legal_entities (id),
    template_id uuid not null references templates (id),
    kind text not null,
    name text not null check (name <> ''),
    stage text not null constraint agreement_batches_stage_check
        check (stage in ('drafting', 'reviewed', 'sent', 'cancelled')),
    expires_on date,
    created_by uuid not null references accounts (id),
    created_at timestamptz not null,
    reviewed_by uuid references accounts (id),
    reviewed_at timestamptz,
    review_text text,
    sent_by uuid references accounts (id),
    sent_at timestamptz,
    -- The keeper's leave to seal, given once with proof for the agreements that stood open then.
    seal_allowed_by uuid references accounts (id),
    seal_allowed_at timestamptz,
    seal_address text,
    seal_method text constraint agreement_batches_seal_method_check check (seal_method in ('code', 'totp')),
    seal_statement text,
    code_for uuid references accounts (id),
    code_sent_at timestamptz,
    codes_sent integer not null default 0,
    wrong_tries integer not null default 0,
    cancelled_by uuid references accounts (id),
    cancelled_at timestamptz,
    cancelled_reason text,
    constraint agreement_batches_reviewed_by_another check (reviewed_by <> created_by),
    constraint agreement_batches_sealed_by_another check (seal_allowed_by <> created_by)
);
create index agreement_batches_newest on agreement_batches (created_at desc, id desc);
create index agreement_batches_entity on agreement_batches (legal_entity_id, created_at desc);
create index agreement_batches_template on agreement_batches (template_id);
create index agreement_batches_created_by on agreement_batches (created_by);
create index agreement_batches_reviewed_by on agreement_batches (reviewed_by);
create index agreement_batches_sent_by on agreement_batches (sent_by);
create index agreement_batches_seal_allowed_by on agreement_batches (seal_allowed_by);
create index agreement_batches_code_for on agreement_batches (code_for);
create index agreement_batches_cancelled_by on agreement_batches (cancelled_by);
comment on table agreement_batches is 'internal: contracts with many people at once';
comment on column agreement_batches.review_text is 'internal: what legal wrote';
comment on column agreement_batches.seal_address is 'personal: network address of the keeper';
comment on column agreement_batches.seal_statement is 'internal: what the keeper declared';
comment on column agreement_batches.cancelled_reason is 'internal: why it was cancelled';

create table agreement_batch_items (
    batch_id uuid not null references agreement_batches (id),
    position integer not null check (position >= 0),
    employee_id uuid not null references employees (id),
    asked_sealed bytea not null,
    agreement_id uuid constraint agreement_batch_items_agreement_key unique references agreements (id),
    -- What is to be done next; nothing when null.
    task text constraint agreement_batch_items_task_check check (task in ('draft', 'send', 'seal', 'void')),
    attempts integer not null default 0,
    -- Why the last task was refused.
    problem jsonb,
    primary key (batch_id, position),
    constraint agreement_batch_items_employee_key unique (batch_id, employee_id)
);
create index agreement_batch_items_todo on agreement_batch_items (batch_id, position) where task is not null;
create index agreement_batch_items_employee on agreement_batch_items (employee_id);
comment on table agreement_batch_items is 'personal: one person of a batch';
comment on column agreement_batch_items.asked_sealed is 'sensitive: terms and address, sealed';
comment on column agreement_batch_items.problem is 'internal: why it was refused';
