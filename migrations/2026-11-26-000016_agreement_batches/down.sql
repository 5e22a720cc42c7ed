drop table agreement_batch_items;
drop table agreement_batches;
alter table employees drop column address_sealed;
