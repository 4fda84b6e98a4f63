-- Why a wait is held or a stuck case was pushed is written in a person's own words: sealed as the rest (0004).
alter table stuck_actions alter column reason type bytea using null;
alter table wait_holds alter column reason type bytea using null;
