drop table check_ins;
drop table improvement_plans;
drop table alerts;
drop table reviews;
drop table position_goals;
drop table review_cycles;
drop table kpis;
drop table deliveries;
