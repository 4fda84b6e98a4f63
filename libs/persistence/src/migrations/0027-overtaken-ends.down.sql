create unique index clock_events_one_end_idx on clock_events (clock_id) where threshold = 100;
