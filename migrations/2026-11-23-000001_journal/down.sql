drop table journal_timestamps, journal_checkpoints, journal_tiles, journal_heads, journal_parts,
    journal_entries, journal_outbox, journal_subjects, journal_logs, data_keys;
drop function journal_is_append_only;
drop extension pg_trgm;
drop extension btree_gist;
