drop index agreements_to_keep;
alter table agreements drop column certificate_sha256, drop column kept_until;
