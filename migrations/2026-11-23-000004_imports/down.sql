drop table import_issues;
drop table import_jobs;
drop table imports;
