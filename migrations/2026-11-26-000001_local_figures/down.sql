drop table local_figures;
drop function local_figures_stay;
