alter table wait_holds alter column reason type text using null;
alter table stuck_actions alter column reason type text using null;
