import type { Client } from '@temporalio/client';
import pg from 'pg';

/** Workflows, runs, events, workflow tasks and local activities that Temporal keeps of a case, on average. */
export async function historyOfCases(client: Client, databaseUrl: string, caseIds: readonly string[]): Promise<string> {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  const { rows } = await database.query<{ workflow_id: string }>(
    'select workflow_id from processes where case_id = any($1)',
    [caseIds],
  );
  await database.end();
  const total = { workflows: rows.length, runs: 0, events: 0 };
  const kinds = new Map<string, number>();
  for (const { workflow_id } of rows) {
    let runId: string | undefined;
    do {
      const { events } = await client.workflow.getHandle(workflow_id, runId).fetchHistory();
      total.runs += 1;
      total.events += events?.length ?? 0;
      for (const event of events ?? []) {
        const kind = kindOf(event as Record<string, unknown>);
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      }
      runId = events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || undefined;
    } while (runId !== undefined);
  }
  const each = (count: number) => (count / Math.max(1, caseIds.length)).toFixed(1);
  const shown = [...kinds].sort((a, b) => b[1] - a[1]).map(([kind, count]) => `${kind} ${each(count)}`);
  return `${each(total.workflows)} workflows, ${each(total.runs)} runs, ${each(total.events)} events (${shown.join(', ')})`;
}

function kindOf(event: Record<string, unknown>): string {
  const attributes = Object.keys(event).find(
    (name) => name.endsWith('EventAttributes') && event[name] !== null && event[name] !== undefined,
  );
  return attributes?.replace('EventAttributes', '') ?? 'unknown';
}
