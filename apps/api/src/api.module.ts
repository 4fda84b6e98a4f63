import { FormLibrary } from '#policy/form-library.js';
import { formLibrary } from '#policy/forms.js';
import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { createLogger } from '#observability/logger.js';
import { caseworkProviders, LOGGER } from '#temporal/casework.providers.js';
import { AuditController } from './audit/audit.controller.js';
import { AuditQuery } from './audit/audit.query.js';
import { DocumentsController } from './case-documents/documents.controller.js';
import { DocumentsService, MALWARE_SCANNER } from './case-documents/documents.service.js';
import { UploadsController } from './case-documents/uploads.controller.js';
import { UploadsService } from './case-documents/uploads.service.js';
import { scannerFrom } from '#privacy/documents/malware-scan.js';
import { DuplicatesController } from './duplicates/duplicates.controller.js';
import { DuplicatesQuery } from './duplicates/duplicates.query.js';
import { DuplicatesService } from './duplicates/duplicates.service.js';
import { CalendarController } from './calendar/calendar.controller.js';
import { CalendarQuery } from './calendar/calendar.query.js';
import { CasesController } from './cases/cases.controller.js';
import { CaseAtQuery } from './cases/case-at.query.js';
import { CasesQuery } from './cases/cases.query.js';
import { StandingActsService } from './cases/standing-acts.service.js';
import { ClocksController } from './clocks/clocks.controller.js';
import { ClocksService } from './clocks/clocks.service.js';
import { DueClocksQuery } from './clocks/due-clocks.query.js';
import { BrowserReportsController } from './health/browser-reports.controller.js';
import { EmergencyAccessController } from './emergency-access/emergency-access.controller.js';
import { EmergencyAccessQuery } from './emergency-access/emergency-access.query.js';
import { EmergencyReviewController } from './emergency-access/emergency-review.controller.js';
import { EmergencyReviewQuery } from './emergency-access/emergency-review.query.js';
import { EmergencyAccessService } from './emergency-access/emergency-access.service.js';
import { CaseChanges } from './events/case-changes.js';
import { EventsController } from './events/events.controller.js';
import { LiveEvents } from './events/live-events.service.js';
import { HealthController } from './health/health.controller.js';
import { Metrics } from './health/metrics.js';
import { envelopePipe } from './http/envelope.pipe.js';
import { ProblemFilter } from './http/problem.filter.js';
import { SessionGuard } from './http/session.guard.js';
import { OwnSheetQuery } from './papers/own-sheet.query.js';
import { TaskRecordQuery } from './papers/task-record.query.js';
import { PapersController } from './papers/papers.controller.js';
import { PersonSearchQuery } from './persons/person-search.query.js';
import { PersonsController } from './persons/persons.controller.js';
import { ReferralsController } from './referrals/referrals.controller.js';
import { ReferralsService } from './referrals/referrals.service.js';
import { SharedFieldsQuery } from './referrals/shared-fields.query.js';
import { MdtSittingsController } from './mdt-sittings/mdt-sittings.controller.js';
import { MdtSittingsQuery } from './mdt-sittings/mdt-sittings.query.js';
import { NoticesController } from './notices/notices.controller.js';
import { NoticesService } from './notices/notices.service.js';
import { OwnReportsQuery } from './reports/own-reports.query.js';
import { ReportsController } from './reports/reports.controller.js';
import { ReportsService } from './reports/reports.service.js';
import { LegalHoldsService } from './retention/legal-holds.service.js';
import { SubjectRequestsController } from './subject-requests/subject-requests.controller.js';
import { SubjectRequestsQuery } from './subject-requests/subject-requests.query.js';
import { SubjectRequestsService } from './subject-requests/subject-requests.service.js';
import { BreachesController } from './breaches/breaches.controller.js';
import { BreachesQuery } from './breaches/breaches.query.js';
import { BreachesService } from './breaches/breaches.service.js';
import { RetentionController } from './retention/retention.controller.js';
import { RetentionService } from './retention/retention.service.js';
import { RateLimits } from './http/rate-limits.js';
import { AgenciesController } from './agencies/agencies.controller.js';
import { AgenciesService } from './agencies/agencies.service.js';
import { AccountsController } from './accounts/accounts.controller.js';
import { AccountsQuery } from './accounts/accounts.query.js';
import { AccountsService } from './accounts/accounts.service.js';
import { AccountWork } from './session/account-work.js';
import { MachineTokensController } from './session/machine-tokens.controller.js';
import { MachineTokensService } from './session/machine-tokens.service.js';
import { OidcController } from './session/oidc.controller.js';
import { OidcService } from './session/oidc.service.js';
import { SecondFactorController } from './session/second-factor.controller.js';
import { SecondFactorService } from './session/second-factor.service.js';
import { SessionController } from './session/session.controller.js';
import { SessionService } from './session/session.service.js';
import { SignInService } from './session/sign-in.service.js';
import { SignInThrottle } from './session/sign-in-throttle.js';
import { StatisticsController } from './statistics/statistics.controller.js';
import { StatisticsQuery } from './statistics/statistics.query.js';
import { StuckBoardQuery } from './stuck-cases/stuck-board.query.js';
import { StuckHistoryQuery } from './stuck-cases/stuck-history.query.js';
import { ApprovalsController } from './approvals/approvals.controller.js';
import { ApprovalsService } from './approvals/approvals.service.js';
import { PoliciesController } from './policies/policies.controller.js';
import { PoliciesService } from './policies/policies.service.js';
import { WhatIfQuery } from './policies/what-if.query.js';
import { MachineryService } from './stuck-cases/machinery.service.js';
import { StuckActionsService } from './stuck-cases/stuck-actions.service.js';
import { StuckCasesController } from './stuck-cases/stuck-cases.controller.js';
import { DraftsService } from './tasks/drafts.service.js';
import { ScreeningAdviceService } from './tasks/screening-advice.service.js';
import { TasksInboxQuery } from './tasks/inbox.query.js';
import { ProcessProgress } from './tasks/process-progress.service.js';
import { TasksController } from './tasks/tasks.controller.js';
import { TasksService } from './tasks/tasks.service.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';
import { WebhooksService } from './webhooks/webhooks.service.js';
import { WorkloadController } from './workload/workload.controller.js';
import { WorkloadQuery } from './workload/workload.query.js';

