-- Labour disputes, the hold on a person's records while one is under way, and the list of evidence for the tribunal.
create table disputes (
    id uuid primary key,
    version integer not null default 1,
    number text not null constraint disputes_number_key unique,
    legal_entity_id uuid not null references legal_entities (id),
    employee_id uuid not null references employees (id),
    separation_id uuid references separations (id),
    claimant text not null constraint disputes_claimant_check check (claimant in ('employer', 'employee')),
    stage text not null constraint disputes_stage_check check (stage in
        ('opened', 'accepted', 'hearing', 'mediated', 'awarded', 'first_instance', 'appeal', 'closed')),
    summary text not null check (summary <> ''),
    tribunal text not null,
    case_number text not null,
    -- The day arbitration was applied for: limitation is judged by it (R-115).
    filed_on date,
    -- The claims with their sums and the days their limitation hangs on.
    claims_sealed bytea,
    -- Order, purpose and source of the exhibits, as counsel chose them.
    exhibits jsonb not null,
    opened_by jsonb not null,
    opened_at timestamptz not null
);
create index disputes_opened on disputes (opened_at desc, id desc);
create index disputes_employee on disputes (employee_id, opened_at desc, id desc);
create index disputes_entity on disputes (legal_entity_id);
create index disputes_separation on disputes (separation_id);
-- One case of a tribunal is one dispute.
create unique index disputes_case_number_key on disputes (employee_id, tribunal, case_number) where case_number <> '';
comment on column disputes.summary is 'personal: what the dispute is about';
comment on column disputes.case_number is 'personal: the tribunal''s number';
comment on column disputes.claims_sealed is 'sensitive: what is claimed, sealed';
comment on column disputes.exhibits is 'personal: what each piece of evidence is to prove';
comment on column disputes.opened_by is 'personal: who opened it, as known then';

-- The last number given in a year.
create table dispute_numbers (
    year smallint primary key,
    last integer not null check (last > 0)
);

-- What happened, dated, with its paper. Steps are added and never changed.
create table dispute_steps (
    id uuid primary key,
    dispute_id uuid not null references disputes (id),
    kind text not null constraint dispute_steps_kind_check check (kind in
        ('accepted', 'notice_received', 'answered', 'evidence_submitted', 'hearing', 'mediated', 'awarded',
         'set_aside_applied', 'sued', 'judged', 'appealed', 'resumed', 'closed', 'exhibit', 'note')),
    dated_on date not null,
    text text not null,
    note text not null,
    is_final boolean not null,
    reinstates boolean not null,
    file_name text,
    media text,
    sha256 bytea check (octet_length(sha256) = 32),
    size bigint check (size > 0),
    recorded_by jsonb not null,
    recorded_at timestamptz not null,
    constraint dispute_steps_file_whole check (num_nonnulls(file_name, media, sha256, size) in (0, 4))
);
create index dispute_steps_dispute on dispute_steps (dispute_id, recorded_at, id);
create unique index dispute_steps_once on dispute_steps (dispute_id, kind)
    where kind not in ('evidence_submitted', 'hearing', 'judged', 'exhibit', 'note');
comment on column dispute_steps.text is 'personal: what happened';
comment on column dispute_steps.note is 'personal: what the employer''s side notes for itself';
comment on column dispute_steps.file_name is 'personal: name of the paper';
comment on column dispute_steps.recorded_by is 'personal: who recorded it, as known then';

-- While a hold stands, nothing about the person is deleted (R-113).
create table legal_holds (
    id uuid primary key,
    employee_id uuid not null references employees (id),
    legal_entity_id uuid not null references legal_entities (id),
    dispute_id uuid references disputes (id),
    reason text not null check (reason <> ''),
    placed_by uuid not null references accounts (id),
    placed_by_name text not null,
    placed_at timestamptz not null,
    lifted_by uuid references accounts (id),
    lifted_by_name text,
    lifted_at timestamptz,
    lift_reason text,
    constraint legal_holds_lifted_whole check (num_nonnulls(lifted_by, lifted_by_name, lifted_at, lift_reason) in (0, 4)),
    constraint legal_holds_lifted_by_another check (lifted_by <> placed_by)
);
create index legal_holds_placed on legal_holds (placed_at desc, id desc);
create index legal_holds_employee on legal_holds (employee_id, placed_at desc, id desc);
create index legal_holds_standing on legal_holds (employee_id) where lifted_at is null;
create index legal_holds_entity on legal_holds (legal_entity_id);
create index legal_holds_dispute on legal_holds (dispute_id);
create index legal_holds_placed_by on legal_holds (placed_by);
create index legal_holds_lifted_by on legal_holds (lifted_by);
comment on column legal_holds.reason is 'personal: why the records are held';
comment on column legal_holds.placed_by_name is 'personal: who placed it, as known then';
comment on column legal_holds.lifted_by_name is 'personal: who lifted it, as known then';
comment on column legal_holds.lift_reason is 'personal: why it ended';

