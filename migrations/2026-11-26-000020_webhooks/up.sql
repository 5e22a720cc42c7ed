-- Webhooks: other systems that are told of what happens, how far each has been told, and what came of it.
create table webhooks (
    id uuid primary key,
    version integer not null default 1,
    legal_entity_id uuid references legal_entities (id),
    url text not null check (url <> ''),
    description text not null,
    events jsonb not null,
    state text not null default 'active' constraint webhooks_state_check check (state in ('active', 'paused', 'disabled')),
    disabled_reason text constraint webhooks_disabled_reason_check check (disabled_reason in ('gone', 'failing')),
    disabled_at timestamptz,
    failing_since timestamptz,
    secret_sealed bytea not null,
    previous_secret_sealed bytea,
    previous_secret_until timestamptz,
    created_by uuid references accounts (id),
    created_at timestamptz not null,
    constraint webhooks_disabled_says_why check
        ((state = 'disabled') = (disabled_reason is not null) and (state = 'disabled') = (disabled_at is not null)),
    constraint webhooks_previous_secret_ends check ((previous_secret_sealed is null) = (previous_secret_until is null))
);
create index webhooks_legal_entity on webhooks (legal_entity_id, id);
create index webhooks_created_by on webhooks (created_by);
comment on table webhooks is 'internal: other systems that are told of events';
comment on column webhooks.id is 'internal';
comment on column webhooks.version is 'internal';
comment on column webhooks.legal_entity_id is 'internal: the employer whose events are told; null for all';
comment on column webhooks.url is 'internal: may hold a key of the receiver';
comment on column webhooks.description is 'internal';
comment on column webhooks.events is 'internal: kinds of events, `noun.*` or `*`';
comment on column webhooks.state is 'internal';
comment on column webhooks.disabled_reason is 'internal';
comment on column webhooks.disabled_at is 'internal';
comment on column webhooks.failing_since is 'internal: the first of the tries that have failed one after the other';
comment on column webhooks.secret_sealed is 'sensitive: signs what is sent';
comment on column webhooks.previous_secret_sealed is 'sensitive: signs beside the new one for a day';
comment on column webhooks.previous_secret_until is 'internal';
comment on column webhooks.created_by is 'internal';
comment on column webhooks.created_at is 'internal';

-- The place of each log up to which deliveries were made. A log that is founded later is followed from its beginning.
create table webhook_cursors (
    webhook_id uuid not null references webhooks (id) on delete cascade,
    log_id uuid not null references journal_logs (id),
    next_index bigint not null check (next_index >= 0),
    primary key (webhook_id, log_id)
);
create index webhook_cursors_log on webhook_cursors (log_id);
comment on table webhook_cursors is 'internal: how far each webhook has followed each log';
comment on column webhook_cursors.webhook_id is 'internal';
comment on column webhook_cursors.log_id is 'internal';
comment on column webhook_cursors.next_index is 'internal: the first place that was not looked at';

-- One event for one webhook. Those of the journal wait in line, by seq; a test has no place in it.
create table webhook_deliveries (
    id uuid primary key,
    seq bigint generated always as identity,
    webhook_id uuid not null references webhooks (id) on delete cascade,
    log_id uuid references journal_logs (id),
    leaf_index bigint,
    kind text not null,
    body text not null,
    state text not null default 'pending'
        constraint webhook_deliveries_state_check check (state in ('pending', 'delivered', 'failed')),
    failed_tries integer not null default 0 check (failed_tries >= 0),
    attempts integer not null default 0 check (attempts >= 0),
    next_try_at timestamptz,
    asked_at timestamptz,
    delivered_at timestamptz,
    created_at timestamptz not null,
    constraint webhook_deliveries_entry_key unique (webhook_id, log_id, leaf_index),
    constraint webhook_deliveries_of_an_entry check ((log_id is null) = (leaf_index is null)),
    constraint webhook_deliveries_delivered_when check ((state = 'delivered') = (delivered_at is not null))
);
create index webhook_deliveries_list on webhook_deliveries (webhook_id, seq desc);
create index webhook_deliveries_list_state on webhook_deliveries (webhook_id, state, seq desc);
create index webhook_deliveries_line on webhook_deliveries (webhook_id, seq) where state = 'pending' and log_id is not null;
create index webhook_deliveries_asked on webhook_deliveries (webhook_id, asked_at) where asked_at is not null;
create index webhook_deliveries_over on webhook_deliveries (created_at) where state = 'delivered';
create index webhook_deliveries_log on webhook_deliveries (log_id);
comment on table webhook_deliveries is 'internal: kept for thirty days once they have arrived';
comment on column webhook_deliveries.id is 'internal: sent as webhook-id';
comment on column webhook_deliveries.seq is 'internal: the order in which they are sent';
comment on column webhook_deliveries.webhook_id is 'internal';
comment on column webhook_deliveries.log_id is 'internal: null for a test';
comment on column webhook_deliveries.leaf_index is 'internal: the place of the entry in its log';
comment on column webhook_deliveries.kind is 'internal';
comment on column webhook_deliveries.body is 'personal: as it is sent; the id of an employee, nothing more of them';
comment on column webhook_deliveries.state is 'internal';
comment on column webhook_deliveries.failed_tries is 'internal: since it stands in line';
comment on column webhook_deliveries.attempts is 'internal: all that were made';
comment on column webhook_deliveries.next_try_at is 'internal';
comment on column webhook_deliveries.asked_at is 'internal: somebody wants it sent at once, beside the line';
comment on column webhook_deliveries.delivered_at is 'internal';
comment on column webhook_deliveries.created_at is 'internal';

-- What came of each attempt.
create table webhook_attempts (
    delivery_id uuid not null references webhook_deliveries (id) on delete cascade,
    number integer not null check (number > 0),
    begun_at timestamptz not null,
    duration_ms integer not null check (duration_ms >= 0),
    status smallint,
    failure text constraint webhook_attempts_failure_check
        check (failure in ('address_refused', 'unknown_host', 'connection', 'tls', 'timeout')),
    response text,
    primary key (delivery_id, number),
    constraint webhook_attempts_answer_or_failure check ((status is null) <> (failure is null))
);
comment on table webhook_attempts is 'internal: each try of a delivery';
comment on column webhook_attempts.delivery_id is 'internal';
comment on column webhook_attempts.number is 'internal';
comment on column webhook_attempts.begun_at is 'internal';
comment on column webhook_attempts.duration_ms is 'internal';
comment on column webhook_attempts.status is 'internal: the HTTP status of the answer';
comment on column webhook_attempts.failure is 'internal: why there was no answer';
comment on column webhook_attempts.response is 'internal: how the answer begins';
