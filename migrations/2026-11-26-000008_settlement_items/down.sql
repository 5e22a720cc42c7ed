drop table settlement_items;
