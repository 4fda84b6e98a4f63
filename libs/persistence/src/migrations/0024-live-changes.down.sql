drop trigger cases_tell_change on cases;
drop function saphan_tell_change();
