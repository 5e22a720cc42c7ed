-- Signing pages in other frontends: whose pages may frame them, and sessions that began in such a frame.
alter table clients
    add column version integer not null default 1,
    add column frame_origins jsonb not null default '[]'
        constraint clients_frame_origins_check check (jsonb_typeof(frame_origins) = 'array' and jsonb_array_length(frame_origins) <= 10);
comment on column clients.version is 'internal';
comment on column clients.frame_origins is 'internal: origins whose pages may frame a signing page';

-- Such a session reaches this one agreement; its refresh token is handed to nobody.
alter table sessions
    add column agreement_id uuid references agreements (id),
    add column client_id uuid references clients (id),
    add constraint sessions_embedded_whole check ((agreement_id is null) = (client_id is null));
create index sessions_agreement on sessions (agreement_id);
create index sessions_client on sessions (client_id);
comment on column sessions.agreement_id is 'internal: the one agreement that a session in a frame reaches';
comment on column sessions.client_id is 'internal: the client whose page holds the frame';
