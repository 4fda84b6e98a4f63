import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../http/request-context.js';
import { Takes } from '../http/session-rules.js';
import { REPORT_MEDIA } from '../http/take-bodies.js';
import { Metrics } from './metrics.js';

/** Closed: what a browser sends could name anything, and becomes a label. */
const DIRECTIVES = new Set([
  'connect-src',
  'default-src',
  'font-src',
  'form-action',
  'frame-ancestors',
  'img-src',
  'script-src',
  'script-src-attr',
  'script-src-elem',
  'style-src',
  'style-src-attr',
  'style-src-elem',
  'worker-src',
]);

/** What browsers tell of refused scripts and styles. Counted by rule; addresses and samples are dropped unread. */
@ApiExcludeController()
@Public()
@Controller('v1/browser-reports')
export class BrowserReportsController {
  constructor(@Inject(Metrics) private readonly metrics: Metrics) {}

  @Post()
  @Takes(REPORT_MEDIA)
  @HttpCode(204)
  take(@Body() reports: unknown): void {
    for (const directive of directivesOf(reports)) {
      this.metrics.countBrowserReport(DIRECTIVES.has(directive) ? directive : 'other');
    }
  }
}

/** Of the older form (one object) and of the newer one (a list). */
function directivesOf(reports: unknown): string[] {
  return (Array.isArray(reports) ? reports.slice(0, 20) : [reports]).map((report) => {
    const body = fieldOf(report, 'csp-report') ?? fieldOf(report, 'body');
    const directive = fieldOf(body, 'effective-directive') ?? fieldOf(body, 'effectiveDirective');
    return typeof directive === 'string' ? directive : 'other';
  });
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
