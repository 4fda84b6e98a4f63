import type { Connection } from '@temporalio/client';

/** The oldest server on which the journeys have been run. */
export const OLDEST_SERVER = '1.29';

/**
 * Workers declare no versioning behaviour: a PINNED workflow on an unversioned worker hangs silently on server 1.29, and
 * upgrade-on-continue-as-new needs 1.32 (docs/decisions/0005). Refuses a server older than what was tried.
 */
export async function checkServer(connection: Connection): Promise<string> {
  const { serverVersion: version } = await connection.workflowService.getSystemInfo({});
  if (compareVersions(version, OLDEST_SERVER) < 0) {
    throw new Error(
      `Temporal server ${version} is older than ${OLDEST_SERVER}, the oldest that Saphan runs on: update it.`,
    );
  }
  return version;
}

export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(/[.-]/).map((part) => Number.parseInt(part, 10) || 0));
  for (let index = 0; index < 2; index += 1) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
