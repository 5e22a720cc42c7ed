drop function case_records(uuid, uuid, uuid);
drop table layoff_numbers;
alter table separations drop column layoff_id;
drop table layoffs;
