drop view deadline_facts;
drop table deadline_looks;
drop table deadline_feeds;
drop table deadline_reminders;
