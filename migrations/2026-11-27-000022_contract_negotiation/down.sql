drop table agreement_comments;
drop index agreements_live_contract_key, agreements_replacement_key, agreements_replaces;
alter table agreements
    drop constraint agreements_replaces_a_contract,
    drop column replaces_id;
create unique index agreements_live_contract_key on agreements (employee_id, kind)
    where kind <> 'separation' and stage in ('draft', 'reviewed', 'sent', 'partly_signed');
