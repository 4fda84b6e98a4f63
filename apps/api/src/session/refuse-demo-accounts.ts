import type { DataSource } from 'typeorm';

/** Production does not serve while an account is open whose password is published (proven by test/medium/refuse-demo-accounts.spec.ts). */
export async function refuseDemoAccounts(source: DataSource, env: NodeJS.ProcessEnv = process.env): Promise<void> {
  if (env.NODE_ENV !== 'production') return;
  const [row] = await source.query<{ count: number }[]>(
    'select count(*)::int as count from accounts where demo and disabled_at is null',
  );
  const count = row?.count ?? 0;
  if (count > 0) {
    throw new Error(
      `${count} demo accounts with a published password are enabled: disable them before production starts.`,
    );
  }
}
