-- Local figures (地方标准) that people put on record: averages of wages, their cap, and minimum wages, as the
-- notice gives them. They go before the figures that ship with the program. Nothing is overwritten: a
-- correction is a new row that takes the place of the old one.
create table local_figures (
    id uuid primary key,
    city text not null check (city <> ''),
    kind text not null constraint local_figures_kind_check check
        (kind in ('monthly_average', 'cap_3x', 'annual_average', 'minimum_wage', 'minimum_wage_hourly')),
    series text not null default '',
    statistics_year smallint,
    value bigint not null constraint local_figures_value_check check (value > 0),
    effective_on date not null,
    status text not null constraint local_figures_status_check check (status in ('official', 'secondary')),
    source text not null check (source <> ''),
    source_url text check (source_url ~ '^https?://'),
    reason text check (reason <> ''),
    recorded_by uuid not null references accounts (id),
    recorded_at timestamptz not null,
    -- Looked at when the transaction ends: the old row makes room before the new one comes.
    superseded_by uuid references local_figures (id) deferrable initially deferred,
    constraint local_figures_averages_describe_a_year check
        ((kind in ('minimum_wage', 'minimum_wage_hourly')) = (statistics_year is null and series = '')),
    constraint local_figures_not_by_itself check (superseded_by <> id)
);
-- One figure of a kind and day counts; so does one of a kind and year.
create unique index local_figures_live_key on local_figures (city, kind, series, effective_on) where superseded_by is null;
create unique index local_figures_year_key on local_figures (city, kind, statistics_year)
    where superseded_by is null and statistics_year is not null;
create unique index local_figures_superseded_by on local_figures (superseded_by);
create index local_figures_recorded_by on local_figures (recorded_by);
comment on column local_figures.id is 'public';
comment on column local_figures.city is 'public: the Chinese name without 市';
comment on column local_figures.kind is 'public';
comment on column local_figures.series is 'public: the statistical series (统计口径); empty for a minimum wage';
comment on column local_figures.statistics_year is 'public: the year an average describes, not the one it was published in';
comment on column local_figures.value is 'public: in fen';
comment on column local_figures.effective_on is 'public: the day from which it counts';
comment on column local_figures.status is 'public: read in the notice itself, or quoted elsewhere';
comment on column local_figures.source is 'public: the name of the notice';
comment on column local_figures.source_url is 'public: where the notice is published';
comment on column local_figures.reason is 'internal: why it took the place of an earlier one';
comment on column local_figures.recorded_by is 'personal: the account that put it on record';
comment on column local_figures.recorded_at is 'internal';
comment on column local_figures.superseded_by is 'internal: the correction that took its place';

create function local_figures_stay() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.superseded_by is null
        and to_jsonb(new) - 'superseded_by' = to_jsonb(old) - 'superseded_by' then
        return new;
    end if;
    raise exception 'a figure on record is corrected by another, never changed: % is refused', tg_op
        using errcode = 'restrict_violation';
end $$;
create trigger local_figures_stay before update or delete on local_figures
    for each row execute function local_figures_stay();
