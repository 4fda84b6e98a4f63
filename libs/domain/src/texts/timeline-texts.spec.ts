import { sentenceOf, TIMELINE_KINDS, type TimelineKind } from './timeline-texts.js';

const due = '2026-11-24T16:10:00.000Z';
type Params = Parameters<typeof sentenceOf>[1];

/** One line for each kind: what the record holds, and what people read. */
const TABLE: readonly (readonly [TimelineKind, Params, string, string])[] = [
  ['legal-hold-placed', {}, 'A legal hold keeps the data from being erased.', 'ระงับการลบข้อมูลตามกฎหมาย'],
  ['legal-hold-lifted', {}, 'The legal hold was lifted.', 'ยกเลิกการระงับการลบข้อมูล'],
  [
    'personal-data-erased',
    {},
    'The personal data was erased for good at the end of its retention.',
    'ลบข้อมูลส่วนบุคคลอย่างถาวรเมื่อครบกำหนดเก็บรักษา',
  ],
  [
    'subject-request-filed',
    { due },
    'The person made a request about her data (to be answered by 24 Nov 2569 BE, 23:10).',
    'เจ้าของข้อมูลยื่นคำขอ (ต้องตอบภายใน 24 พ.ย. พ.ศ. 2569 23:10)',
  ],
  ['subject-request-decided', {}, 'The person’s request about her data was decided.', 'ตัดสินคำขอของเจ้าของข้อมูลแล้ว'],
  ['sharing-restriction-lifted', {}, 'The restriction on sharing the data was lifted.', 'ยกเลิกการจำกัดการใช้ข้อมูล'],
  [
    'emergency-access',
    { due: '2026-11-24T16:10:00.000Z' },
    'The file was opened with emergency access (readable until 24 Nov 2569 BE, 23:10).',
    'มีการเปิดอ่านแฟ้มด้วยสิทธิฉุกเฉิน (อ่านได้ถึง 24 พ.ย. พ.ศ. 2569 23:10)',
  ],
  ['case-linked', { case: 'SP-2569-000007' }, 'Linked with case SP-2569-000007.', 'เชื่อมกับเคส SP-2569-000007'],
  [
    'case-merged',
    { case: 'SP-2569-000007' },
    'The same person as in case SP-2569-000007.',
    'เป็นคนเดียวกับเคส SP-2569-000007',
  ],
  [
    'case-link-reversed',
    { case: 'SP-2569-000007' },
    'No longer connected with case SP-2569-000007.',
    'ยกเลิกความเชื่อมโยงกับเคส SP-2569-000007',
  ],
  ['case-reported', {}, 'The report was received and the case was opened.', 'รับแจ้งเหตุและเปิดเคสแล้ว'],
  [
    'stage-entered',
    { stage: 'recovery-reflection' },
    'The case entered the stage: Recovery and reflection.',
    'เคสเข้าสู่ขั้น: ฟื้นฟูและไตร่ตรอง',
  ],
  [
    'task-completed',
    { task: 'ask-consent', outcome: 'refused', service: '' },
    'Completed: Ask for consent (result: consent refused).',
    'ทำแล้ว: ขอความยินยอม (ผล: ไม่ยินยอม)',
  ],
  [
    'task-completed',
    { task: 'plan-reception', outcome: 'planned' },
    'Completed: Plan the reception.',
    'ทำแล้ว: วางแผนรับกลับประเทศ',
  ],
  ['task-opened', { task: 'assess-needs' }, 'New task: Assess the needs.', 'เปิดงานใหม่: ประเมินความต้องการ'],
  ['task-cancelled', { task: 'match-shelter' }, 'Task cancelled: Match a shelter.', 'ยกเลิกงาน: จัดหาสถานคุ้มครอง'],
  [
    'clock-started',
    { clock: 'mdt-result', due },
    'Clock started: Written result of the identification (due 24 Nov 2569 BE, 23:10).',
    'เริ่มนับเวลา: ผลการคัดแยกเป็นหนังสือ (ครบกำหนด 24 พ.ย. พ.ศ. 2569 23:10)',
  ],
  [
    'clock-warning',
    { clock: 'referral-response', threshold: 75, due },
    'Time is running out: Referral answered (75% used) (due 24 Nov 2569 BE, 23:10).',
    'ใกล้ครบกำหนด: หน่วยรับส่งต่อตอบรับ (ใช้เวลาไปแล้ว 75%) (ครบกำหนด 24 พ.ย. พ.ศ. 2569 23:10)',
  ],
  [
    'clock-ended',
    { clock: 's29-notify', due, late: 7500 },
    'Time ran out: Superior authority notified (s.29) (due 24 Nov 2569 BE, 23:10), 2 h 5 min late.',
    'หมดเวลา: แจ้งผู้บังคับบัญชาหรือหน่วยเหนือ (ม.29) (ครบกำหนด 24 พ.ย. พ.ศ. 2569 23:10) ช้า 2 ชม. 5 นาที',
  ],
  [
    'clock-ended',
    { clock: 'mdt-result', due, late: 59 },
    'Time ran out: Written result of the identification (due 24 Nov 2569 BE, 23:10).',
    'หมดเวลา: ผลการคัดแยกเป็นหนังสือ (ครบกำหนด 24 พ.ย. พ.ศ. 2569 23:10)',
  ],
  [
    'clock-ended',
    { clock: 'mdt-result', due, late: 2 * 86_400 + 60 },
    'Time ran out: Written result of the identification (due 24 Nov 2569 BE, 23:10), 2 d 1 min late.',
    'หมดเวลา: ผลการคัดแยกเป็นหนังสือ (ครบกำหนด 24 พ.ย. พ.ศ. 2569 23:10) ช้า 2 วัน 1 นาที',
  ],
  [
    'clock-stopped',
    { clock: 'rights-compensation', outcome: 'rights-told' },
    'Clock stopped: Right to compensation told (s.34) (because: rights told).',
    'หยุดนับเวลา: แจ้งสิทธิเรียกค่าสินไหมทดแทน (ม.34) (เหตุ: แจ้งสิทธิแล้ว)',
  ],
  [
    'clock-extended',
    { clock: 'family-tracing', due, ground: 'address-unknown' },
    'Time extended: Family traced (now due 24 Nov 2569 BE, 23:10) (ground: address unknown).',
    'ขยายเวลา: ติดตามครอบครัว (ครบกำหนดใหม่ 24 พ.ย. พ.ศ. 2569 23:10) (เหตุผล: ไม่ทราบที่อยู่ครอบครัว)',
  ],
  [
    'clock-end-overtaken',
    { clock: 'family-tracing', due },
    'The end no longer counts: Family traced (was due 24 Nov 2569 BE, 23:10), because more time had been granted before it.',
    'การหมดเวลาไม่มีผลแล้ว: ติดตามครอบครัว (ครบกำหนดเดิม 24 พ.ย. พ.ศ. 2569 23:10) เพราะอนุญาตให้ขยายเวลาก่อนครบกำหนด',
  ],
  ['custody-started', {}, 'Temporary protection under s.29 started.', 'เริ่มคุ้มครองชั่วคราวตามมาตรา 29'],
  [
    'custody-ended',
    { outcome: 'release' },
    'Temporary protection under s.29 ended (result: release).',
    'การคุ้มครองชั่วคราวตามมาตรา 29 สิ้นสุดแล้ว (ผล: ให้กลับ)',
  ],
  [
    'must-decide',
    { clock: 'nrm-reflection' },
    'Time ran out and somebody must decide: Recovery and reflection, 45 days (NRM).',
    'หมดเวลาแล้ว ต้องมีผู้ตัดสิน: ระยะฟื้นฟูและไตร่ตรอง 45 วัน (NRM)',
  ],
  [
    'screening-decided',
    { task: 'decide-screening', outcome: 'indication' },
    'Screening decided: indication.',
    'ผลการคัดกรอง: พบข้อบ่งชี้',
  ],
  [
    'finding-recorded',
    { task: 'mdt-finding', outcome: 'victim-s6-1' },
    'Finding of the multidisciplinary team: victim, s.6/1 (forced labour).',
    'ผลการคัดแยกของทีมสหวิชาชีพ: ผู้เสียหาย ม.6/1 (แรงงานบังคับ)',
  ],
  [
    'referral-sent',
    { service: 'legal-aid', receiver: 'ngo-a' },
    'Referral sent: legal aid (to ngo-a).',
    'ส่งต่อเพื่อขอบริการ: ความช่วยเหลือทางกฎหมาย (ถึง ngo-a)',
  ],
  [
    'referral-accepted',
    { task: 'answer-referral', outcome: 'accepted', service: 'fund', receiver: 'psdhs-a' },
    'Referral accepted: money from the Fund (by psdhs-a).',
    'หน่วยรับส่งต่อตอบรับ: เงินกองทุน (โดย psdhs-a)',
  ],
  [
    'referral-declined',
    { service: 'home-assessment', receiver: 'ngo-a' },
    'Referral declined: assessment of the home (by ngo-a).',
    'หน่วยรับส่งต่อไม่รับ: การประเมินบ้านและชุมชน (โดย ngo-a)',
  ],
  [
    'referral-rerouted',
    { service: 'medical', receiver: 'hospital-b' },
    'Referral re-routed: medical care (to hospital-b).',
    'ส่งต่อหน่วยอื่นแทน: การรักษาพยาบาล (ถึง hospital-b)',
  ],
  [
    'referral-withdrawn',
    { service: 'medical' },
    'Consent withdrawn, sharing stopped: medical care.',
    'ถอนความยินยอมแล้ว หยุดส่งข้อมูล: การรักษาพยาบาล',
  ],
  [
    'consent-withdrawn',
    { task: 'withdraw-consent', outcome: 'sharing' },
    'Consent withdrawn: sharing with services.',
    'ถอนความยินยอม: การส่งข้อมูลให้หน่วยบริการ',
  ],
  [
    'track-started',
    { task: 'follow-justice-case' },
    'Parallel track started: Follow the justice case.',
    'เริ่มงานคู่ขนาน: ติดตามคดี',
  ],
  [
    'wait-held',
    { due },
    'Said to wait rightly until 24 Nov 2569 BE, 23:10.',
    'ถือว่ารอโดยชอบจนถึง 24 พ.ย. พ.ศ. 2569 23:10',
  ],
  ['case-nudged', {}, 'Whoever can unblock the case was reminded.', 'เตือนผู้รับผิดชอบให้ดำเนินการ'],
  ['case-escalated', {}, 'Supervisors were told that the case does not move.', 'แจ้งหัวหน้างานว่าเคสติดขัด'],
  [
    'policy-changed',
    { from: 'one', to: 'two' },
    'The policy of the case was changed from one to two.',
    'เปลี่ยนนโยบายของเคสจาก one เป็น two',
  ],
  [
    'clock-moved',
    { clock: 's29-custody', due },
    'The policy moved a clock: Temporary protection, 24 hours (s.29) (now due 24 Nov 2569 BE, 23:10).',
    'กำหนดเวลาเปลี่ยนตามนโยบาย: คุ้มครองชั่วคราว 24 ชั่วโมง (ม.29) (ครบกำหนดใหม่ 24 พ.ย. พ.ศ. 2569 23:10)',
  ],
  ['process-started', {}, 'A new process of the case started.', 'เริ่มกระบวนการใหม่ของเคส'],
  ['case-closed', { outcome: 'not-found' }, 'Case closed: not found.', 'ปิดเคส: ไม่พบตัว'],
  ['case-reopened', {}, 'The case was re-opened because new facts came.', 'เปิดเคสอีกครั้ง เพราะมีข้อเท็จจริงใหม่'],
  [
    'exit-recorded',
    { task: 'record-exit', outcome: 'left' },
    'Exit recorded: left.',
    'บันทึกการออกจากกระบวนการ: ออกไปเอง',
  ],
  ['task-assigned', { task: 'trace-family' }, 'Task assigned: Trace the family.', 'มอบหมายงาน: ติดตามครอบครัว'],
  [
    'workflow-rebuilt',
    {},
    'The system rebuilt the process of the case from its record.',
    'ระบบสร้างกระบวนการของเคสขึ้นใหม่จากบันทึก',
  ],
];

