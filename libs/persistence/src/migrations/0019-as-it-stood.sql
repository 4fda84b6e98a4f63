-- What is needed to say how a case stood at an instant of its past.
-- When a move of a clock's end was typed, beside when it was granted: which of two came later follows from this alone.
alter table clock_extensions add column recorded_at timestamptz;
update clock_extensions set recorded_at = granted_at;
alter table clock_extensions alter column recorded_at set not null;
-- The case's codes before a fact that changed them.
alter table facts add column codes_before jsonb;
