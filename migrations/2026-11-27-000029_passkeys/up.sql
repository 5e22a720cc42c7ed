-- Passkeys (WebAuthn): keys on people's own devices, and the challenges that they answer once.
create table passkeys (
    id uuid primary key,
    account_id uuid not null references accounts (id),
    name text not null constraint passkeys_name_check check (name <> ''),
    -- By this it is found; which credential it is nobody else needs to know.
    credential_sha256 bytea not null constraint passkeys_credential_key unique,
    credential_sealed bytea not null,
    created_at timestamptz not null,
    last_used_at timestamptz
);
create index passkeys_account on passkeys (account_id);
comment on table passkeys is 'personal: what a person signs in and confirms with';
comment on column passkeys.name is 'personal: what the person calls the device';
comment on column passkeys.credential_sha256 is 'internal: hash of the credential''s id';
comment on column passkeys.credential_sealed is 'sensitive: public key, counter and id, sealed for the account alone';

create table passkey_challenges (
    id uuid primary key,
    -- Nobody yet, when somebody is about to sign in.
    account_id uuid references accounts (id),
    act text not null constraint passkey_challenges_act_check
        check (act in ('register', 'confirm', 'sign_in', 'sign', 'seal')),
    nonce bytea not null,
    expires_at timestamptz not null,
    constraint passkey_challenges_whose check ((act = 'sign_in') = (account_id is null))
);
create index passkey_challenges_account on passkey_challenges (account_id);
create index passkey_challenges_expiry on passkey_challenges (expires_at);
comment on table passkey_challenges is 'internal: what is yet to be answered, for five minutes';
comment on column passkey_challenges.nonce is 'internal: what makes a challenge one of its kind';

alter table agreement_signers drop constraint agreement_signers_method_check;
alter table agreement_signers add constraint agreement_signers_method_check
    check (method in ('code', 'totp', 'passkey'));
alter table agreement_batches drop constraint agreement_batches_seal_method_check;
alter table agreement_batches add constraint agreement_batches_seal_method_check
    check (seal_method in ('code', 'totp', 'passkey'));
alter table agreement_batches add column seal_credential_sha256 bytea
    constraint agreement_batches_seal_credential_check check (seal_credential_sha256 is null or seal_method = 'passkey');
comment on column agreement_batches.seal_credential_sha256 is 'internal: hash of the id of the passkey that allowed the seal';
