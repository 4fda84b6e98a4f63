import type { ChoiceKind, CustodyState, Finding, Route, ScreeningOutcome } from '../case-codes.js';
import type { ClockKey } from '../clock.js';
import type { BilingualText } from '../policy.js';
import type { Role } from '../roles.js';
import type { CaseOutcome, Stage } from '../stages.js';
import type { TaskKey } from '../task-keys.js';

/** The stages as people name them (GUIDE §2). */
export const STAGE_LABELS = {
  report: { th: 'รับแจ้งเหตุ', en: 'Report' },
  reception: { th: 'รับกลับจากต่างประเทศ', en: 'Reception from abroad' },
  'preliminary-screening': { th: 'คัดกรองเบื้องต้น', en: 'Preliminary screening' },
  'temporary-protection': { th: 'คุ้มครองชั่วคราว (ม.29)', en: 'Temporary protection (s.29)' },
  'recovery-reflection': { th: 'ฟื้นฟูและไตร่ตรอง', en: 'Recovery and reflection' },
  'formal-identification': { th: 'คัดแยกโดยทีมสหวิชาชีพ', en: 'Formal identification' },
  'rights-and-choices': { th: 'สิทธิและทางเลือก', en: 'Rights and choices' },
  assistance: { th: 'คุ้มครองสวัสดิภาพ (ม.33)', en: 'Assistance and protection (s.33)' },
  return: { th: 'ส่งกลับ (ม.38, ม.39)', en: 'Return (s.38, s.39)' },
  reintegration: { th: 'คืนสู่สังคม', en: 'Reintegration' },
  'follow-up': { th: 'ติดตามผล', en: 'Follow-up' },
  closure: { th: 'ปิดเคส', en: 'Closure' },
  closed: { th: 'ปิดแล้ว', en: 'Closed' },
} as const satisfies Readonly<Record<Stage, BilingualText>>;

/** Who acts (GUIDE §5). */
export const ROLE_LABELS = {
  'police-officer': { th: 'เจ้าหน้าที่ตำรวจ', en: 'Police officer' },
  'consular-officer': { th: 'เจ้าหน้าที่กงสุล', en: 'Consular officer' },
  'hotline-officer': { th: 'เจ้าหน้าที่สายด่วน 1300', en: 'Hotline officer (1300)' },
  'labour-inspector': { th: 'พนักงานตรวจแรงงาน', en: 'Labour inspector' },
  'social-worker': { th: 'นักสังคมสงเคราะห์', en: 'Social worker' },
  supervisor: { th: 'หัวหน้างาน', en: 'Supervisor' },
  'mdt-chair': { th: 'ประธานทีมสหวิชาชีพ', en: 'Chair of the multidisciplinary team' },
  'mdt-member': { th: 'ทีมสหวิชาชีพ', en: 'Member of the multidisciplinary team' },
  'shelter-staff': { th: 'เจ้าหน้าที่สถานคุ้มครอง', en: 'Shelter staff' },
  'ngo-worker': { th: 'เจ้าหน้าที่องค์กรพัฒนาเอกชน', en: 'NGO worker' },
  administrator: { th: 'ผู้ดูแลระบบ', en: 'Administrator' },
  auditor: { th: 'ผู้ตรวจสอบ', en: 'Auditor' },
} as const satisfies Readonly<Record<Role, BilingualText>>;

