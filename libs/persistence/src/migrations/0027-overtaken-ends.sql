-- An extension that was granted in time and typed after the end overtakes that end: it stays on the ledger, and the clock
-- ends again at its new one. So a clock ends once in each of its spans, which the primary key holds.
drop index clock_events_one_end_idx;
