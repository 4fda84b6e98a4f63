-- Consoles that are open hear that a case has changed: its id alone, which the API passes on only to whoever may see it.
-- Each commit that changes anything of a case writes its row (the case file's revision), so one trigger tells of all.
create function saphan_tell_change() returns trigger language plpgsql as $$
begin
  perform pg_notify('saphan_cases', new.id::text);
  return null;
end
$$;

create trigger cases_tell_change after insert or update on cases
  for each row execute function saphan_tell_change();
