drop table proposals;
drop table separation_numbers;
drop table separations;
