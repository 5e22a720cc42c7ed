-- How an agreement came to be signed, as a document of its own; and how long its signatures can be judged.
alter table agreements
    add column certificate_sha256 bytea check (octet_length(certificate_sha256) = 32),
    add column kept_until timestamptz;
create index agreements_to_keep on agreements (kept_until) where kept_until is not null;
comment on column agreements.certificate_sha256 is 'internal: the certificate of completion in the object store';
comment on column agreements.kept_until is 'internal: until when the last document timestamp can be judged';
