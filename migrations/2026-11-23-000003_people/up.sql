-- Employers, their units and positions, and the people who work there.
create table legal_entities (
    id uuid primary key references journal_logs (id),
    version integer not null default 1,
    name text not null constraint legal_entities_name_key unique check (name <> ''),
    uscc text not null constraint legal_entities_uscc_key unique check (length(uscc) = 18),
    city text not null,
    address text not null,
    legal_representative text not null,
    has_union boolean not null,
    created_at timestamptz not null
);

create table employees (
    id uuid primary key,
    version integer not null default 1,
    legal_entity_id uuid not null references legal_entities (id),
    number text not null,
    name text not null check (name <> ''),
    pinyin text not null,
    initials text not null,
    gender text not null check (gender in ('male', 'female')),
    birth_on date not null,
    national_id_sealed bytea not null,
    national_id_index bytea not null constraint employees_national_id_key unique,
    phone_sealed bytea,
    email text,
    bank_account_sealed bytea,
    work_city text not null,
    search text generated always as (lower(name || ' ' || number || ' ' || pinyin || ' ' || initials)) stored,
    created_at timestamptz not null,
    constraint employees_number_key unique (legal_entity_id, number)
);
create index employees_by_number on employees (number, id);
create index employees_search on employees using gin (search gin_trgm_ops);
comment on column employees.name is 'personal: 姓名';
comment on column employees.national_id_sealed is 'sensitive: 身份证号, sealed';
comment on column employees.phone_sealed is 'sensitive: 手机号, sealed';
comment on column employees.bank_account_sealed is 'sensitive: 银行卡号, sealed';
comment on column employees.birth_on is 'personal: 出生日期';

alter table accounts add foreign key (employee_id) references employees (id);

create table org_units (
    id uuid primary key,
    version integer not null default 1,
    legal_entity_id uuid not null references legal_entities (id),
    parent_id uuid references org_units (id),
    name text not null check (name <> ''),
    head_id uuid references employees (id),
    created_at timestamptz not null,
    constraint org_units_name_key unique nulls not distinct (legal_entity_id, parent_id, name),
    constraint org_units_not_own_parent check (parent_id <> id)
);
create index org_units_parent on org_units (parent_id);
create index org_units_head on org_units (head_id);

create table positions (
    id uuid primary key,
    version integer not null default 1,
    legal_entity_id uuid not null references legal_entities (id),
    name text not null check (name <> ''),
    duties text not null default '',
    created_at timestamptz not null,
    constraint positions_name_key unique (legal_entity_id, name)
);

-- One period of employment with one legal entity, [hired_on, left_on].
create table employments (
    id uuid primary key,
    employee_id uuid not null references employees (id),
    legal_entity_id uuid not null references legal_entities (id),
    hired_on date not null,
    left_on date,
    leaving_ground text,
    created_at timestamptz not null,
    constraint employments_ends_after_start check (left_on >= hired_on),
    constraint employments_no_overlap exclude using gist
        (employee_id with =, daterange(hired_on, left_on, '[]') with &&)
);
create index employments_entity on employments (legal_entity_id, employee_id);

-- The latest employment of a person; set when they are hired.
alter table employees add column employment_id uuid references employments (id);
create index employees_employment on employees (employment_id);

-- Unit, position and manager within an employment, [from_on, until_on).
create table assignments (
    id uuid primary key,
    employment_id uuid not null references employments (id),
    employee_id uuid not null references employees (id),
    org_unit_id uuid not null references org_units (id),
    position_id uuid not null references positions (id),
    manager_id uuid references employees (id),
    from_on date not null,
    until_on date,
    created_at timestamptz not null,
    constraint assignments_ends_after_start check (until_on > from_on),
    constraint assignments_not_own_manager check (manager_id <> employee_id),
    constraint assignments_no_overlap exclude using gist
        (employment_id with =, daterange(from_on, until_on) with &&)
);
create index assignments_employment on assignments (employment_id, from_on);
create index assignments_employee on assignments (employee_id, from_on);
create index assignments_unit on assignments (org_unit_id);
create index assignments_position on assignments (position_id);
create index assignments_manager on assignments (manager_id);

create table contracts (
    id uuid primary key,
    version integer not null default 1,
    employment_id uuid not null references employments (id),
    employee_id uuid not null references employees (id),
    kind text not null constraint contracts_kind_check check (kind in ('fixed_term', 'open_ended', 'task')),
    from_on date not null,
    until_on date,
    probation_until date,
    monthly_wage_sealed bytea not null,
    signed_on date,
    created_at timestamptz not null,
    constraint contracts_ends_after_start check (until_on >= from_on),
    constraint contracts_open_ended_has_no_end check (kind <> 'open_ended' or until_on is null),
    constraint contracts_no_overlap exclude using gist
        (employment_id with =, daterange(from_on, until_on, '[]') with &&)
);
create index contracts_employee on contracts (employee_id, from_on);
create index contracts_ending on contracts (until_on) where until_on is not null;
comment on column contracts.monthly_wage_sealed is 'sensitive: 月薪, sealed';

