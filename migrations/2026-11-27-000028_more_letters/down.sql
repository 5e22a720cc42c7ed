drop function signed_conditions(uuid, uuid);
alter table agreements
    drop constraint agreements_kind_check,
    add constraint agreements_kind_check check
        (kind in ('separation', 'labour_contract', 'contract_renewal', 'contract_variation', 'non_compete', 'confidentiality', 'service_period'));
alter table improvement_plans
    drop column document_id,
    drop column planned_check_ins;
drop index templates_letter_key;
alter table templates
    drop constraint templates_kind_check,
    add constraint templates_kind_check check (kind in (
        'labour_contract', 'contract_renewal', 'contract_variation', 'non_compete', 'confidentiality', 'service_period',
        'separation_agreement', 'separation_notice', 'ending_notice', 'union_notice'
    ));
create unique index templates_letter_key on templates (legal_entity_id, kind)
    where kind in ('separation_agreement', 'separation_notice', 'ending_notice', 'union_notice');
