drop table outbox, idempotency_keys, audit_events, timeline_events, service_referrals, custodies, clock_extensions,
  clock_events, clocks, task_drafts, tasks, facts, processes, cases, persons, incidents, sessions, accounts;
drop sequence case_numbers;
drop sequence incident_numbers;
