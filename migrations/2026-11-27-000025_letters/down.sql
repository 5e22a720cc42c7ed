alter table agreements
    drop constraint agreements_of_a_case_or_a_template,
    add constraint agreements_of_a_case_or_a_template check
        ((kind = 'separation') = (separation_id is not null) and (kind = 'separation') = (template_version_id is null));
drop index templates_letter_key;
alter table templates
    drop constraint templates_kind_check,
    add constraint templates_kind_check check
        (kind in ('labour_contract', 'contract_renewal', 'contract_variation', 'non_compete', 'confidentiality', 'service_period'));