/** The clocks; the titles of the policy in force say the same (held by the spec). */
export const CLOCK_LABELS = {
  's29-custody': { th: 'คุ้มครองชั่วคราว 24 ชั่วโมง (ม.29)', en: 'Temporary protection, 24 hours (s.29)' },
  's29-court-extension': {
    th: 'ขยายการคุ้มครองชั่วคราวโดยคำสั่งศาล (ม.29)',
    en: 'Temporary protection extended by the court (s.29)',
  },
  's29-notify': { th: 'แจ้งผู้บังคับบัญชาหรือหน่วยเหนือ (ม.29)', en: 'Superior authority notified (s.29)' },
  'nrm-before-interview': { th: 'สัมภาษณ์คัดแยกภายใน 15 วัน (NRM)', en: 'Identification interview within 15 days (NRM)' },
  'nrm-reflection': { th: 'ระยะฟื้นฟูและไตร่ตรอง 45 วัน (NRM)', en: 'Recovery and reflection, 45 days (NRM)' },
  'rights-assistance': { th: 'แจ้งสิทธิและกรอบเวลา (ม.33)', en: 'Rights and timeframes told (s.33)' },
  'rights-compensation': { th: 'แจ้งสิทธิเรียกค่าสินไหมทดแทน (ม.34)', en: 'Right to compensation told (s.34)' },
  'referral-response': { th: 'หน่วยรับส่งต่อตอบรับ', en: 'Referral answered' },
  'mdt-result': { th: 'ผลการคัดแยกเป็นหนังสือ', en: 'Written result of the identification' },
  'mdt-reconvene': { th: 'นัดประชุมทีมสหวิชาชีพอีกครั้ง', en: 'The team is convened again' },
  'liaison-response': { th: 'หน่วยงานคู่ประสานตอบ', en: 'Partner agency answers' },
  'family-tracing': { th: 'ติดตามครอบครัว', en: 'Family traced' },
  'stay-permit': { th: 'อนุญาตให้อยู่และทำงาน (ม.37)', en: 'Permission to stay and work (s.37)' },
  'case-management-meeting': { th: 'ประชุมจัดการรายกรณีทวิภาคี', en: 'Bilateral case management meeting' },
  'follow-up': { th: 'เยี่ยมติดตามผล', en: 'Follow-up visit' },
} as const satisfies Readonly<Record<ClockKey, BilingualText>>;