@Module({
  controllers: [
    SessionController,
    SecondFactorController,
    MachineTokensController,
    OidcController,
    AccountsController,
    AgenciesController,
    ReportsController,
    CasesController,
    DocumentsController,
    UploadsController,
    EmergencyAccessController,
    EmergencyReviewController,
    TasksController,
    ClocksController,
    CalendarController,
    MdtSittingsController,
    ReferralsController,
    PapersController,
    StatisticsController,
    PersonsController,
    DuplicatesController,
    StuckCasesController,
    ApprovalsController,
    RetentionController,
    SubjectRequestsController,
    BreachesController,
    PoliciesController,
    AuditController,
    EventsController,
    HealthController,
    BrowserReportsController,
    NoticesController,
    WebhooksController,
    WorkloadController,
  ],
  providers: [
    { provide: LOGGER, useFactory: () => createLogger('saphan-api') },
    ...caseworkProviders('saphan-api'),
    CaseChanges,
    LiveEvents,
    AccountWork,
    SessionService,
    SignInThrottle,
    SecondFactorService,
    SignInService,
    MachineTokensService,
    OidcService,
    AccountsService,
    AgenciesService,
    AccountsQuery,
    RateLimits,
    ReportsService,
    OwnReportsQuery,
    CasesQuery,
    DocumentsService,
    UploadsService,
    { provide: MALWARE_SCANNER, useFactory: () => scannerFrom(process.env) },
    CaseAtQuery,
    StandingActsService,
    EmergencyAccessService,
    EmergencyAccessQuery,
    EmergencyReviewQuery,
    TasksService,
    TasksInboxQuery,
    ProcessProgress,
    DraftsService,
    PersonSearchQuery,
    DuplicatesQuery,
    DuplicatesService,
    ScreeningAdviceService,
    { provide: FormLibrary, useFactory: formLibrary },
    ClocksService,
    DueClocksQuery,
    CalendarQuery,
    MdtSittingsQuery,
    ReferralsService,
    SharedFieldsQuery,
    OwnSheetQuery,
    TaskRecordQuery,
    StatisticsQuery,
    StuckBoardQuery,
    StuckHistoryQuery,
    StuckActionsService,
    MachineryService,
    ApprovalsService,
    RetentionService,
    SubjectRequestsService,
    BreachesService,
    BreachesQuery,
    SubjectRequestsQuery,
    LegalHoldsService,
    PoliciesService,
    WhatIfQuery,
    AuditQuery,
    NoticesService,
    WebhooksService,
    WorkloadQuery,
    Metrics,
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_GUARD, useClass: SessionGuard },
    { provide: APP_PIPE, useFactory: envelopePipe },
  ],
})
export class ApiModule {}
