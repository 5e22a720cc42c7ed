-- The text of a contract is negotiated: comments on its clauses, and the next agreement in its place.
alter table agreements
    add column replaces_id uuid references agreements (id),
    add constraint agreements_replaces_a_contract check (replaces_id is null or (kind <> 'separation' and replaces_id <> id));
comment on column agreements.replaces_id is 'internal: the agreement in whose place it stands';
create index agreements_replaces on agreements (replaces_id);
-- One replacement on the table at a time.
create unique index agreements_replacement_key on agreements (replaces_id) where stage not in ('declined', 'voided', 'expired');
-- What is prepared in the place of a contract stands beside it until it is sent; then the other is voided.
drop index agreements_live_contract_key;
create unique index agreements_live_contract_key
    on agreements (employee_id, kind, (replaces_id is not null and stage in ('draft', 'reviewed')))
    where kind <> 'separation' and stage in ('draft', 'reviewed', 'sent', 'partly_signed');

create table agreement_comments (
    id uuid primary key,
    agreement_id uuid not null references agreements (id),
    -- The comment that it answers; an answer stands with the clause of that one.
    answers_id uuid,
    -- Key of the clause; the whole text when null.
    clause text check (clause <> ''),
    side text not null constraint agreement_comments_side_check check (side in ('employee', 'employer')),
    made_by uuid references accounts (id),
    made_by_name text not null,
    words_sealed bytea not null,
    created_at timestamptz not null,
    outcome text constraint agreement_comments_outcome_check check (outcome in ('accepted', 'not_accepted')),
    settled_by uuid references accounts (id),
    settled_by_name text,
    settled_at timestamptz,
    settled_sealed bytea,
    constraint agreement_comments_of_agreement unique (agreement_id, id),
    constraint agreement_comments_answers_fkey foreign key (agreement_id, answers_id)
        references agreement_comments (agreement_id, id),
    constraint agreement_comments_answer_is_no_comment check (answers_id is null or (clause is null and outcome is null)),
    constraint agreement_comments_settled_whole check
        ((outcome is null) = (settled_at is null) and (outcome is null) = (settled_by_name is null)
            and (outcome is null) = (settled_sealed is null))
);
create index agreement_comments_list on agreement_comments (agreement_id, created_at, id);
create index agreement_comments_answers on agreement_comments (agreement_id, answers_id);
create index agreement_comments_to_settle on agreement_comments (agreement_id, side) where outcome is null and answers_id is null;
create index agreement_comments_made_by on agreement_comments (made_by);
create index agreement_comments_settled_by on agreement_comments (settled_by);
comment on table agreement_comments is 'personal: what the two sides say about the text of a contract';
comment on column agreement_comments.made_by_name is 'personal: who said it, as known then';
comment on column agreement_comments.words_sealed is 'sensitive: the comment and the wording it proposes, sealed for it alone';
comment on column agreement_comments.settled_by_name is 'personal: who settled it, as known then';
comment on column agreement_comments.settled_sealed is 'sensitive: what was said in settling it, sealed for it alone';
