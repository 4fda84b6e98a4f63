create index clocks_due_idx on clocks (due_at) where state = 'running';
drop index clocks_waiting_idx;
