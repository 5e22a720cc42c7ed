alter table template_versions drop column form_id;
drop table template_forms;
