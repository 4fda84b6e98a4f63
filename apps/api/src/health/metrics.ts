import { Inject, Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { unsealedBacklog } from '#audit/sealing.js';
import { systemSubject } from '#domain/subject.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';

interface LastReconciliation {
  readonly finishedAt: string;
  readonly ageSeconds: number;
  readonly checked: number;
  readonly repaired: number;
  readonly reported: number;
  /** How many differences of each kind; of the first thousand. */
  readonly found: Readonly<Record<string, number>>;
}

/** Counts and times by route pattern; no label ever carries an id. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'saphan_http_request_seconds',
    help: 'Time to answer, by method, route pattern and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [this.registry],
  });

  private readonly browserReports = new Counter({
    name: 'saphan_browser_reports_total',
    help: 'Scripts, styles and the like that a browser refused to load, by rule',
    labelNames: ['directive'],
    registers: [this.registry],
  });

  constructor(@Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork) {
    collectDefaultMetrics({ register: this.registry });
    new Gauge({
      name: 'saphan_undelivered_facts',
      help: 'Committed facts that no workflow has been told yet',
      registers: [this.registry],
      async collect() {
        const [row] = await unitOfWork.read(systemSubject('metrics'), (tx) =>
          tx.query<{ count: string }>('select count(*) from outbox where delivered_at is null'),
        );
        this.set(Number(row?.count ?? 0));
      },
    });
    const last = () => this.lastReconciliation();
    new Gauge({
      name: 'saphan_reconcile_differences',
      help: 'Of the last reconciliation: what was compared, repaired, and put on the stuck board',
      labelNames: ['outcome'],
      registers: [this.registry],
      async collect() {
        const found = await last();
        for (const outcome of ['checked', 'repaired', 'reported'] as const)
          this.set({ outcome }, found?.[outcome] ?? 0);
      },
    });
    new Gauge({
      name: 'saphan_reconcile_finished_seconds',
      help: 'When the last reconciliation finished, in seconds since 1970; 0 before the first',
      registers: [this.registry],
      async collect() {
        this.set(Date.parse((await last())?.finishedAt ?? '1970-01-01T00:00:00Z') / 1000);
      },
    });
    new Gauge({
      name: 'saphan_reconcile_age_seconds',
      help: 'How long ago the last reconciliation finished; no value before the first',
      registers: [this.registry],
      async collect() {
        const found = await last();
        this.reset();
        if (found !== null) this.set(found.ageSeconds);
      },
    });
    new Gauge({
      name: 'saphan_reconcile_found',
      help: 'Differences of the last reconciliation, by kind',
      labelNames: ['kind'],
      registers: [this.registry],
      async collect() {
        this.reset();
        for (const [kind, count] of Object.entries((await last())?.found ?? {})) this.set({ kind }, count);
      },
    });
    const stuck = () => this.stuckCauses();
    new Gauge({
      name: 'saphan_stuck_causes',
      help: 'Causes on the stuck board',
      labelNames: ['cause'],
      registers: [this.registry],
      async collect() {
        this.reset();
        for (const { cause, count } of await stuck()) this.set({ cause }, count);
      },
    });
    const backlog = () => this.auditBacklog();
    new Gauge({
      name: 'saphan_audit_unsealed_rows',
      help: 'Audit rows that are committed and in no seal yet',
      registers: [this.registry],
      async collect() {
        this.set((await backlog()).rows);
      },
    });
    new Gauge({
      name: 'saphan_audit_unsealed_seconds',
      help: 'How long the oldest of them has waited; more than a minute is an alarm',
      registers: [this.registry],
      async collect() {
        this.set((await backlog()).oldestSeconds);
      },
    });
  }

  /** The last comparison of the record with the process engine; null before the first. */
  async lastReconciliation() {
    const [last] = await this.unitOfWork.read(systemSubject('metrics'), (tx) =>
      tx.query<LastReconciliation>(
        `select finished_at as "finishedAt", checked, repaired, reported,
           round(extract(epoch from clock_timestamp() - finished_at))::int as "ageSeconds",
           (select coalesce(jsonb_object_agg(kind, count), '{}') from (
              select d->>'kind' as kind, count(*) from jsonb_array_elements(differences) d group by 1) k) as found
         from reconciliations order by finished_at desc limit 1`,
      ),
    );
    return last ?? null;
  }

  stuckCauses(): Promise<readonly { cause: string; count: number }[]> {
    return this.unitOfWork.read(systemSubject('metrics'), (tx) =>
      tx.query(
        `select cause, count(*)::int as count from stuck_causes where stuck_at <= now() group by cause order by cause`,
      ),
    );
  }

  auditBacklog(): Promise<{ rows: number; oldestSeconds: number }> {
    return this.unitOfWork.read(systemSubject('metrics'), unsealedBacklog);
  }

  observe(method: string, route: string, status: number, seconds: number): void {
    this.requests.observe({ method, route, status: String(status) }, seconds);
  }

  countBrowserReport(directive: string): void {
    this.browserReports.inc({ directive });
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }
}
