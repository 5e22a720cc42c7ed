alter table agreement_batches drop column signing_order;
alter table agreement_signers drop column after_other;
