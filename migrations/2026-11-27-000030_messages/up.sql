-- Messages to people that have not been handed over yet. Each is written with the change it tells of, so that a stop
-- in between loses none, and removed once it is with whoever delivers it.
create table messages (
    id uuid primary key,
    log_id uuid not null references journal_logs (id),
    employee_id uuid references employees (id),
    kind text not null,
    body_sealed bytea not null,
    expires_at timestamptz,
    attempts integer not null default 0 check (attempts >= 0),
    due_at timestamptz not null default now() + interval '15 seconds',
    created_at timestamptz not null default now()
);
create index messages_due on messages (due_at);
create index messages_log on messages (log_id);
create index messages_employee on messages (employee_id);
comment on table messages is 'internal: messages on their way out';
comment on column messages.id is 'internal: whoever delivers takes a message of the same id once';
comment on column messages.log_id is 'internal: the employer whose record says so if it never goes out';
comment on column messages.employee_id is 'internal: the subject of the entry it goes with';
comment on column messages.kind is 'internal: of the entry it goes with';
comment on column messages.body_sealed is 'sensitive: address and words; may hold a code';
comment on column messages.expires_at is 'internal: later it is worth nothing, as a code is';
comment on column messages.attempts is 'internal';
comment on column messages.due_at is 'internal: the next try; until then the process that wrote it sends it';
comment on column messages.created_at is 'internal';
