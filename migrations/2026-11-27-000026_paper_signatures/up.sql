-- Agreements signed by hand: the scan, who brought it in, who compared it with the paper, and what the employee says.
create table agreement_paper_signatures (
    id uuid primary key,
    agreement_id uuid not null references agreements (id),
    state text not null constraint agreement_paper_signatures_state_check
        check (state in ('waiting', 'confirmed', 'returned')),
    signed_on date not null,
    scan_sha256 bytea not null check (octet_length(scan_sha256) = 32),
    scan_media text not null check (scan_media in ('application/pdf', 'image/jpeg', 'image/png')),
    scan_size bigint not null check (scan_size > 0),
    kept_at text not null check (kept_at <> ''),
    brought_by uuid not null references accounts (id),
    brought_at timestamptz not null,
    decided_by uuid references accounts (id),
    decided_at timestamptz,
    decision_text text,
    objection_sealed bytea,
    objected_at timestamptz,
    constraint agreement_paper_signatures_decided_whole
        check ((state <> 'waiting') = (decided_by is not null and decided_at is not null)),
    constraint agreement_paper_signatures_decided_by_another check (decided_by <> brought_by),
    constraint agreement_paper_signatures_objected_whole check ((objected_at is null) = (objection_sealed is null))
);
-- One scan of an agreement is judged at a time, and one is the one that counts.
create unique index agreement_paper_signatures_one_open on agreement_paper_signatures (agreement_id)
    where state <> 'returned';
create index agreement_paper_signatures_list on agreement_paper_signatures (agreement_id, brought_at desc, id);
create index agreement_paper_signatures_waiting on agreement_paper_signatures (brought_at, id) where state = 'waiting';
create index agreement_paper_signatures_brought_by on agreement_paper_signatures (brought_by);
create index agreement_paper_signatures_decided_by on agreement_paper_signatures (decided_by);
comment on table agreement_paper_signatures is 'personal: scans of what a person signed by hand';
comment on column agreement_paper_signatures.objection_sealed is 'personal: what the employee objects to, sealed';

-- Signed electronically by both, or on paper as somebody else has confirmed: the state says nothing that rows do not.
create function signed_agreement_has_signatures() returns trigger language plpgsql as $$
begin
    if new.stage = 'signed' and old.stage <> 'signed'
        and exists (select from agreement_signers where agreement_id = new.id and state <> 'signed')
        and not exists (select from agreement_paper_signatures where agreement_id = new.id and state = 'confirmed') then
        raise exception 'an agreement is signed by both sides' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger agreements_signed_has_signatures before update of stage on agreements
    for each row execute function signed_agreement_has_signatures();
