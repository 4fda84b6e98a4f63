-- Every broken glass, for those who review them: few among all that happens to cases.
create index timeline_events_emergency_idx on timeline_events (happened_at) where kind = 'emergency-access';
