-- The clocks that still ask for an act, least time left first: the page of time limits reads them in this order and stops
-- when it is full. Nothing reads the index that they had.
create index clocks_waiting_idx on clocks (due_at, id) where stopped_at is null and state <> 'stopped';
drop index clocks_due_idx;
