drop table separation_tasks;
drop table separation_evidence;
alter table separations
    drop column overrides,
    drop column receipt,
    drop column wished_last_day,
    drop column case_facts;
