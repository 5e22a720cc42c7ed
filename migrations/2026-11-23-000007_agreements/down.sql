drop table bundles;
drop table agreement_signers;
drop table agreement_numbers;
drop table agreements;
