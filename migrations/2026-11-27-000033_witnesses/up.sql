-- A third signer: a witness, who signs after the employee and before the company's seal.
alter table agreement_signers drop constraint agreement_signers_role_check;
alter table agreement_signers add constraint agreement_signers_role_check
    check (role in ('employee', 'employer', 'witness'));
alter table agreement_signers add column employee_id uuid references employees (id);
alter table agreement_signers add constraint agreement_signers_witness_is_named
    check ((role = 'witness') = (employee_id is not null));
create index agreement_signers_employee on agreement_signers (employee_id) where employee_id is not null;
comment on column agreement_signers.employee_id is 'personal: the colleague who is the witness';

-- Of three signers each says after whom it signs.
alter table agreement_signers add column waits_for text
    constraint agreement_signers_waits_for_check check (waits_for in ('employee', 'employer', 'witness') and waits_for <> role);
update agreement_signers set waits_for = case role when 'employee' then 'employer' else 'employee' end where after_other;
drop index agreement_signers_order;
alter table agreement_signers drop column after_other;
create unique index agreement_signers_order on agreement_signers (agreement_id, waits_for) where waits_for is not null;
comment on column agreement_signers.waits_for is 'internal: whose signature comes before this one';

-- Colleagues who get a copy of what both sides have signed, and why they need it.
create table agreement_copies (
    agreement_id uuid not null references agreements (id),
    employee_id uuid not null references employees (id),
    reason text not null constraint agreement_copies_reason_check check (reason <> ''),
    added_by uuid not null references accounts (id),
    added_at timestamptz not null,
    primary key (agreement_id, employee_id)
);
create index agreement_copies_employee on agreement_copies (employee_id);
create index agreement_copies_added_by on agreement_copies (added_by);
comment on table agreement_copies is 'personal: who may read an agreement about another, and why';
