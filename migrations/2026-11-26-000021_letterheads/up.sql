-- What stands at the head of an employer's documents.
create table letterheads (
    legal_entity_id uuid primary key references legal_entities (id),
    version integer not null default 1,
    first_line text,
    second_line text,
    -- Kept in the object store under its hash.
    logo_sha256 bytea constraint letterheads_logo_sha256_check check (octet_length(logo_sha256) = 32),
    logo_media text constraint letterheads_logo_media_check check (logo_media in ('image/png', 'image/svg+xml')),
    changed_at timestamptz not null,
    constraint letterheads_logo_whole check ((logo_sha256 is null) = (logo_media is null)),
    constraint letterheads_lines_in_order check (second_line is null or first_line is not null)
);
comment on column letterheads.legal_entity_id is 'internal';
comment on column letterheads.version is 'internal';
comment on column letterheads.first_line is 'internal: printed at the head of documents';
comment on column letterheads.second_line is 'internal: printed at the head of documents';
comment on column letterheads.logo_sha256 is 'internal: the logo in the object store';
comment on column letterheads.logo_media is 'internal: how the logo is written';
comment on column letterheads.changed_at is 'internal';

-- The home page of legal: versions that wait for a review, the oldest first.
create index template_versions_in_review on template_versions (edited_at, id) where stage = 'in_review';
