import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { UNSEALED_LIMIT_SECONDS } from '#audit/verify-chain.js';
import { Public } from '../http/request-context.js';
import { Metrics } from './metrics.js';

/** For the supervisor and the load balancer. Temporal is no part of readiness: people work while it is away. */
@ApiExcludeController()
@Public()
@Controller()
export class HealthController {
  constructor(
    @Inject(DataSource) private readonly source: DataSource,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  live() {
    return { status: 'ok' };
  }

  @Get('health/ready')
  async ready() {
    await this.source.query('select 1');
    const { oldestSeconds } = await this.metrics.auditBacklog();
    // Said, not failed: that nobody seals is an alarm, and no reason to send people away.
    return { status: 'ok', audit: oldestSeconds > UNSEALED_LIMIT_SECONDS ? 'behind' : 'sealed' };
  }

  /** More than the load balancer asks: counts and times, no ids. */
  @Get('health')
  async details() {
    const [reconciler, stuck] = await Promise.all([this.metrics.lastReconciliation(), this.metrics.stuckCauses()]);
    return { status: 'ok', reconciler, stuck };
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  scrape(): Promise<string> {
    return this.metrics.text();
  }
}
