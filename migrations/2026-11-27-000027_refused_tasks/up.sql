-- Which task was refused: trying again means that one, never another that nobody allowed.
alter table agreement_batch_items
    add column refused_task text constraint agreement_batch_items_refused_task_check
        check (refused_task in ('draft', 'send', 'seal', 'void'));
-- Until now a line without an agreement was refused its draft, and any other its sending; a refused seal is ordered anew.
update agreement_batch_items set refused_task = case
    when agreement_id is null then 'draft'
    else 'send'
end where problem is not null;
alter table agreement_batch_items
    add constraint agreement_batch_items_refused_whole check ((problem is null) = (refused_task is null));
