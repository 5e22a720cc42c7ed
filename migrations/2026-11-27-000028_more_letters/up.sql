-- Templates of what had a fixed text: warning letter, improvement plan, settlement statement, letter on a non-compete duty;
-- and of the conditions of recruitment, a contract like the others.
alter table templates
    drop constraint templates_kind_check,
    add constraint templates_kind_check check (kind in (
        'labour_contract', 'contract_renewal', 'contract_variation', 'non_compete', 'confidentiality', 'service_period',
        'recruitment_conditions',
        'separation_agreement', 'separation_notice', 'ending_notice', 'union_notice', 'warning_letter', 'improvement_plan',
        'settlement_statement', 'non_compete_letter'
    ));
drop index templates_letter_key;
create unique index templates_letter_key on templates (legal_entity_id, kind) where kind in (
    'separation_agreement', 'separation_notice', 'ending_notice', 'union_notice', 'warning_letter', 'improvement_plan',
    'settlement_statement', 'non_compete_letter'
);

-- A published plan is a document, and says when both sides will talk.
alter table improvement_plans
    add column planned_check_ins jsonb not null default '[]',
    add column document_id uuid references documents (id);
comment on column improvement_plans.planned_check_ins is 'personal: days and topics of the check-ins that are planned';
comment on column improvement_plans.document_id is 'internal: the plan as it was published; null for a draft, and for one published before plans were documents';
create index improvement_plans_document on improvement_plans (document_id);

alter table agreements
    drop constraint agreements_kind_check,
    add constraint agreements_kind_check check (kind in (
        'separation', 'labour_contract', 'contract_renewal', 'contract_variation', 'non_compete', 'confidentiality',
        'service_period', 'recruitment_conditions'
    ));

-- The conditions of recruitment that both sides signed for an employment, earliest first; read beside a case's other
-- records, so that a gate takes no further statement. What was signed for an employment before it is not for this one.
create function signed_conditions(of_employee uuid, of_employment uuid) returns jsonb language sql stable as $$
    select coalesce(jsonb_agg(jsonb_build_object(
               'id', a.id, 'number', a.number, 'on_paper', p.id is not null, 'sha256', encode(coalesce(p.scan_sha256, a.document_sha256), 'hex'),
               'signed_on', coalesce(p.signed_on, signed.on_day)) order by coalesce(p.signed_on, signed.on_day), a.id), '[]')
      from agreements a
      join employments e on e.id = of_employment and e.legal_entity_id = a.legal_entity_id
      left join agreement_paper_signatures p on p.agreement_id = a.id and p.state = 'confirmed'
      cross join lateral (
          select (max(signed_at) at time zone 'Asia/Shanghai')::date as on_day
            from agreement_signers where agreement_id = a.id
      ) signed
     where a.employee_id = of_employee and a.kind = 'recruitment_conditions' and a.stage = 'signed'
       and not exists (
          select from employments earlier
           where earlier.employee_id = of_employee and earlier.legal_entity_id = e.legal_entity_id
             and earlier.hired_on < e.hired_on and earlier.left_on >= (a.created_at at time zone 'Asia/Shanghai')::date
       )
$$;
