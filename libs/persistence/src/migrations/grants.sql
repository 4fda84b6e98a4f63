-- Applied after every migration. :app is the application role, which owns nothing.
grant usage on schema public to :app;
grant usage on all sequences in schema public to :app;
revoke all on all tables in schema public from :app;
grant select, insert, update on all tables in schema public to :app;
revoke update on facts, timeline_events, audit_events, clock_events, clock_extensions, custodies, draft_changes,
  emergency_accesses, schema_migrations from :app;
revoke insert on schema_migrations from :app;
-- An account is kept by administrators, through the API; its name, its birth and that it is a demo account never change.
revoke insert, update on accounts from :app;
grant insert (id, username, display_name, agency, province, roles, supervisor_id) on accounts to :app;
grant update (display_name, password_hash, agency, province, roles, supervisor_id, disabled_at, revision) on accounts to :app;
revoke update on policies, wait_holds, stuck_actions, approvals, approval_decisions, reconciliations from :app;
grant delete on stuck_causes to :app;
grant delete on sessions, task_drafts, idempotency_keys to :app;
-- Shredding is deleting the key.
grant delete on data_keys, person_search_keys to :app;
grant delete on account_totps, recovery_codes, account_identities, account_activations, oidc_requests, account_networks,
  sign_in_throttles, rate_limits to :app;
-- The sealer takes committed rows out of the queue; a seal, once made, stays.
revoke update on audit_seals, audit_unsealed from :app;
grant delete on audit_unsealed to :app;
revoke update on consents from :app;
revoke update on person_corrections, breaches from :app;
grant update (office_notified_at, late_reason, persons_notified_at) on breaches to :app;
-- A document that was taken as evidence is never changed.
revoke update on documents, document_pieces from :app;
-- What is to be compared is taken out when it has been; what was decided about a pair stays.
grant delete on duplicate_checks to :app;
revoke update on duplicate_checks, duplicate_decisions from :app;
-- `for update` asks for it; nothing is ever changed there.
grant update (id) on duplicate_checks to :app;
-- A document on its way ends by itself.
grant delete on document_uploads, document_upload_pieces to :app;
revoke update on document_uploads, document_upload_pieces from :app;
grant update (received) on document_uploads to :app;
