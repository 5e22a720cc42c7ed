-- A side that signs once the other has; at most one of an agreement.
alter table agreement_signers add column after_other boolean not null default false;
create unique index agreement_signers_order on agreement_signers (agreement_id) where after_other;
comment on column agreement_signers.after_other is 'internal: signs once the other side has';

alter table agreement_batches add column signing_order text not null default 'any'
    constraint agreement_batches_signing_order_check check (signing_order in ('any', 'employee_first', 'employer_first'));
comment on column agreement_batches.signing_order is 'internal';
