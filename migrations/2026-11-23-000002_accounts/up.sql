-- Who may sign in, and as what.
create table accounts (
    id uuid primary key,
    version integer not null default 1,
    login text not null constraint accounts_login_key unique check (login = lower(login) and login <> ''),
    display_name text not null,
    employee_id uuid constraint accounts_employee_key unique,
    password_hash text,
    totp_sealed bytea,
    totp_confirmed_at timestamptz,
    disabled_at timestamptz,
    created_at timestamptz not null
);
comment on column accounts.display_name is 'personal: shown beside what the account did';
comment on column accounts.password_hash is 'internal: argon2id, null until activated';

create table activation_codes (
    account_id uuid primary key references accounts (id),
    code_hash bytea not null,
    attempts integer not null default 0,
    expires_at timestamptz not null
);

create table grants (
    id uuid primary key,
    account_id uuid not null references accounts (id),
    role text not null constraint grants_role_check check (role in ('hr', 'payroll', 'legal', 'union', 'auditor', 'admin')),
    scope_kind text not null constraint grants_scope_check check (scope_kind in ('all', 'legal_entity', 'org_unit')),
    scope_id uuid,
    created_at timestamptz not null,
    constraint grants_scope_id_check check ((scope_kind = 'all') = (scope_id is null)),
    constraint grants_account_role_scope_key unique nulls not distinct (account_id, role, scope_kind, scope_id)
);

create table sessions (
    id uuid primary key,
    account_id uuid not null references accounts (id),
    refresh_hash bytea not null constraint sessions_refresh_key unique,
    previous_hash bytea,
    expires_at timestamptz not null,
    ended_at timestamptz,
    created_at timestamptz not null
);
create index sessions_account on sessions (account_id);
create index sessions_previous on sessions (previous_hash);

create table login_attempts (
    login text primary key,
    failures integer not null,
    last_failed_at timestamptz not null
);

create table clients (
    id uuid primary key,
    name text not null constraint clients_name_key unique,
    secret_hash bytea not null,
    scopes text[] not null,
    disabled_at timestamptz,
    created_at timestamptz not null
);

create table idempotency_keys (
    actor_id uuid not null,
    key text not null,
    request_hash bytea not null,
    status smallint,
    headers jsonb,
    body bytea,
    created_at timestamptz not null,
    primary key (actor_id, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);
