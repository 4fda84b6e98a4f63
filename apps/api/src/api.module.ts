import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { createLogger } from '#observability/logger.js';
import { caseworkProviders, LOGGER } from '#temporal/casework.providers.js';
import { CasesController } from './cases/cases.controller.js';
import { CasesQuery } from './cases/cases.query.js';
import { StandingActsService } from './cases/standing-acts.service.js';
import { ClocksController } from './clocks/clocks.controller.js';
import { ClocksService } from './clocks/clocks.service.js';
import { HealthController } from './health/health.controller.js';
import { Metrics } from './health/metrics.js';
import { envelopePipe } from './http/envelope.pipe.js';
import { ProblemFilter } from './http/problem.filter.js';
import { SessionGuard } from './http/session.guard.js';
import { ReferralsController } from './referrals/referrals.controller.js';
import { ReferralsService } from './referrals/referrals.service.js';
import { OwnReportsQuery } from './reports/own-reports.query.js';
import { ReportsController } from './reports/reports.controller.js';
import { ReportsService } from './reports/reports.service.js';
import { SessionController } from './session/session.controller.js';
import { SessionService } from './session/session.service.js';
import { StatisticsController } from './statistics/statistics.controller.js';
import { StatisticsQuery } from './statistics/statistics.query.js';
import { StuckBoardQuery } from './stuck-cases/stuck-board.query.js';
import { StuckCasesController } from './stuck-cases/stuck-cases.controller.js';
import { DraftsService } from './tasks/drafts.service.js';
import { TasksInboxQuery } from './tasks/inbox.query.js';
import { ProcessProgress } from './tasks/process-progress.service.js';
import { TasksController } from './tasks/tasks.controller.js';
import { TasksService } from './tasks/tasks.service.js';

@Module({
  controllers: [
    SessionController,
    ReportsController,
    CasesController,
    TasksController,
    ClocksController,
    ReferralsController,
    StatisticsController,
    StuckCasesController,
    HealthController,
  ],
  providers: [
    { provide: LOGGER, useFactory: () => createLogger('saphan-api') },
    ...caseworkProviders('saphan-api'),
    SessionService,
    ReportsService,
    OwnReportsQuery,
    CasesQuery,
    StandingActsService,
    TasksService,
    TasksInboxQuery,
    ProcessProgress,
    DraftsService,
    ClocksService,
    ReferralsService,
    StatisticsQuery,
    StuckBoardQuery,
    Metrics,
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_GUARD, useClass: SessionGuard },
    { provide: APP_PIPE, useFactory: envelopePipe },
  ],
})
export class ApiModule {}
