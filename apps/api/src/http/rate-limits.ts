import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { DomainError } from '#domain/errors.js';
import type { LimitName } from './session-rules.js';

/** Requests a minute of one account; guesses, far above what a person does and far below what a copier needs. */
const PER_MINUTE: Readonly<Record<LimitName, number>> = { reports: 240, search: 240, emergency: 6, refusals: 30 };

/** `SAPHAN_LIMIT_REPORTS=1000` sets another number, e.g. for a machine that brings in a backlog. */
function perMinute(name: LimitName, env: NodeJS.ProcessEnv): number {
  const given = Number(env[`SAPHAN_LIMIT_${name.toUpperCase()}`]);
  return Number.isInteger(given) && given > 0 ? given : PER_MINUTE[name];
}

/** Limits that hold over all processes, because they are counted in the store. */
@Injectable()
export class RateLimits {
  private readonly limiters: Readonly<Record<LimitName, RateLimiterPostgres>>;

  constructor(@Inject(DataSource) source: DataSource) {
    const limiter = (name: LimitName) =>
      new RateLimiterPostgres({
        storeClient: { query: (statement: object) => poolOf(source).query(statement as never) },
        storeType: 'pool',
        tableName: 'rate_limits',
        tableCreated: true,
        keyPrefix: name,
        points: perMinute(name, process.env),
        duration: 60,
      });
    this.limiters = {
      reports: limiter('reports'),
      search: limiter('search'),
      emergency: limiter('emergency'),
      refusals: limiter('refusals'),
    };
  }

  async take(name: LimitName, accountId: string): Promise<void> {
    const refused = await this.consume(name, accountId);
    if (refused !== null) {
      throw new DomainError('too-many-requests', [], { seconds: Math.ceil(refused.msBeforeNext / 1000) });
    }
  }

  /** The same for what is never refused: by how many she is over it. */
  async excessOf(name: LimitName, accountId: string): Promise<number> {
    const refused = await this.consume(name, accountId);
    return refused === null ? 0 : refused.consumedPoints - this.limiters[name].points;
  }

  /** What stood against it; null where nothing did. */
  private async consume(name: LimitName, accountId: string): Promise<RateLimiterRes | null> {
    try {
      await this.limiters[name].consume(accountId);
      return null;
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      return refused;
    }
  }
}

/** TypeORM's own pool: the limiter speaks to the driver, not to the ORM. */
function poolOf(source: DataSource): Pool {
  return (source.driver as unknown as { readonly master: Pool }).master;
}
