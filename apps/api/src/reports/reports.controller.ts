import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { quickReportForm } from '#policy/quick-report.js';
import { Idempotency, type IdempotencyHeader } from '../http/idempotency.js';
import { Me, Requires, type SignedIn } from '../http/request-context.js';
import { Limited } from '../http/session-rules.js';
import { ReportDto } from './dto/report.dto.js';
import { OwnReportsQuery } from './own-reports.query.js';
import { ReportsService } from './reports.service.js';

@ApiTags('reports')
@Controller('v1/reports')
export class ReportsController {
  constructor(
    @Inject(ReportsService) private readonly reports: ReportsService,
    @Inject(OwnReportsQuery) private readonly ownReports: OwnReportsQuery,
  ) {}

  @Post()
  @HttpCode(201)
  @Requires('report.create')
  @Limited('reports')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOperation({ summary: 'Report an incident with its persons; opens one case each' })
  create(@Me() me: SignedIn, @Body() report: ReportDto, @Idempotency() header: IdempotencyHeader | null) {
    return this.reports.create(me, report, header);
  }

  @Get('form')
  @Requires('report.create')
  @ApiOperation({ summary: 'The quick report as a form: labels in both languages, choices, help, a valid example' })
  form() {
    return quickReportForm();
  }

  @Get()
  @Requires('report.read-own')
  @ApiOperation({ summary: 'The reports I made, with the status of their cases and nothing of the interviews' })
  list(@Me() me: SignedIn) {
    return this.ownReports.list(me);
  }
}
