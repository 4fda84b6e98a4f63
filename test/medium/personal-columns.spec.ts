import type { DataSource } from 'typeorm';
import { createDataSource } from '#persistence/data-source.js';
import { personalColumnsOf, processingOf } from '#persistence/personal.js';
import { PROCESSING, RETENTIONS, type ProcessingActivity } from '#persistence/processing.js';
import { createTestDatabase, type TestDatabase } from '#testing/test-services.js';

/** All that tells who a person is, or what happened to her. Exactly these are encrypted. */
const PERSONAL = {
  'Breach.lateReason': 'story',
  'Breach.whatHappened': 'story',
  'CaseDocument.name': 'story',
  'ClockExtension.authority': 'story',
  'ClockExtension.document': 'story',
  'ClockExtension.reason': 'story',
  'Custody.place': 'story',
  'DocumentPiece.sealed': 'story',
  'DocumentUpload.name': 'story',
  'DocumentUploadPiece.sealed': 'story',
  'DuplicateDecisionRow.reason': 'story',
  'EmergencyAccess.reason': 'story',
  'Incident.foreignFinding': 'story',
  'Incident.narrative': 'story',
  'Incident.place': 'story',
  'LegalHold.liftReason': 'story',
  'LegalHold.reason': 'story',
  'Person.address': 'identity',
  'Person.alias': 'identity',
  'Person.bornOn': 'identity',
  'Person.familyName': 'identity',
  'Person.givenName': 'identity',
  'Person.nationalId': 'identity',
  'Person.passportNumber': 'identity',
  'Person.phone': 'identity',
  'PersonCorrection.previous': 'identity',
  'PersonSearchKey.key': 'identity',
  'RecordedFact.answers': 'story',
  'ServiceReferral.answerReason': 'story',
  'ServiceReferral.purpose': 'story',
  'StuckActionRow.reason': 'story',
  'SubjectRequest.decisionReason': 'story',
  'SubjectRequest.details': 'story',
  'SubjectRequest.liftReason': 'story',
  'TaskDraft.answers': 'story',
  'WaitHold.reason': 'story',
} as const;

const CODE = 'one of a closed list of codes';
const CODES = 'codes, ids, instants and numbers, never text that was typed';
const STAFF = 'of staff, not of the person who is helped';
const AGENCY = 'an organisation';
const NUMBER = 'a running number, which tells nothing';
const HASH = 'a hash';
const ACCESS = 'words for who may see it: relations, agencies, provinces, accounts of staff';
const DAY = 'a day of the procedure';

