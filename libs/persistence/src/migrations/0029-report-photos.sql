-- Whoever reported a case may add photographs to it while it is open, for 72 hours: as long as a phone keeps one at most. The
-- lock is the leave to write, as everywhere; the store reckons the end itself.
create policy attached on cases for update using (status = 'open' and opened_at > now() - interval '72 hours'
  and access && (select saphan_keys('attach'))) with check (false);
-- How much is there already is counted under the lock, also by whoever may not read it. Pieces show to nobody by this.
create policy counted on documents for select using (case_id = any ((select saphan_written())::uuid[]));
