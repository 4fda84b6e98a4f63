import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import pg from 'pg';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { LOGGER } from '#temporal/casework.providers.js';

const CHANNEL = 'saphan_cases';
/** Changes of one moment are passed on together. */
const GATHER_MS = 150;
const RECONNECT_MS = [500, 1_000, 2_000, 5_000, 10_000] as const;

/** Null: something may have been missed, so everything may have changed. */
export type Changed = readonly string[] | null;

/**
 * Hears from PostgreSQL which cases have changed, whichever process committed it. One connection of its own a process,
 * opened when somebody first listens: a notice is given to connections, not to a pool.
 */
@Injectable()
export class CaseChanges implements OnModuleDestroy {
  private readonly gathered = new Set<string>();
  private timer: NodeJS.Timeout | null = null;
  private client: pg.Client | null = null;
  private failures = 0;
  private isClosed = false;
  private tell: ((changed: Changed) => void) | null = null;

  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Starts to hear, once; what is heard goes to the one listener of this process. */
  async listen(tell: (changed: Changed) => void): Promise<void> {
    if (this.tell !== null) return;
    this.tell = tell;
    await this.connect();
  }

  async onModuleDestroy(): Promise<void> {
    this.isClosed = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.client?.end();
  }

  private async connect(): Promise<void> {
    const { options } = this.source;
    if (options.type !== 'postgres') throw new Error('Only PostgreSQL tells of changes');
    const client = new pg.Client({
      connectionString: options.url,
      application_name: 'saphan-live-changes',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    client.on('notification', ({ payload }) => {
      if (payload !== undefined) this.gather(payload);
    });
    client.on('error', (reason) => this.lost(client, reason));
    client.on('end', () => this.lost(client, null));
    this.client = client;
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
    } catch (reason) {
      this.lost(client, reason);
      return;
    }
    if (this.failures > 0) this.tell?.(null);
    this.failures = 0;
  }

  /** Says so once a connection, and comes back later and later. */
  private lost(client: pg.Client, reason: unknown): void {
    if (this.client !== client || this.isClosed) return;
    this.client = null;
    this.logger.warn({ reason: reason instanceof Error ? reason.message : 'ended' }, 'no longer hears of changes');
    void client.end().catch(() => undefined);
    const wait = RECONNECT_MS[Math.min(this.failures, RECONNECT_MS.length - 1)] ?? 0;
    this.failures += 1;
    setTimeout(() => {
      if (!this.isClosed) void this.connect();
    }, wait).unref();
  }

  private gather(caseId: string): void {
    this.gathered.add(caseId);
    this.timer ??= setTimeout(() => {
      this.timer = null;
      const changed = [...this.gathered];
      this.gathered.clear();
      this.tell?.(changed);
    }, GATHER_MS);
  }
}
