-- Applied after every migration. :app is the application role, which owns nothing.
grant usage on schema public to :app;
grant usage on all sequences in schema public to :app;
revoke all on all tables in schema public from :app;
grant select, insert, update on all tables in schema public to :app;
revoke update on facts, timeline_events, audit_events, audit_seals, clock_events, clock_extensions, custodies, schema_migrations from :app;
revoke update on audit_unsealed from :app;
revoke insert on schema_migrations, accounts from :app;
revoke update on accounts from :app;
grant delete on sessions, task_drafts, idempotency_keys, audit_unsealed to :app;