/** The human steps; a form has the title of its task (held by the spec). */
export const TASK_LABELS = {
  'triage-report': { th: 'พิจารณารับแจ้งเหตุ', en: 'Triage the report' },
  'rescue-person': { th: 'ช่วยเหลือออกจากสถานที่', en: 'Rescue the person' },
  'plan-reception': { th: 'วางแผนรับกลับประเทศ', en: 'Plan the reception' },
  'receive-at-airport': { th: 'รับตัวที่สนามบิน', en: 'Receive at the airport' },
  'tell-rights': { th: 'แจ้งสิทธิและกรอบเวลา (ม.33)', en: 'Tell the rights and timeframes (s.33)' },
  'arrange-interpreter': { th: 'จัดหาล่าม', en: 'Arrange an interpreter' },
  'ask-consent': { th: 'ขอความยินยอม', en: 'Ask for consent' },
  'health-and-safety-check': { th: 'ตรวจสุขภาพและความปลอดภัยเบื้องต้น', en: 'Health and safety check' },
  'labour-screening': { th: 'คัดกรองด้านแรงงาน (รบ.1)', en: 'Labour screening (รบ.1)' },
  'screening-interview': { th: 'สัมภาษณ์คัดกรองเบื้องต้น', en: 'Screening interview' },
  'second-read-screening': { th: 'อ่านทวนผลคัดกรองโดยคนที่สอง', en: 'Second reading of the screening' },
  'decide-screening': { th: 'ตัดสินผลคัดกรองเบื้องต้น', en: 'Decide the screening' },
  'admit-to-protection': { th: 'รับเข้าคุ้มครองชั่วคราว (ม.29)', en: 'Admit to temporary protection (s.29)' },
  'notify-superior': { th: 'แจ้งผู้บังคับบัญชาหรือหน่วยเหนือ (ม.29)', en: 'Notify the superior authority (s.29)' },
  'decide-custody': { th: 'ตัดสินเรื่องการคุ้มครองชั่วคราว', en: 'Decide the temporary protection' },
  'record-court-order': { th: 'บันทึกคำสั่งศาล (ม.29)', en: 'Record the court order (s.29)' },
  'offer-reflection': { th: 'เสนอระยะฟื้นฟูและไตร่ตรอง', en: 'Offer recovery and reflection' },
  'health-and-safety-plan': { th: 'แผนสุขภาพและความปลอดภัย', en: 'Health and safety plan' },
  'decide-readiness': { th: 'ประเมินความพร้อมก่อนสัมภาษณ์', en: 'Decide readiness' },
  'convene-mdt': { th: 'นัดประชุมทีมสหวิชาชีพ', en: 'Convene the multidisciplinary team' },
  'mdt-interview': { th: 'สัมภาษณ์โดยทีมสหวิชาชีพ', en: 'Interview by the team' },
  'give-mdt-opinion': { th: 'ความเห็นของผู้ร่วมทีม', en: 'Opinion of a member of the team' },
  'mdt-finding': { th: 'ผลการคัดแยกของทีมสหวิชาชีพ', en: 'Finding of the team' },
  'tell-negative-result': { th: 'แจ้งผลที่ไม่เข้าเกณฑ์', en: 'Tell the negative result' },
  'tell-rights-s34': { th: 'แจ้งสิทธิเรียกค่าสินไหมทดแทน (ม.34)', en: 'Tell the right to compensation (s.34)' },
  'tell-rights-s41': { th: 'แจ้งการไม่ถูกลงโทษ (ม.41)', en: 'Tell the protection from punishment (s.41)' },
  'flag-to-prosecutor': { th: 'แจ้งอัยการเรื่องถูกบังคับให้กระทำผิด', en: 'Flag forced criminality to the prosecutor' },
  'record-choices': { th: 'บันทึกทางเลือกของเจ้าตัว', en: 'Record the choices' },
  'assess-needs': { th: 'ประเมินความต้องการ', en: 'Assess the needs' },
  'match-shelter': { th: 'จัดหาสถานคุ้มครอง', en: 'Match a shelter' },
  'request-fund': { th: 'ขอเงินกองทุน', en: 'Request money from the Fund' },
  'decide-assistance': { th: 'ตัดสินแนวทางช่วยเหลือ', en: 'Decide the way of assistance' },
  'answer-referral': { th: 'ตอบรับการส่งต่อ', en: 'Answer the referral' },
  'reroute-referral': { th: 'ส่งต่อหน่วยอื่น', en: 'Re-route the referral' },
  'assess-home': { th: 'ประเมินบ้านและชุมชน', en: 'Assess the home' },
  'return-home': { th: 'ส่งกลับบ้าน (ม.39)', en: 'Return home (s.39)' },
  'prove-nationality': { th: 'พิสูจน์สัญชาติ', en: 'Prove the nationality' },
  'trace-family': { th: 'ติดตามครอบครัว', en: 'Trace the family' },
  'assess-return-risk': { th: 'ประเมินความเสี่ยงในการส่งกลับ (ม.38)', en: 'Assess the risk of return (s.38)' },
  'arrange-travel-document': { th: 'จัดทำเอกสารเดินทาง', en: 'Arrange the travel document' },
  'hand-over': { th: 'ส่งมอบตัว (ม.38)', en: 'Hand over (s.38)' },
  'plan-reintegration': { th: 'แผนคืนสู่สังคม', en: 'Plan the reintegration' },
  'follow-up-visit': { th: 'เยี่ยมติดตามผล', en: 'Follow-up visit' },
  'case-management-meeting': { th: 'ประชุมจัดการรายกรณีทวิภาคี', en: 'Bilateral case management meeting' },
  'follow-justice-case': { th: 'ติดตามคดี', en: 'Follow the justice case' },
  'claim-compensation': { th: 'เรียกค่าสินไหมทดแทน', en: 'Claim compensation' },
  'permit-to-stay': { th: 'อนุญาตให้อยู่และทำงาน (ม.37)', en: 'Permission to stay and work (s.37)' },
  'propose-closure': { th: 'เสนอปิดเคส', en: 'Propose the closure' },
  'approve-closure': { th: 'อนุมัติปิดเคส', en: 'Approve the closure' },
  'must-decide': { th: 'ครบกำหนดแล้ว ต้องตัดสิน', en: 'Time is up: decide' },
  'record-exit': { th: 'บันทึกการออกจากกระบวนการ', en: 'Record an exit' },
  'record-new-facts': { th: 'บันทึกข้อเท็จจริงใหม่', en: 'Record new facts' },
  'revise-choices': { th: 'เปลี่ยนทางเลือก', en: 'Revise the choices' },
  'withdraw-consent': { th: 'ถอนความยินยอม', en: 'Withdraw consent' },
  'ask-partner-agency': { th: 'สอบถามหน่วยงานคู่ประสาน', en: 'Ask a partner agency' },
  'record-partner-answer': { th: 'บันทึกคำตอบของหน่วยงานคู่ประสาน', en: "Record the partner's answer" },
} as const satisfies Readonly<Record<TaskKey, BilingualText>>;