/** Columns that could hold text or a day but hold nothing of a person, each with the reason. */
const NOT_PERSONAL: Readonly<Record<string, string>> = {
  'CaseDocument.kind': CODE,
  'CaseDocument.mediaType': CODE,
  'CaseDocument.scan': CODE,
  'DocumentPiece.part': CODE,
  'DuplicateDecisionRow.decision': CODE,
  'DuplicatePair.dismissedSignals': CODES,
  'DuplicatePair.signals': CODES,
  'DuplicatePair.state': CODE,
  'DocumentUpload.kind': CODE,
  'AccountActivation.codeHash': HASH,
  'AccountIdentity.issuer': 'the address of an identity provider',
  'AccountIdentity.subject': STAFF,
  'AccountNetwork.networkHash': HASH,
  'AccountTotp.sealedSecret': 'a key of staff, sealed',
  'AccountTotp.secret': 'a key of staff',
  'Account.agency': STAFF,
  'Account.displayName': STAFF,
  'Account.passwordHash': HASH,
  'Account.province': CODE,
  'Account.roles': CODES,
  'Account.username': STAFF,
  'AgencySettings.agency': AGENCY,
  'AuditEvent.action': CODE,
  'AuditEvent.agency': AGENCY,
  'AuditEvent.decision': CODE,
  'AuditEvent.fields': 'names of fields, without what is in them',
  'AuditEvent.purpose': CODE,
  'AuditEvent.requestId': 'made by the server',
  'AuditEvent.roles': CODES,
  'AuditEvent.stamp': HASH,
  'AuditEvent.subjectId': 'an id or the code of a stage',
  'AuditSeal.hash': HASH,
  'AuditSeal.previous': HASH,
  'AuditSeal.rowHashes': HASH,
  'Breach.categories': CODES,
  'Case.access': ACCESS,
  'Case.agency': AGENCY,
  'Case.codes': CODES,
  'Case.number': NUMBER,
  'Case.outcome': CODE,
  'Case.policyVersion': CODE,
  'Case.province': CODE,
  'Case.reporterProvince': CODE,
  'Case.retentionUntil': DAY,
  'Case.stage': CODE,
  'Case.status': CODE,
  'CaseFault.detail': CODES,
  'CaseFault.kind': CODE,
  'CaseFault.workflowId': 'a kind and an id',
  'ClockEventRow.seenBy': CODE,
  'ClockExtension.ground': CODE,
  'ClockRow.key': CODE,
  'ClockRow.policyVersion': CODE,
  'ClockRow.state': CODE,
  'ClockRow.stopReason': 'an outcome or another code',
  'ClockRow.workflowId': 'a kind and an id',
  'Consent.givenBy': CODE,
  'Consent.language': CODE,
  'Consent.scope': CODE,
  'Consent.state': CODE,
  'Consent.told': CODES,
  'Consent.wordingVersion': CODE,
  'DraftChangeRow.field': 'names of a form’s questions: a draft takes no other',
  'TaskDraft.fields': 'names of a form’s questions, account ids, instants',
  'Custody.placeType': CODE,
  'DataKeyRow.kekId': 'which key-encryption key',
  'DataKeyRow.wrapped': 'a key, encrypted',
  'Escalation.rungs': CODES,
  'Escalation.state': CODE,
  'Escalation.step': CODE,
  'IdempotencyKey.key': 'chosen by the caller’s machine; goes with its day',
  'IdempotencyKey.requestHash': HASH,
  'IdempotencyKey.response': 'a receipt: ids, codes and instants',
  'Incident.channel': CODE,
  'Incident.number': NUMBER,
  'Incident.province': CODE,
  'Incident.reporterAgency': AGENCY,
  'MachineToken.name': STAFF,
  'MachineToken.scopes': CODES,
  'MachineToken.tokenHash': HASH,
  'OidcRequest.browserHash': HASH,
  'OidcRequest.codeVerifier': 'a random number',
  'OidcRequest.nonce': 'a random number',
  'OidcRequest.stateHash': HASH,
  'Notice.kind': CODE,
  'Notice.params': CODES,
  'Notice.topic': 'what it is about: a kind, ids and codes',
  'NoticeAddress.email': STAFF,
  'NoticeDelivery.channel': CODE,
  'NoticeDelivery.lastFailure': CODE,
  'NoticeDelivery.payload': CODES,
  'NoticeDelivery.state': CODE,
  'NoticeDelivery.topic': 'what it is about: a kind, ids and codes',
  'OutboxFact.fact': CODES,
  'OutboxFact.workflowId': 'a kind and an id',
  'Person.ageStatement': CODE,
  'Person.homeProvince': CODE,
  'Person.language': CODE,
  'Person.nationality': CODE,
  'Person.sex': CODE,
  'Person.travelDocument': CODE,
  'PersonCorrection.field': 'the name of a field',
  'PersonSearchKey.kind': CODE,
  'Process.kind': CODE,
  'Process.state': CODE,
  'Process.subject': 'the code of a service or a track',
  'Process.workflowId': 'a kind and an id',
  'RecordedFact.codesBefore': CODES,
  'RecordedFact.key': CODE,
  'RecordedFact.outcome': CODE,
  'RecordedFact.recorderAgency': AGENCY,
  'RateLimit.key': 'a limit and an id',
  'RecoveryCode.codeHash': HASH,
  'SubjectRequest.askedBy': CODE,
  'SubjectRequest.decision': CODE,
  'SubjectRequest.kind': CODE,
  'ServiceReferral.receiverAgency': AGENCY,
  'ServiceReferral.service': CODE,
  'ServiceReferral.sharedFields': CODES,
  'ServiceReferral.state': CODE,
  'PolicyVersion.document': 'the numbers of the law',
  'PolicyVersion.reason': 'why numbers change; of no single case',
  'PolicyVersion.version': CODE,
  'Approval.kind': CODE,
  'Approval.payload': CODES,
  'Approval.reason': 'why numbers change; of no single case',
  'ApprovalDecision.decision': CODE,
  'ApprovalDecision.reason': 'why numbers change; of no single case',
  'Reconciliation.differences': CODES,
  'StuckActionRow.action': CODE,
  'StuckActionRow.subject': 'an id or a code',
  'StuckCauseRow.agency': AGENCY,
  'StuckCauseRow.cause': CODE,
  'StuckCauseRow.digest': HASH,
  'StuckCauseRow.key': CODES,
  'StuckCauseRow.params': CODES,
  'StuckCauseRow.province': CODE,
  'StuckCauseRow.roles': CODES,
  'StuckCauseRow.rule': CODE,
  'StuckCauseRow.stage': CODE,
  'StuckCauseRow.workflowId': 'a kind and an id',
  'WaitHold.key': CODES,
  'Session.device': STAFF,
  'Session.method': CODE,
  'SignInThrottle.key': HASH,
  'Shredding.ownerKind': CODE,
  'Task.access': ACCESS,
  'Task.agency': AGENCY,
  'Task.cause': 'what opened it: a kind and an id',
  'Task.checklist': CODE,
  'Task.clockKey': CODE,
  'Task.key': CODE,
  'Task.outcome': CODE,
  'Task.province': CODE,
  'Task.roles': CODES,
  'Task.state': CODE,
  'Task.subject': 'which visit, by its distance in time',
  'Webhook.province': CODE,
  'Webhook.sealedSecret': 'made by the server, sealed',
  'Webhook.secret': 'made by the server',
  'Webhook.url': 'of a machine',
  'Task.workflowId': 'a kind and an id',
  'TimelineEvent.agency': AGENCY,
  'TimelineEvent.kind': CODE,
  'TimelineEvent.params': CODES,
};

