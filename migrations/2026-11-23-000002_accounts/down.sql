drop table idempotency_keys, clients, login_attempts, sessions, grants, activation_codes, accounts;
