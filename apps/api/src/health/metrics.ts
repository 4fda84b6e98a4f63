import { Inject, Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { unsealedBacklog } from '#audit/sealing.js';
import { systemSubject } from '#domain/subject.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';

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
