import { Account } from './account.entity.js';
import { Session } from './session.entity.js';
import { AccountTotp } from './account-totp.entity.js';
import { RecoveryCode } from './recovery-code.entity.js';
import { AccountIdentity } from './account-identity.entity.js';
import { OidcRequest } from './oidc-request.entity.js';
import { AccountActivation } from './account-activation.entity.js';
import { AgencySettings } from './agency-settings.entity.js';
import { AccountNetwork } from './account-network.entity.js';
import { SignInThrottle } from './sign-in-throttle.entity.js';
import { MachineToken } from './machine-token.entity.js';
import { RateLimit } from './rate-limit.entity.js';
import { Incident } from './incident.entity.js';
import { Person } from './person.entity.js';
import { Case } from './case.entity.js';
import { Process } from './process.entity.js';
import { RecordedFact } from './recorded-fact.entity.js';
import { Task } from './task.entity.js';
import { TaskDraft } from './task-draft.entity.js';
import { DraftChangeRow } from './draft-change.entity.js';
import { ClockRow } from './clock.entity.js';
import { ClockEventRow } from './clock-event.entity.js';
import { ClockExtension } from './clock-extension.entity.js';
import { CaseFault } from './case-fault.entity.js';
import { StuckCauseRow } from './stuck-cause.entity.js';
import { WaitHold } from './wait-hold.entity.js';
import { StuckActionRow } from './stuck-action.entity.js';
import { Approval } from './approval.entity.js';
import { ApprovalDecision } from './approval-decision.entity.js';
import { Reconciliation } from './reconciliation.entity.js';
import { PolicyVersion } from './policy-version.entity.js';
import { Custody } from './custody.entity.js';
import { ServiceReferral } from './service-referral.entity.js';
import { TimelineEvent } from './timeline-event.entity.js';
import { AuditEvent } from './audit-event.entity.js';
import { AuditSeal } from './audit-seal.entity.js';
import { AuditUnsealed } from './audit-unsealed.entity.js';
import { Consent } from './consent.entity.js';
import { IdempotencyKey } from './idempotency-key.entity.js';
import { DocumentUpload } from './document-upload.entity.js';
import { DocumentUploadPiece } from './document-upload-piece.entity.js';
import { DuplicateCheck } from './duplicate-check.entity.js';
import { DuplicateDecisionRow } from './duplicate-decision.entity.js';
import { DuplicatePair } from './duplicate-pair.entity.js';
import { EmergencyAccess } from './emergency-access.entity.js';
import { OutboxFact } from './outbox-fact.entity.js';
import { DataKeyRow } from './data-key.entity.js';
import { PersonSearchKey } from './person-search-key.entity.js';
import { Shredding } from './shredding.entity.js';
import { Escalation } from './escalation.entity.js';
import { Notice } from './notice.entity.js';
import { NoticeAddress } from './notice-address.entity.js';
import { Webhook } from './webhook.entity.js';
import { NoticeDelivery } from './notice-delivery.entity.js';
import { LegalHold } from './legal-hold.entity.js';
import { SubjectRequest } from './subject-request.entity.js';
import { PersonCorrection } from './person-correction.entity.js';
import { Breach } from './breach.entity.js';
import { CaseDocument } from './document.entity.js';
import { DocumentPiece } from './document-piece.entity.js';

export const ENTITIES = [
  Account,
  Session,
  AccountTotp,
  RecoveryCode,
  AccountIdentity,
  OidcRequest,
  AccountActivation,
  AccountNetwork,
  AgencySettings,
  SignInThrottle,
  MachineToken,
  RateLimit,
  Incident,
  Person,
  Case,
  Process,
  RecordedFact,
  Task,
  TaskDraft,
  DraftChangeRow,
  ClockRow,
  ClockEventRow,
  ClockExtension,
  CaseFault,
  StuckCauseRow,
  WaitHold,
  StuckActionRow,
  Approval,
  ApprovalDecision,
  Reconciliation,
  PolicyVersion,
  Escalation,
  Notice,
  NoticeAddress,
  Webhook,
  NoticeDelivery,
  Custody,
  ServiceReferral,
  TimelineEvent,
  AuditEvent,
  AuditSeal,
  AuditUnsealed,
  Consent,
  IdempotencyKey,
  OutboxFact,
  EmergencyAccess,
  DataKeyRow,
  PersonSearchKey,
  Shredding,
  LegalHold,
  SubjectRequest,
  PersonCorrection,
  Breach,
  CaseDocument,
  DocumentPiece,
  DocumentUpload,
  DocumentUploadPiece,
  DuplicateCheck,
  DuplicatePair,
  DuplicateDecisionRow,
];
