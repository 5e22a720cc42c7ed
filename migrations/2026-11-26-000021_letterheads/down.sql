drop index template_versions_in_review;
drop table letterheads;
