drop function standing_warnings(uuid);
drop table warning_numbers;
drop table warnings;
