drop table bundles;
drop table agreement_signers;
drop sequence agreement_numbers;
drop table agreements;
