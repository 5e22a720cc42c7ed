-- Templates of letters beside those of contracts: one for each kind and employer, for nobody chooses it at the time.
alter table templates
    drop constraint templates_kind_check,
    add constraint templates_kind_check check (kind in (
        'labour_contract', 'contract_renewal', 'contract_variation', 'non_compete', 'confidentiality', 'service_period',
        'separation_agreement', 'separation_notice', 'ending_notice', 'union_notice'
    ));
create unique index templates_letter_key on templates (legal_entity_id, kind)
    where kind in ('separation_agreement', 'separation_notice', 'ending_notice', 'union_notice');

-- A separation agreement has the words of such a template, or those that come with Youju.
alter table agreements
    drop constraint agreements_of_a_case_or_a_template,
    add constraint agreements_of_a_case_or_a_template check
        ((kind = 'separation') = (separation_id is not null) and (kind = 'separation' or template_version_id is not null));