/** By which way a case came. */
export const ROUTE_LABELS = {
  domestic: { th: 'พบในประเทศไทย', en: 'Found in Thailand' },
  'rescued-abroad': { th: 'คนไทยที่ได้รับการช่วยเหลือจากต่างประเทศ', en: 'Thai rescued abroad' },
  labour: { th: 'พบจากการตรวจแรงงาน (รบ.1)', en: 'Labour route (รบ.1)' },
} as const satisfies Readonly<Record<Route, BilingualText>>;

/** Where protection under s.29 stands. */
export const CUSTODY_LABELS = {
  none: { th: 'ไม่ได้อยู่ในการคุ้มครองชั่วคราว', en: 'Not in temporary protection' },
  running: { th: 'อยู่ในช่วง 24 ชั่วโมงแรก', en: 'In the first 24 hours' },
  petitioned: { th: 'ยื่นคำร้องต่อศาลแล้ว', en: 'The court has been petitioned' },
  'court-extended': { th: 'ศาลอนุญาตให้ขยาย', en: 'Extended by the court' },
  ended: { th: 'การคุ้มครองชั่วคราวสิ้นสุดแล้ว', en: 'Temporary protection has ended' },
} as const satisfies Readonly<Record<CustodyState, BilingualText>>;

/** What the person chooses, each apart from the others. */
export const CHOICE_LABELS = {
  shelter: { th: 'พักในสถานคุ้มครอง', en: 'Stay in a shelter' },
  counselling: { th: 'รับคำปรึกษา', en: 'Counselling' },
  cooperation: { th: 'ให้ความร่วมมือในคดี', en: 'Cooperation in the case' },
  compensation: { th: 'เรียกค่าสินไหมทดแทน', en: 'Compensation' },
  return: { th: 'เดินทางกลับ', en: 'Return' },
} as const satisfies Readonly<Record<ChoiceKind, BilingualText>>;

/** Outcomes of the preliminary screening. The standard is reasonable grounds (มีเหตุอันควรเชื่อ). */
export const SCREENING_LABELS = {
  indication: { th: 'พบข้อบ่งชี้', en: 'Indication' },
  'no-indication': { th: 'ไม่พบข้อบ่งชี้', en: 'No indication' },
  'cannot-tell-yet': { th: 'ยังบอกไม่ได้', en: 'Cannot tell yet' },
} as const satisfies Readonly<Record<ScreeningOutcome, BilingualText>>;

/** Findings of the multidisciplinary team. */
export const FINDING_LABELS = {
  'victim-s6': { th: 'ผู้เสียหาย ม.6 (ค้ามนุษย์)', en: 'Victim, s.6 (trafficking)' },
  'victim-s6-1': { th: 'ผู้เสียหาย ม.6/1 (แรงงานบังคับ)', en: 'Victim, s.6/1 (forced labour)' },
  'other-labour-violation': { th: 'ผิดกฎหมายแรงงานอื่น', en: 'Other labour violation' },
  'not-a-victim': { th: 'ไม่เป็นผู้เสียหาย', en: 'Not a victim' },
  'more-time': { th: 'ขอเวลาเพิ่ม', en: 'More time' },
} as const satisfies Readonly<Record<Finding, BilingualText>>;