-- Does a hold stand on this person's records?
create function is_held(person uuid) returns boolean language plpgsql stable as $$
begin
    return exists (select from legal_holds where employee_id = person and lifted_at is null);
end
$$;

-- Refuses whatever would take a row about a held person away. The argument names the column that says who it is.
create function refuse_under_hold() returns trigger language plpgsql as $$
begin
    if is_held((to_jsonb(old) ->> tg_argv[0])::uuid) then
        raise exception 'a legal hold stands: % on % is refused', tg_op, tg_table_name
            using errcode = 'check_violation', constraint = 'legal_holds_stand';
    end if;
    return case tg_op when 'DELETE' then old else new end;
end
$$;

-- The same for the readable parts of the journal, their salts and keys, by which a person would be erased.
create function refuse_erasure_under_hold() returns trigger language plpgsql as $$
declare
    held boolean;
begin
    case tg_table_name
        when 'journal_parts' then
            select is_held(coalesce(
                (select subject_id from journal_entries where entry_id = old.entry_id),
                (select subject_id from journal_outbox where entry_id = old.entry_id))) into held;
        when 'data_keys' then
            select coalesce(bool_or(is_held(s.subject_id)), false) from journal_subjects s where s.key_id = old.id into held;
        else
            held := is_held(old.subject_id);
    end case;
    if held then
        raise exception 'a legal hold stands: % on % is refused', tg_op, tg_table_name
            using errcode = 'check_violation', constraint = 'legal_holds_stand';
    end if;
    return case tg_op when 'DELETE' then old else new end;
end
$$;

create trigger employees_held before delete on employees for each row execute function refuse_under_hold('id');
do $$
declare
    kept text;
begin
    foreach kept in array array['employments', 'assignments', 'contracts', 'wage_months', 'annual_leaves', 'circumstances',
        'documents', 'deliveries', 'reviews', 'alerts', 'check_ins', 'improvement_plans', 'separations', 'agreements',
        'bundles', 'deadline_reminders', 'disputes', 'legal_holds']
    loop
        execute format('create trigger %I before delete on %I for each row execute function refuse_under_hold(''employee_id'')',
            kept || '_held', kept);
    end loop;
end
$$;

-- Rows that belong to a case or a dispute know the person through it.
create function refuse_part_under_hold() returns trigger language plpgsql as $$
declare
    whole text := tg_argv[0];
    person uuid;
begin
    execute format('select employee_id from %I where id = $1', whole || 's')
        using (to_jsonb(old) ->> (whole || '_id'))::uuid into person;
    if is_held(person) then
        raise exception 'a legal hold stands: % on % is refused', tg_op, tg_table_name
            using errcode = 'check_violation', constraint = 'legal_holds_stand';
    end if;
    return old;
end
$$;
create trigger separation_evidence_held before delete on separation_evidence
    for each row execute function refuse_part_under_hold('separation');
create trigger separation_tasks_held before delete on separation_tasks
    for each row execute function refuse_part_under_hold('separation');
create trigger proposals_held before delete on proposals
    for each row execute function refuse_part_under_hold('separation');
create trigger agreement_signers_held before delete on agreement_signers
    for each row execute function refuse_part_under_hold('agreement');
create trigger dispute_steps_held before delete on dispute_steps
    for each row execute function refuse_part_under_hold('dispute');

create trigger journal_parts_held before delete or update on journal_parts
    for each row execute function refuse_erasure_under_hold();
create trigger journal_subjects_held before delete or update of salt_sealed on journal_subjects
    for each row execute function refuse_erasure_under_hold();
