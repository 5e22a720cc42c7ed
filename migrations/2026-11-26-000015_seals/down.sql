drop table seal_uses;
drop function seal_uses_stay();
drop table seal_purposes;
drop table seals;