/** How a case can end. */
export const CASE_OUTCOME_LABELS = {
  reintegrated: { th: 'คืนสู่สังคมแล้ว', en: 'Reintegrated' },
  'not-a-victim': { th: 'ไม่เป็นผู้เสียหาย', en: 'Not a victim' },
  'other-labour-violation': { th: 'ผิดกฎหมายแรงงานอื่น', en: 'Other labour violation' },
  withdrew: { th: 'ขอถอนตัว', en: 'Withdrew' },
  left: { th: 'ออกไปเอง', en: 'Left' },
  deceased: { th: 'เสียชีวิต', en: 'Deceased' },
  duplicate: { th: 'เคสซ้ำ', en: 'Duplicate' },
  'out-of-scope': { th: 'ไม่อยู่ในขอบเขต', en: 'Out of scope' },
  'did-not-arrive': { th: 'ไม่ได้เดินทางมาถึง', en: 'Did not arrive' },
  'not-found': { th: 'ไม่พบตัว', en: 'Not found' },
} as const satisfies Readonly<Record<CaseOutcome, BilingualText>>;

/** The services that a referral can ask for. */
export const SERVICE_LABELS = {
  shelter: { th: 'ที่พักในสถานคุ้มครอง', en: 'Shelter' },
  counselling: { th: 'การให้คำปรึกษา', en: 'Counselling' },
  'legal-aid': { th: 'ความช่วยเหลือทางกฎหมาย', en: 'Legal aid' },
  medical: { th: 'การรักษาพยาบาล', en: 'Medical care' },
  fund: { th: 'เงินกองทุน', en: 'Money from the Fund' },
  education: { th: 'การศึกษา', en: 'Education' },
  'job-placement': { th: 'การจัดหางาน', en: 'Job placement' },
  interpreter: { th: 'ล่าม', en: 'An interpreter' },
  'home-assessment': { th: 'การประเมินบ้านและชุมชน', en: 'Assessment of the home' },
} as const satisfies Readonly<Record<string, BilingualText>>;

/** Grounds of an extension; the policy folder says the same (held by the spec). */
export const GROUND_LABELS = {
  health: { th: 'สุขภาพยังไม่พร้อม', en: 'Health does not allow it yet' },
  child: { th: 'เป็นเด็ก ต้องใช้เวลามากกว่า', en: 'A child, who needs more time' },
  safety: { th: 'ความปลอดภัย', en: 'Safety' },
  interpreter: { th: 'ยังไม่มีล่าม', en: 'No interpreter yet' },
  'team-not-complete': { th: 'ทีมสหวิชาชีพยังไม่ครบ', en: 'The team is not complete' },
  'person-asks': { th: 'เจ้าตัวขอเวลา', en: 'The person asks for time' },
  'guardian-awaited': { th: 'รอผู้ปกครอง', en: 'Guardian awaited' },
  'receiver-needs-documents': { th: 'หน่วยรับขอเอกสารเพิ่ม', en: 'The receiver needs documents' },
  'evidence-awaited': { th: 'รอพยานหลักฐาน', en: 'Evidence awaited' },
  'partner-asked-for-time': { th: 'หน่วยงานคู่ประสานขอเวลา', en: 'The partner asked for time' },
  translation: { th: 'รอแปลเอกสาร', en: 'Translation' },
  'holiday-abroad': { th: 'วันหยุดของหน่วยงานต่างประเทศ', en: 'Public holiday abroad' },
  'origin-authority-awaited': { th: 'รอหน่วยงานประเทศต้นทาง', en: 'Authority of the country of origin awaited' },
  'address-unknown': { th: 'ไม่ทราบที่อยู่ครอบครัว', en: 'Address unknown' },
  'area-not-reachable': { th: 'เข้าพื้นที่ไม่ได้', en: 'The area cannot be reached' },
  'court-case-open': { th: 'คดียังไม่สิ้นสุด', en: 'The court case is still open' },
  treatment: { th: 'ยังรักษาตัวอยู่', en: 'Still in treatment' },
  'return-not-safe': { th: 'กลับไปแล้วไม่ปลอดภัย', en: 'Return is not safe' },
  'wage-claim-open': { th: 'ยังเรียกร้องค่าจ้างอยู่', en: 'The wage claim is still open' },
} as const satisfies Readonly<Record<string, BilingualText>>;