describe('a sentence of the timeline', () => {
  it.each(TABLE)('says plainly what happened: %s', (kind, params, en, th) => {
    expect([sentenceOf(kind, params, 'en'), sentenceOf(kind, params, 'th')]).toEqual([en, th]);
  });

  it('is there for every kind', () => {
    expect(new Set(TABLE.map(([kind]) => kind))).toEqual(new Set(TIMELINE_KINDS));
  });

  it.each(TIMELINE_KINDS)('has no hole when the record lacks its params: %s', (kind) => {
    for (const language of ['th', 'en'] as const) {
      for (const params of [{}, { due: null, late: null, receiver: null } as unknown as Params]) {
        const sentence = sentenceOf(kind, params, language);
        expect(sentence).not.toMatch(/[{}]| {2}|:\.?$|\s[.,)]|\(\s*\)|undefined|null|NaN/);
        expect(sentence).toMatch(language === 'th' ? /[\u0E01-\u0E5B]/ : /^[A-Z].+\.$/);
      }
    }
  });

  it('keeps an unknown code as it is', () => {
    expect(sentenceOf('task-opened', { task: 'old-task' }, 'th')).toBe('เปิดงานใหม่: old-task');
    expect(sentenceOf('task-completed', { task: 'old-task', outcome: 'Odd-one' }, 'en')).toBe(
      'Completed: old-task (result: Odd-one).',
    );
    expect(sentenceOf('clock-started', { clock: 'toString', due: 'soon' }, 'en')).toBe(
      'Clock started: toString (due soon).',
    );
  });
});
