alter table agreement_batch_items drop column refused_task;