/** Every outcome of a task, and why a clock stopped. Outcomes that mean another thing in one task are told apart below. */
export const OUTCOME_LABELS = {
  ...CASE_OUTCOME_LABELS,
  ...FINDING_LABELS,
  ...SCREENING_LABELS,
  accept: { th: 'รับเป็นเคส', en: 'Accept as a case' },
  'rescue-first': { th: 'ต้องช่วยเหลือออกมาก่อน', en: 'A rescue comes first' },
  rescued: { th: 'ช่วยออกมาได้', en: 'Rescued' },
  planned: { th: 'วางแผนแล้ว', en: 'Planned' },
  received: { th: 'รับตัวแล้ว', en: 'Received' },
  told: { th: 'แจ้งแล้ว', en: 'Told' },
  'rights-told': { th: 'แจ้งสิทธิแล้ว', en: 'Rights told' },
  present: { th: 'มีล่ามแล้ว', en: 'An interpreter is present' },
  booked: { th: 'นัดไว้แล้ว', en: 'Booked' },
  confirmed: { th: 'ยืนยัน', en: 'Confirmed' },
  'sent-back': { th: 'ส่งกลับให้พิจารณาใหม่', en: 'Sent back' },
  'to-be-continued': { th: 'ยังไม่จบ จะทำต่อ', en: 'To be continued' },
  'not-available': { th: 'ยังหาล่ามไม่ได้', en: 'None available' },
  given: { th: 'ยินยอม', en: 'Consent given' },
  'guardian-pending': { th: 'รอผู้ปกครอง', en: 'Waiting for the guardian' },
  checked: { th: 'ตรวจแล้ว', en: 'Checked' },
  recorded: { th: 'บันทึกแล้ว', en: 'Recorded' },
  held: { th: 'ประชุมแล้ว', en: 'Held' },
  'interview-held': { th: 'สัมภาษณ์แล้ว', en: 'Interview held' },
  admitted: { th: 'รับเข้าคุ้มครอง', en: 'Admitted' },
  'not-needed': { th: 'ไม่จำเป็น', en: 'Not needed' },
  notified: { th: 'แจ้งแล้ว', en: 'Notified' },
  release: { th: 'ให้กลับ', en: 'Release' },
  'petition-court': { th: 'ยื่นคำร้องต่อศาล', en: 'Petition the court' },
  'consent-based-stay': { th: 'อยู่ต่อโดยยินยอม', en: 'Stay by consent' },
  granted: { th: 'อนุญาต', en: 'Granted' },
  refused: { th: 'ไม่อนุญาต', en: 'Refused' },
  accepted: { th: 'รับ', en: 'Accepted' },
  declined: { th: 'ไม่รับ', en: 'Declined' },
  waived: { th: 'ไม่รับ', en: 'Waived' },
  ready: { th: 'พร้อม', en: 'Ready' },
  'not-ready': { th: 'ยังไม่พร้อม', en: 'Not ready' },
  convened: { th: 'นัดประชุมแล้ว', en: 'Convened' },
  recused: { th: 'ถอนตัวเพราะมีส่วนได้เสีย', en: 'Recused: conflict of interest' },
  'not-given': { th: 'ไม่ได้ให้ความเห็น', en: 'No opinion given' },
  'quorum-not-reached': { th: 'องค์ประชุมไม่ครบ', en: 'Quorum not reached' },
  flagged: { th: 'แจ้งอัยการแล้ว', en: 'Flagged' },
  revised: { th: 'เปลี่ยนแล้ว', en: 'Revised' },
  assessed: { th: 'ประเมินแล้ว', en: 'Assessed' },
  matched: { th: 'ได้ที่พักที่เหมาะสม', en: 'Matched' },
  'no-place': { th: 'ยังไม่มีที่ว่าง', en: 'No place' },
  requested: { th: 'ยื่นคำขอแล้ว', en: 'Requested' },
  return: { th: 'เดินทางกลับ', en: 'Return' },
  stay: { th: 'อยู่ต่อในประเทศไทยหรือที่เดิม', en: 'Stay' },
  rerouted: { th: 'ส่งต่อหน่วยอื่นแล้ว', en: 'Re-routed' },
  'no-longer-needed': { th: 'ไม่จำเป็นแล้ว', en: 'No longer needed' },
  safe: { th: 'ปลอดภัย', en: 'Safe' },
  'not-safe': { th: 'ไม่ปลอดภัย', en: 'Not safe' },
  returned: { th: 'ถึงบ้านแล้ว', en: 'Returned' },
  'not-returned': { th: 'ไม่ได้กลับ', en: 'Not returned' },
  proven: { th: 'พิสูจน์ได้', en: 'Proven' },
  'not-proven': { th: 'ยังพิสูจน์ไม่ได้', en: 'Not proven' },
  found: { th: 'พบแล้ว', en: 'Found' },
  issued: { th: 'ออกเอกสารแล้ว', en: 'Issued' },
  'handed-over': { th: 'ส่งมอบแล้ว', en: 'Handed over' },
  'not-handed-over': { th: 'ไม่ได้ส่งมอบ', en: 'Not handed over' },
  continue: { th: 'ติดตามต่อ', en: 'Continue' },
  reopen: { th: 'เปิดการคัดกรองใหม่', en: 'Re-open' },
  progress: { th: 'มีความคืบหน้า', en: 'Progress' },
  ended: { th: 'สิ้นสุดแล้ว', en: 'Ended' },
  approved: { th: 'อนุมัติ', en: 'Approved' },
  rejected: { th: 'ไม่อนุมัติ', en: 'Rejected' },
  decided: { th: 'ตัดสินแล้ว', en: 'Decided' },
  asked: { th: 'สอบถามแล้ว', en: 'Asked' },
  answered: { th: 'ได้คำตอบ', en: 'Answered' },
  'not-answered': { th: 'ไม่ได้คำตอบ', en: 'Not answered' },
  'task-cancelled': { th: 'ยกเลิกงาน', en: 'The task was cancelled' },
  'case-closing': { th: 'กำลังปิดเคส', en: 'The case is being closed' },
} as const satisfies Readonly<Record<CaseOutcome | Finding | ScreeningOutcome, BilingualText>> &
  Readonly<Record<string, BilingualText>>;

