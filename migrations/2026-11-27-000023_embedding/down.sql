-- Without the limit they would reach everything.
delete from sessions where agreement_id is not null;
alter table sessions
    drop constraint sessions_embedded_whole,
    drop column client_id,
    drop column agreement_id;
alter table clients
    drop column frame_origins,
    drop column version;