/** Types that can hold a name, a story or a birthday. */
const TELLING = new Set(['text', 'jsonb', 'json', 'varchar', 'character varying', 'date', 'bytea']);
const TOKEN = 'Session.tokenHash';

describe('personal data in the store', () => {
  let database: TestDatabase;
  let source: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase();
    source = await createDataSource({ url: database.appUrl, poolSize: 1 }).initialize();
  }, 60_000);
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  it('stands in exactly these columns, each marked for what it tells', () => {
    expect(Object.fromEntries([...personalColumnsOf()].sort())).toEqual(PERSONAL);
  });

  it('has a purpose, a legal basis and a retention, each of them (PDPA s.39)', () => {
    expect([...processingOf().keys()].sort()).toEqual([...personalColumnsOf().keys()].sort());
    const used = new Set(processingOf().values());
    // An activity without data says nothing.
    expect(Object.keys(PROCESSING).filter((activity) => !used.has(activity as ProcessingActivity))).toEqual([]);
    for (const activity of used) {
      const { purpose, bases, retention } = PROCESSING[activity];
      expect(purpose.th).toMatch(/[ก-๛]/);
      expect(purpose.en).toMatch(/[a-z]/);
      expect(bases.length).toBeGreaterThan(0);
      expect(RETENTIONS[retention].en).not.toBe('');
    }
  });

  it('that tells what happened to her rests on more than her consent: protection never waits for it', () => {
    const alone = Object.entries(PROCESSING).filter(
      ([, { bases }]) => (bases as readonly string[]).join() === 'consent',
    );
    expect(alone).toEqual([]);
  });

  it('is held as bytes, which only a vault can read', () => {
    const personal = source.entityMetadatas.flatMap(({ targetName, columns }) =>
      columns.filter(({ propertyName }) => personalColumnsOf().has(`${targetName}.${propertyName}`)),
    );
    expect(new Set(personal.map(({ type }) => type))).toEqual(new Set(['bytea']));
  });

  it('stands nowhere else: every other column that can hold text has a reason why not', () => {
    const telling = source.entityMetadatas.flatMap(({ targetName, columns }) =>
      columns
        .filter(({ type }) => TELLING.has(String(type)))
        .map(({ propertyName }) => `${targetName}.${propertyName}`),
    );
    const unmarked = telling.filter((column) => !personalColumnsOf().has(column) && column !== TOKEN);
    expect(unmarked.sort()).toEqual(Object.keys(NOT_PERSONAL).sort());
  });
});
