drop table journal_quarantine;
