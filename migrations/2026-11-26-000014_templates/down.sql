drop index agreements_expiring, agreements_template_version, agreements_live_contract_key, agreements_live_key;
create unique index agreements_live_key on agreements (separation_id) where stage not in ('declined', 'voided');
alter table agreements
    drop constraint agreements_of_a_case_or_a_template,
    drop column kind,
    drop column template_version_id,
    drop column expires_on,
    drop column reminded_on,
    alter column separation_id set not null,
    drop constraint agreements_stage_check,
    add constraint agreements_stage_check check
        (stage in ('draft', 'reviewed', 'sent', 'partly_signed', 'signed', 'declined', 'voided'));
drop table template_versions;
drop function released_text_stays();
drop table templates;
