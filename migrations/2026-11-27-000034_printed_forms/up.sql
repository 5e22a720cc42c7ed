-- Forms that an employer brings as PDF, and the versions of templates that are printed on them.
create table template_forms (
    id uuid primary key,
    legal_entity_id uuid not null references legal_entities (id),
    -- Kept in the object store under its hash.
    sha256 bytea not null constraint template_forms_sha256_check check (octet_length(sha256) = 32),
    file_name text not null constraint template_forms_file_name_check check (file_name <> ''),
    pages jsonb not null constraint template_forms_pages_check
        check (jsonb_typeof(pages) = 'array' and jsonb_array_length(pages) between 1 and 20),
    uploaded_by uuid references accounts (id),
    uploaded_at timestamptz not null,
    constraint template_forms_file_key unique (legal_entity_id, sha256)
);
create index template_forms_uploaded_by on template_forms (uploaded_by);
comment on column template_forms.id is 'internal';
comment on column template_forms.legal_entity_id is 'internal';
comment on column template_forms.sha256 is 'internal: the form in the object store';
comment on column template_forms.file_name is 'internal: as it was uploaded';
comment on column template_forms.pages is 'internal: width and height of each page, in millimetres';
comment on column template_forms.uploaded_by is 'internal';
comment on column template_forms.uploaded_at is 'internal';

-- A version never names a form that is not kept.
alter table template_versions
    add column form_id uuid generated always as ((text -> 'form' ->> 'file')::uuid) stored
        constraint template_versions_form_kept references template_forms (id);
create index template_versions_form on template_versions (form_id);
comment on column template_versions.form_id is 'internal: the printed form that its text stands on';
