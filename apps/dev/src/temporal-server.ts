import { Connection } from '@temporalio/client';
import type { ProcessSpec } from './managed-process.js';

/** Search attributes that Saphan's workflows carry; all are single codes. */
export const SEARCH_ATTRIBUTES = ['SaphanStage', 'SaphanProvince', 'SaphanPolicy'] as const;

/**
 * A commit is on the disk before it is acknowledged, as by default, but written once to a log and not twice: measured, a
 * third of what the server cost.
 */
const DATABASE_SETTINGS = ['journal_mode=WAL', 'synchronous=FULL'] as const;

/** `temporal server start-dev` on a database file, without its web page. */
export function temporalProcess(options: {
  readonly binary: string;
  readonly port: number;
  readonly databaseFile: string;
  readonly recordFile?: string;
}): ProcessSpec {
  return {
    name: 'temporal',
    command: options.binary,
    args: [
      ...['server', 'start-dev', '--headless', '--ip', '127.0.0.1', '--port', String(options.port)],
      ...['--db-filename', options.databaseFile, '--log-level', 'warn'],
      ...DATABASE_SETTINGS.flatMap((setting) => ['--sqlite-pragma', setting]),
      ...SEARCH_ATTRIBUTES.flatMap((name) => ['--search-attribute', `${name}=Keyword`]),
    ],
    stopSignal: 'SIGTERM',
    ready: () => isTemporalReady(`127.0.0.1:${options.port}`),
    readyTimeoutMs: 60_000,
    ...(options.recordFile ? { recordFile: options.recordFile } : {}),
  };
}

/** Whether the server answers and knows the search attributes, which come a moment after its port opens. */
export async function isTemporalReady(
  address: string,
  attributes: readonly string[] = SEARCH_ATTRIBUTES,
): Promise<boolean> {
  const connection = await Connection.connect({ address, connectTimeout: 2_000 });
  try {
    const deadline = Date.now() + 2_000;
    return await connection.withDeadline(deadline, async () => {
      await connection.workflowService.describeNamespace({ namespace: 'default' });
      const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace: 'default' });
      return attributes.every((name) => customAttributes && name in customAttributes);
    });
  } finally {
    await connection.close();
  }
}