/** Where one code means another thing in one task, the words of that task. */
export const OUTCOME_LABELS_OF_TASK: Readonly<Partial<Record<TaskKey, Readonly<Record<string, BilingualText>>>>> = {
  'triage-report': {
    duplicate: { th: 'แจ้งซ้ำกับเคสเดิม', en: 'Duplicate of a known case' },
  },
  'ask-consent': {
    refused: { th: 'ไม่ยินยอม', en: 'Consent refused' },
  },
  'withdraw-consent': {
    interview: { th: 'การสัมภาษณ์', en: 'The interview' },
    sharing: { th: 'การส่งข้อมูลให้หน่วยบริการ', en: 'Sharing with services' },
    all: { th: 'ทั้งหมด', en: 'All of it' },
  },
  'screening-interview': {
    held: { th: 'สัมภาษณ์แล้ว', en: 'Interview held' },
  },
  'mdt-interview': {
    held: { th: 'สัมภาษณ์แล้ว', en: 'Interview held' },
  },
  'give-mdt-opinion': {
    given: { th: 'ให้ความเห็นแล้ว', en: 'Opinion given' },
  },
  'record-court-order': {
    granted: { th: 'อนุญาตให้ขยาย', en: 'Extension granted' },
    refused: { th: 'ยกคำร้อง', en: 'Petition refused' },
  },
  'request-fund': {
    'not-needed': { th: 'ไม่ต้องขอ', en: 'Not needed' },
  },
  'trace-family': {
    found: { th: 'พบครอบครัว', en: 'Family found' },
    'not-found': { th: 'ไม่พบครอบครัว', en: 'Family not found' },
  },
};

/** The word for an outcome in the task that brought it; an unknown code stands for itself. */
export function outcomeLabel(task: string, outcome: string): BilingualText {
  const ofTask = labelOf(OUTCOME_LABELS_OF_TASK, task);
  return (ofTask && labelOf(ofTask, outcome)) ?? labelOf(OUTCOME_LABELS, outcome) ?? { th: outcome, en: outcome };
}

/** `undefined` for a code that the list does not know: records outlive the lists that wrote them. */
export function labelOf<T>(labels: Readonly<Partial<Record<string, T>>>, code: string): T | undefined {
  return Object.hasOwn(labels, code) ? labels[code] : undefined;
}
