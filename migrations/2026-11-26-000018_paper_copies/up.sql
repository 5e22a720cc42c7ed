-- A free copy on paper of what was signed, on request (电子劳动合同订立指引).
create table agreement_paper_copies (
    id uuid primary key,
    agreement_id uuid not null references agreements (id),
    asked_by uuid references accounts (id),
    asked_at timestamptz not null,
    handed_over_on date,
    handed_over_by uuid references accounts (id),
    note text,
    constraint agreement_paper_copies_handed_over_by_somebody check ((handed_over_on is null) = (handed_over_by is null))
);
create unique index agreement_paper_copies_one_open on agreement_paper_copies (agreement_id) where handed_over_on is null;
create index agreement_paper_copies_list on agreement_paper_copies (agreement_id, asked_at desc, id);
create index agreement_paper_copies_asked_by on agreement_paper_copies (asked_by);
create index agreement_paper_copies_handed_over_by on agreement_paper_copies (handed_over_by);
comment on table agreement_paper_copies is 'internal: who asked for a copy on paper, and when it was handed over';
comment on column agreement_paper_copies.note is 'internal: how it was handed over';