create trigger data_keys_held before delete on data_keys
    for each row execute function refuse_erasure_under_hold();

-- A dispute with its person, its steps in the order they were recorded, and the holds on that person's records.
create view dispute_files as
select d.*, e.number as employee_number, e.name as employee_name, e.work_city, m.left_on, s.number as separation_number,
       coalesce((
           select jsonb_agg(jsonb_build_object(
                      'id', t.id, 'kind', t.kind, 'dated_on', t.dated_on, 'text', t.text, 'note', t.note,
                      'is_final', t.is_final, 'reinstates', t.reinstates, 'file_name', t.file_name, 'media', t.media,
                      'sha256', encode(t.sha256, 'hex'), 'size', t.size, 'recorded_by', t.recorded_by,
                      'recorded_at', t.recorded_at) order by t.recorded_at, t.id)
             from dispute_steps t where t.dispute_id = d.id
       ), '[]'::jsonb) as steps,
       coalesce((
           select jsonb_agg(jsonb_build_object(
                      'id', h.id, 'dispute_id', h.dispute_id, 'reason', h.reason, 'placed_by_name', h.placed_by_name,
                      'placed_at', h.placed_at, 'lifted_by_name', h.lifted_by_name, 'lifted_at', h.lifted_at,
                      'lift_reason', h.lift_reason) order by h.placed_at desc, h.id desc)
             from legal_holds h where h.employee_id = d.employee_id
       ), '[]'::jsonb) as holds
  from disputes d
  join employees e on e.id = d.employee_id
  left join employments m on m.id = e.employment_id
  left join separations s on s.id = d.separation_id;
comment on view dispute_files is 'sensitive: disputes with what is claimed in them, sealed';

-- The first entry about a resource from an instant on: the one that was written in the same change.
create function entry_of(of_type text, of_id uuid, since timestamptz) returns bigint language plpgsql stable as $$
begin
    return (select idx from journal_entries
             where resource_type = of_type and resource_id = of_id and occurred_at >= since order by idx limit 1);
end
$$;

-- Every record that can be put before the tribunal in a dispute, as one object: one statement instead of one a table.
create function dispute_exhibits(of_dispute uuid, of_employee uuid, of_separation uuid) returns jsonb
language plpgsql stable as $$
begin
    return (select coalesce(jsonb_agg(x), '[]') from (
        select 'contract' as kind, id::text, kind as name, from_on as dated_on, kind as code, '' as text,
               null::integer as pages, null as sha256, entry_of('contract', id, '-infinity') as entry_index
          from contracts where employee_id = of_employee
        union all
        select 'delivery', id::text, kind, (sent_at at time zone 'Asia/Shanghai')::date, kind,
               coalesce(answer, ''), null, encode(sha256, 'hex'), entry_of(resource_type, resource_id, sent_at)
          from deliveries where employee_id = of_employee and kind <> 'agreement'
        union all
        select 'piece', id::text, title, dated_on, code, text, null, encode(sha256, 'hex'),
               entry_of('separation_evidence', id, added_at)
          from separation_evidence where separation_id = of_separation and state = 'accepted'
        union all
        select 'document', d.id::text, d.title, (d.created_at at time zone 'Asia/Shanghai')::date, d.kind, '',
               (select a.pages from agreements a where a.document_sha256 = d.sha256 limit 1), encode(d.sha256, 'hex'),
               coalesce(entry_of(d.resource_type, d.resource_id, d.created_at),
                        entry_of('certificate', d.resource_id, d.created_at))
          from documents d where d.employee_id = of_employee
        union all
        select 'agreement', a.id::text, a.title, (a.ended_at at time zone 'Asia/Shanghai')::date, 'agreement', a.number,
               a.pages, encode(a.document_sha256, 'hex'), entry_of('agreement', a.id, a.ended_at)
          from agreements a
         where a.employee_id = of_employee and a.stage = 'signed' and a.ended_at is not null
           and not exists (select from documents d where d.sha256 = a.document_sha256)
        union all
        select 'wages', of_employee::text, min(month)::text || '/' || max(month)::text,
               (max(updated_at) at time zone 'Asia/Shanghai')::date, 'wages', '', null, null,
               (select max(idx) from journal_entries where subject_id = of_employee and kind = 'wages.recorded')
          from wage_months where employee_id = of_employee having count(*) > 0
        union all
        select 'exhibit', id::text, t.text, dated_on, 'exhibit', t.note, null, encode(sha256, 'hex'),
               entry_of('dispute_step', id, recorded_at)
          from dispute_steps t where dispute_id = of_dispute and kind = 'exhibit') x);
