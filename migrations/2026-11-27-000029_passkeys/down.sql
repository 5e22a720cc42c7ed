alter table agreement_batches drop column seal_credential_sha256;
alter table agreement_batches drop constraint agreement_batches_seal_method_check;
alter table agreement_batches add constraint agreement_batches_seal_method_check
    check (seal_method in ('code', 'totp'));
alter table agreement_signers drop constraint agreement_signers_method_check;
alter table agreement_signers add constraint agreement_signers_method_check check (method in ('code', 'totp'));
drop table passkey_challenges;
drop table passkeys;
