-- What HR states on the settlement sheet beside the law's sums: bonus, earlier wages, deductions. One that was wrong is
-- taken off again; the journal keeps both acts.
create table settlement_items (
    id uuid primary key,
    separation_id uuid not null references separations (id),
    item_sealed bytea not null,
    stated_by jsonb not null,
    stated_at timestamptz not null
);
create index settlement_items_case on settlement_items (separation_id, stated_at, id);
comment on column settlement_items.item_sealed is 'sensitive: kind, name, basis and amount of the item, sealed';
comment on column settlement_items.stated_by is 'personal: who stated it, as known then';
