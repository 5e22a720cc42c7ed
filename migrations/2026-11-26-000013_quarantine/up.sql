-- What was found in the outbox and can have no place in a log: nobody of ours signed it, or it breaks what every
-- entry keeps to. It is put aside, as it was, so that it holds nothing up.
create table journal_quarantine (
    id bigint primary key,
    log_id uuid not null,
    reason text not null,
    entry jsonb not null,
    quarantined_at timestamptz not null
);
comment on table journal_quarantine is 'internal: rows of journal_outbox that were not placed, and why';
