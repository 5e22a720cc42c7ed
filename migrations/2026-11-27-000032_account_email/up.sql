-- Where messages go to people who are no employees, such as an outside lawyer: their login need not be an address.
alter table accounts add column email text constraint accounts_email_check check (email like '_%@_%');
comment on column accounts.email is 'personal: of an account that belongs to no employee';