-- Entitled gross pay by month (应得工资), the base of R-020.
create table wage_months (
    employee_id uuid not null references employees (id),
    month date not null check (extract(day from month) = 1),
    sealed bytea not null,
    updated_at timestamptz not null,
    primary key (employee_id, month)
);
comment on column wage_months.sealed is 'sensitive: gross, overtime and bonus of the month, sealed';

create table annual_leaves (
    employee_id uuid not null references employees (id),
    year smallint not null,
    entitlement_days smallint not null check (entitlement_days between 0 and 366),
    used_days smallint not null check (used_days between 0 and 366),
    updated_at timestamptz not null,
    primary key (employee_id, year)
);

-- Situations that protect a person (LCL 42), from records and a neutral declaration.
create table circumstances (
    employee_id uuid primary key references employees (id),
    version integer not null default 1,
    sealed bytea not null,
    declared_at timestamptz not null
);
comment on column circumstances.sealed is 'sensitive: health and family situations, sealed';

-- Papers about a person; the bytes are in the object store under their hash.
create table documents (
    id uuid primary key,
    employee_id uuid references employees (id),
    legal_entity_id uuid not null references legal_entities (id),
    kind text not null,
    title text not null,
    media text not null,
    sha256 bytea not null check (octet_length(sha256) = 32),
    size bigint not null,
    resource_type text not null,
    resource_id uuid not null,
    created_at timestamptz not null
);
create index documents_employee on documents (employee_id, created_at desc, id);
create index documents_entity on documents (legal_entity_id);
create index documents_resource on documents (resource_type, resource_id);

-- Is one person above another in the line of managers on a day? Walks up, at most 64 steps.
create function manages(boss uuid, report uuid, on_day date) returns boolean
    language sql stable parallel safe as $$
    with recursive line(id, depth) as (
        select a.manager_id, 1 from assignments a
         where a.employee_id = report and a.from_on <= on_day and coalesce(a.until_on > on_day, true)
        union all
        select a.manager_id, depth + 1 from line
          join assignments a on a.employee_id = line.id and a.from_on <= on_day and coalesce(a.until_on > on_day, true)
         where line.id <> boss and depth < 64
    )
    select exists (select from line where id = boss)
$$;

-- Is a unit the given root or below it?
create function unit_within(unit uuid, root uuid) returns boolean
    language sql stable parallel safe as $$
    with recursive up(id, parent_id) as (
        select id, parent_id from org_units where id = unit
        union all
        select u.id, u.parent_id from up join org_units u on u.id = up.parent_id where up.id <> root
    )
    select exists (select from up where id = root)
$$;

create function assignments_refuse_manager_cycle() returns trigger language plpgsql as $$
begin
    if new.manager_id is not null and manages(new.employee_id, new.manager_id, new.from_on) then
        raise exception 'employee % would be above their own manager', new.employee_id
            using errcode = 'check_violation', constraint = 'assignments_no_manager_cycle';
    end if;
    return new;
end $$;
create constraint trigger assignments_no_manager_cycle after insert or update on assignments
    deferrable initially deferred for each row execute function assignments_refuse_manager_cycle();

create function org_units_refuse_cycle() returns trigger language plpgsql as $$
begin
    if new.parent_id is not null and unit_within(new.parent_id, new.id) then
        raise exception 'unit % would be below itself', new.id
            using errcode = 'check_violation', constraint = 'org_units_no_cycle';
    end if;
    return new;
end $$;
create constraint trigger org_units_no_cycle after insert or update on org_units
    deferrable initially deferred for each row execute function org_units_refuse_cycle();

-- May a viewer with this scope see this employee? The one place where scope meets rows.
create function may_see(employee uuid, sees_all boolean, entities uuid[], units uuid[], oneself uuid, manager uuid, on_day date)
    returns boolean language sql stable parallel safe as $$
    select case
        when sees_all then true
        when employee = oneself then true
        when cardinality(entities) > 0 and exists
            (select from employees e where e.id = employee and e.legal_entity_id = any (entities)) then true
        when cardinality(units) > 0 and exists
            (select from assignments a, unnest(units) root
              where a.employee_id = employee and a.from_on <= on_day and coalesce(a.until_on > on_day, true)
                and unit_within(a.org_unit_id, root)) then true
        when manager is not null then manages(manager, employee, on_day)
        else false
    end
$$;
