drop table agreement_paper_copies;
