drop trigger agreements_signed_has_signatures on agreements;
drop function signed_agreement_has_signatures();
drop table agreement_paper_signatures;