end
$$;

-- The deadlines of a dispute follow from its steps; under a hold the end of retention does not fall due.
create or replace view deadline_facts as
select e.id as employee_id, e.number, e.name, e.gender, e.birth_on,
       m.legal_entity_id, m.hired_on, m.left_on, l.has_union,
       exists (
           select from employments o
            where o.employee_id = e.id and o.legal_entity_id = m.legal_entity_id and o.hired_on < m.hired_on
       ) as employed_before,
       coalesce((
           select jsonb_agg(jsonb_build_object(
                      'kind', c.kind, 'from_on', c.from_on, 'until_on', c.until_on,
                      'probation_until', c.probation_until, 'signed_on', c.signed_on) order by c.from_on)
             from contracts c where c.employee_id = e.id and c.employment_id = m.id
       ), '[]'::jsonb) as contracts,
       coalesce((
           select jsonb_agg(jsonb_build_object(
                      'year', a.year, 'entitlement_days', a.entitlement_days, 'used_days', a.used_days) order by a.year)
             from annual_leaves a where a.employee_id = e.id
       ), '[]'::jsonb) as annual_leaves,
       (
           select jsonb_build_object(
                      'id', s.id, 'open_to_employee', s.open_to_employee, 'ground', s.ground,
                      'union_notified_on', ((s.trade_union ->> 'notified_at')::timestamptz at time zone 'Asia/Shanghai')::date,
                      'notice_issued_on', ((s.notice ->> 'issued_at')::timestamptz at time zone 'Asia/Shanghai')::date,
                      'served_on', (s.notice #>> '{served,served_on}')::date,
                      'agreed_on', (s.agreement_signed_at at time zone 'Asia/Shanghai')::date,
                      'last_day', s.last_day, 'pay_on', s.pay_on,
                      'completed_on', (s.completed_at at time zone 'Asia/Shanghai')::date,
                      'tasks', coalesce((
                          select jsonb_object_agg(t.kind, ((t.outcome ->> 'at')::timestamptz at time zone 'Asia/Shanghai')::date)
                            from separation_tasks t where t.separation_id = s.id and t.rule is not null
                      ), '{}'::jsonb),
                      'non_compete', (
                          select jsonb_build_object(
                                     'from_on', s.last_day + 1, 'months', n.months, 'pay_day', n.pay_day, 'ended_on', n.ended_on,
                                     'settled', coalesce((
                                         select jsonb_agg(jsonb_build_object('number', p.instalment, 'paid_on', p.paid_on))
                                           from non_compete_payments p
                                          where p.non_compete_id = n.id and p.settles and p.instalment is not null
                                     ), '[]'::jsonb))
                            from non_competes n where n.separation_id = s.id and n.decision = 'activated'
                      ))
             from separations s where s.employment_id = m.id and s.stage <> 'withdrawn'
            order by s.opened_at desc, s.id desc limit 1
       ) as separation,
       d.sealed as circumstances_sealed,
       (d.declared_at at time zone 'Asia/Shanghai')::date as declared_on,
       coalesce((
           select jsonb_agg(jsonb_build_object('id', p.id, 'claimant', p.claimant, 'steps', coalesce((
                      select jsonb_agg(jsonb_build_object(
                                 'kind', t.kind, 'dated_on', t.dated_on, 'is_final', t.is_final,
                                 'reinstates', t.reinstates) order by t.recorded_at, t.id)
                        from dispute_steps t where t.dispute_id = p.id
                  ), '[]'::jsonb)) order by p.opened_at)
             from disputes p where p.employee_id = e.id
       ), '[]'::jsonb) as disputes,
       exists (select from legal_holds h where h.employee_id = e.id and h.lifted_at is null) as held
  from employees e
  join employments m on m.id = e.employment_id
  join legal_entities l on l.id = m.legal_entity_id
  left join circumstances d on d.employee_id = e.id;
