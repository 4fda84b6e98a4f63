import { COURT_EXTENSION_DAYS } from '../custody.js';
import type { ErrorCode } from '../errors.js';
import type { BilingualText } from '../policy.js';
import { ACCOUNT_ERROR_TEXTS } from './account-error-texts.js';
import { DOCUMENT_ERROR_TEXTS } from './document-error-texts.js';
import { STUCK_ERROR_TEXTS } from './stuck-error-texts.js';
import { NOTICE_ERROR_TEXTS } from './notice-error-texts.js';
import { PRIVACY_ERROR_TEXTS } from './privacy-error-texts.js';
import { FORM_ERROR_TEXTS } from './error-texts.forms.js';
import { MDT_ERROR_TEXTS } from './error-texts.mdt.js';

export { fillIn } from './fill-in.js';

export interface ErrorText {
  readonly title: BilingualText;
  /** What is wrong, and what to do next. Shown for a whole problem and beside a single field. */
  readonly detail: BilingualText;
}

/** What people read when the software refuses. The compiler asks for words when a code is added. */
export const ERROR_TEXTS = {
  ...FORM_ERROR_TEXTS,
  ...MDT_ERROR_TEXTS,
  'answers-invalid': {
    title: { th: 'คำตอบยังไม่ถูกต้อง', en: 'Some answers are not valid' },
    detail: {
      th: 'มีคำตอบที่ยังไม่ครบหรือไม่ถูกต้อง แก้ไขช่องที่มีเครื่องหมายแล้วส่งใหม่',
      en: 'Some answers are missing or not valid. Correct the marked fields and send again.',
    },
  },
  'bed-in-a-cell-refused': {
    title: { th: 'ห้ามใช้ห้องขังหรือสถานกักตัว', en: 'A cell is not a place of protection' },
    detail: {
      th: 'มาตรา 29 ไม่ให้คุ้มครองบุคคลในห้องขัง สถานกักตัวคนเข้าเมือง หรือเรือนจำ เลือกบ้านพักเด็กและครอบครัว สถานคุ้มครอง โรงพยาบาล หรือสถานที่ปลอดภัยอื่น',
      en: 's.29 does not allow a person to be protected in a police cell, immigration detention or prison. Choose a children-and-family home, a shelter, a hospital or another safe place.',
    },
  },
  'birth-date-in-the-future': {
    title: { th: 'วันเกิดอยู่ในอนาคต', en: 'The birth date is in the future' },
    detail: {
      th: 'วันเกิดเป็นวันที่ยังมาไม่ถึง ตรวจปี พ.ศ. หรือ ค.ศ. แล้วแก้ไข ถ้าไม่ทราบวันเกิดให้เว้นว่างและบันทึกว่าไม่แน่ใจเรื่องอายุ',
      en: 'The birth date has not come yet. Check whether the year is B.E. or C.E. and correct it; if the date is not known, leave it empty and record the age as unsure.',
    },
  },
  'case-closed': {
    title: { th: 'เคสปิดแล้ว', en: 'The case is closed' },
    detail: {
      th: 'เคสนี้ปิดแล้วจึงทำขั้นตอนนี้ไม่ได้ ถ้ามีข้อเท็จจริงใหม่ ให้บันทึกข้อเท็จจริงใหม่เพื่อเปิดการคัดกรองอีกครั้ง',
      en: 'This case is closed, so this step is not possible. When there are new facts, record them: the screening then opens again.',
    },
  },
  'case-not-found': {
    title: { th: 'ไม่พบเคส', en: 'Case not found' },
    detail: {
      th: 'ไม่มีเคสนี้ หรือท่านไม่มีสิทธิดู ตรวจเลขเคส หรือขอให้ผู้ดูแลเคสให้สิทธิท่าน',
      en: 'There is no such case, or you may not see it. Check the case number, or ask the person in charge of the case for access.',
    },
  },
  'case-not-closed': {
    title: { th: 'เคสยังไม่ปิด', en: 'The case is still open' },
    detail: {
      th: 'ขั้นตอนนี้ใช้กับเคสที่ปิดแล้วเท่านั้น เคสนี้ยังเปิดอยู่ ทำงานต่อในเคสได้เลย',
      en: 'This step is only for a closed case. This one is still open: go on working in it.',
    },
  },
  'clock-already-ended': {
    title: { th: 'ครบกำหนดไปแล้ว', en: 'The time has already run out' },
    detail: {
      th: 'เวลาที่อนุญาตอยู่หลังครบกำหนดแล้วจึงขยายไม่ได้ ให้ผู้มีหน้าที่ตัดสินทันทีในงานที่เปิดอยู่ หากอนุญาตไว้ก่อนครบกำหนด ให้ระบุวันเวลาที่อนุญาตจริง',
      en: 'More time was granted after the limit had run out, so it cannot be extended. Decide now, in the task that is open. If it was granted before the end, say when.',
    },
  },
  'clock-extension-beyond-maximum': {
    title: { th: 'ขยายเวลานานเกินไป', en: 'The extension is too long' },
    detail: {
      th: 'ขยายเวลาเกินกว่าที่กำหนดไว้ (ได้ถึง {latest}) เลือกวันที่เร็วกว่านี้',
      en: 'The new end is later than the rule allows (latest: {latest}). Choose an earlier one.',
    },
  },
  'clock-extension-ground-not-allowed': {
    title: { th: 'เหตุผลนี้ใช้ขยายเวลาไม่ได้', en: 'Not a ground for this extension' },
    detail: {
      th: 'เหตุผลนี้ใช้ขยายกำหนดเวลานี้ไม่ได้ เลือกเหตุผลที่กำหนดไว้ (ได้แก่ {allowed})',
      en: 'This time limit cannot be extended on this ground. Choose one that the rule allows ({allowed}).',
    },
  },
  'clock-extension-not-later': {
    title: { th: 'กำหนดใหม่ไม่ช้ากว่าเดิม', en: 'The new end is not later' },
    detail: {
      th: 'กำหนดใหม่ต้องช้ากว่ากำหนดเดิม เลือกวันเวลาหลังกำหนดเดิม',
      en: 'An extension must end after the present end. Choose a later date and time.',
    },
  },
  'clock-not-extendable': {
    title: { th: 'กำหนดเวลานี้ขยายไม่ได้', en: 'This time limit cannot be extended' },
    detail: {
      th: 'กฎไม่ให้ขยายกำหนดเวลานี้ ตัดสินหรือทำงานให้เสร็จก่อนครบกำหนด ถ้าต้องอยู่ต่อเกิน 24 ชั่วโมงตามมาตรา 29 ให้ยื่นคำร้องต่อศาล',
      en: 'The rule has no extension for this time limit. Decide or finish the task before it ends; to go beyond the 24 hours of s.29, petition the court.',
    },
  },
  'clock-not-found': {
    title: { th: 'ไม่พบกำหนดเวลา', en: 'Time limit not found' },
    detail: {
      th: 'ไม่พบกำหนดเวลานี้ในเคส เปิดหน้าเคสใหม่แล้วเลือกอีกครั้ง',
      en: 'The case has no such time limit. Open the case again and choose it there.',
    },
  },
  'clock-not-running': {
    title: { th: 'กำหนดเวลาหยุดนับแล้ว', en: 'The clock has stopped' },
    detail: {
      th: 'กำหนดเวลานี้หยุดนับแล้วเพราะทำงานเสร็จหรือยกเลิกแล้ว ไม่ต้องขยายเวลา เปิดหน้าเคสใหม่เพื่อดูงานที่เหลือ',
      en: 'This clock has stopped, because what it waited for was done or dropped. It needs no extension; open the case again to see what is left to do.',
    },
  },
  'consent-missing': {
    title: { th: 'ยังไม่มีความยินยอม', en: 'Consent is missing' },
    detail: {
      th: 'ยังไม่ได้บันทึกความยินยอมที่ขั้นตอนนี้ต้องมี อธิบายเป็นภาษาที่เจ้าตัวเข้าใจแล้วบันทึกคำตอบให้ครบทุกข้อ ถ้าเป็นเด็กต้องมีผู้ปกครองหรือเจ้าหน้าที่ตามหน้าที่ดูแล ถ้าไม่ยินยอมให้บันทึกตามนั้น',
      en: 'The consent that this step rests on is not recorded. Explain it in a language that the person understands and record every answer; for a child, the guardian or an official under the duty of care answers. If the person does not agree, record that.',
    },
  },
  'court-order-too-long': {
    title: { th: 'คำสั่งศาลเกินกำหนด', en: 'The court order is too long' },
    detail: {
      th: `มาตรา 29 วรรคสอง ให้ศาลอนุญาตขยายได้ไม่เกิน ${COURT_EXTENSION_DAYS} วัน ตรวจจำนวนวันในคำสั่งศาลแล้วแก้ไข`,
      en: `Under s.29 paragraph 2 the court may extend by at most ${COURT_EXTENSION_DAYS} days. Check the number of days in the order and correct it.`,
    },
  },
  'custody-not-running': {
    title: { th: 'ไม่ได้อยู่ในการคุ้มครองชั่วคราว', en: 'No temporary protection is running' },
    detail: {
      th: 'ขั้นตอนนี้ใช้เมื่ออยู่ในการคุ้มครองชั่วคราวตามมาตรา 29 หรือยื่นคำร้องต่อศาลแล้วเท่านั้น ตรวจสถานะการคุ้มครองในเคสก่อน',
      en: 'This step is only for a person in temporary protection under s.29, and a court order only after a petition. Check the state of protection in the case first.',
    },
  },
  'custody-running': {
    title: { th: 'อยู่ในการคุ้มครองชั่วคราว', en: 'Temporary protection is running' },
    detail: {
      th: 'บุคคลนี้ยังอยู่ในการคุ้มครองชั่วคราวตามมาตรา 29 รับเข้าซ้ำหรือปิดเคสไม่ได้ ตัดสินเรื่องการคุ้มครองชั่วคราวก่อน',
      en: 'The person is still in temporary protection under s.29 and can be neither admitted again nor left with a closed case. Decide the temporary protection first.',
    },
  },
  'custody-used': {
    title: { th: 'ใช้ 24 ชั่วโมงตามมาตรา 29 ไปแล้ว', en: 'The 24 hours of s.29 are used' },
    detail: {
      th: 'การคุ้มครองชั่วคราวตามมาตรา 29 ของบุคคลนี้สิ้นสุดแล้ว การรับเข้าอีกครั้งไม่ทำให้นับ 24 ชั่วโมงใหม่ ให้อยู่ต่อได้โดยความยินยอมที่บันทึกไว้ หรือเหตุคุ้มครองเด็ก',
      en: 'Temporary protection under s.29 has ended for this person: the 24 hours are not begun anew by a second admission. The person may stay by recorded consent, or a child on a child-protection ground.',
    },
  },
  'date-invalid': {
    title: { th: 'วันที่ไม่ถูกต้อง', en: 'The date is not valid' },
    detail: {
      th: 'อ่านวันที่หรือเวลานี้ไม่ได้ หรือลำดับเวลาไม่ถูกต้อง ตรวจวัน เดือน ปี และเวลา แล้วกรอกใหม่',
      en: 'This date or time cannot be read, or does not fit the order of events. Check day, month, year and time and enter it again.',
    },
  },
  'field-missing': {
    title: { th: 'ยังไม่ได้กรอก', en: 'An answer is missing' },
    detail: { th: 'ต้องกรอกช่องนี้ กรอกแล้วส่งใหม่', en: 'This field needs an answer. Fill it in and send again.' },
  },
  'field-not-a-valid-value': {
    title: { th: 'ค่านี้ใช้ไม่ได้', en: 'Not a valid value' },
    detail: {
      th: 'ค่านี้ใช้กับช่องนี้ไม่ได้ (ขีดจำกัด: {limit}) เลือกจากรายการหรือแก้ไขแล้วส่งใหม่',
      en: 'This value cannot be used here (limit: {limit}). Choose from the list or correct it, and send again.',
    },
  },
  'field-unknown': {
    title: { th: 'ไม่รู้จักช่องนี้', en: 'Unknown field' },
    detail: {
      th: 'แบบฟอร์มไม่มีช่องนี้ โหลดหน้าใหม่เพื่อใช้แบบฟอร์มล่าสุดแล้วกรอกอีกครั้ง',
      en: 'The form has no such field. Reload the page for the latest form and fill it in again.',
    },
  },
  'field-wrong-type': {
    title: { th: 'ชนิดของคำตอบไม่ถูกต้อง', en: 'Wrong kind of answer' },
    detail: {
      th: 'คำตอบผิดชนิด เช่น ใส่ข้อความในช่องตัวเลข แก้ไขแล้วส่งใหม่',
      en: 'The answer is of the wrong kind, for example words where a number is asked. Correct it and send again.',
    },
  },
  'four-eyes-required': {
    title: { th: 'ต้องให้คนอื่นอนุมัติ', en: 'Somebody else must approve' },
    detail: {
      th: 'ผู้เสนออนุมัติเรื่องของตนเองไม่ได้ ขอให้ผู้มีสิทธิอนุมัติคนอื่นตรวจและอนุมัติ',
      en: 'Whoever asked for something may not approve it. Ask another person who may approve to check and decide.',
    },
  },
  'idempotency-key-reused': {
    title: { th: 'คำขอซ้ำแต่เนื้อหาต่างกัน', en: 'Sent twice with different content' },
    detail: {
      th: 'รหัสคำขอนี้เคยใช้กับเนื้อหาอื่นแล้ว จึงยังไม่ได้บันทึกครั้งนี้ โหลดหน้าใหม่ ดูว่าครั้งก่อนบันทึกแล้วหรือไม่ แล้วส่งอีกครั้ง',
      en: 'This request number was already used with other content, so nothing was saved this time. Reload the page, see what was saved before, and send again.',
    },
  },
  'idempotency-key-invalid': {
    title: { th: 'รหัสคำขอไม่ถูกต้อง', en: 'The request number is not valid' },
    detail: {
      th: 'รหัสคำขอ (Idempotency-Key) ขาดหรือไม่ถูกต้อง โหลดหน้าใหม่แล้วส่งอีกครั้ง',
      en: 'The request number (Idempotency-Key) is missing or not valid. Reload the page and send again.',
    },
  },
  'instant-in-the-future': {
    title: { th: 'เวลายังมาไม่ถึง', en: 'The time is in the future' },
    detail: {
      th: 'เวลาที่กรอกยังมาไม่ถึง ตรวจว่าปีเป็น พ.ศ. หรือ ค.ศ. แล้วกรอกเวลาที่เหตุเกิดขึ้นจริง',
      en: 'The time has not come yet. Enter when it really happened, and check whether the year is B.E. or C.E.',
    },
  },
  'instant-before-birth': {
    title: { th: 'เวลาก่อนวันเกิด', en: 'Earlier than the birth date' },
    detail: {
      th: 'เวลานี้อยู่ก่อนวันเกิดของบุคคล ตรวจทั้งวันเกิดและเวลานี้ แล้วแก้ไขให้ถูก',
      en: 'This time lies before the person was born. Check both the birth date and this time and correct the wrong one.',
    },
  },
  'interpreter-needed': {
    title: { th: 'ต้องมีล่าม', en: 'An interpreter is needed' },
    detail: {
      th: 'บุคคลนี้ต้องใช้ล่ามแต่ยังไม่มีล่าม จึงรับความยินยอมหรือตัดสินผลลบไม่ได้ จัดหาล่ามก่อน หรือเลือกผลว่ายังบอกไม่ได้หรือขอเวลาเพิ่ม',
      en: 'The person needs an interpreter and none is there, so neither a consent nor a negative result can be recorded. Arrange an interpreter first, or choose that you cannot tell yet or need more time.',
    },
  },
  'json-broken': {
    title: { th: 'อ่านข้อมูลที่ส่งมาไม่ได้', en: 'The request cannot be read' },
    detail: {
      th: 'ข้อมูลที่ส่งมาไม่ครบหรือเสียหาย ยังไม่ได้บันทึก ส่งใหม่อีกครั้ง ถ้ายังไม่ได้ให้แจ้งผู้ดูแลระบบ',
      en: 'What was sent is incomplete or damaged, and nothing was saved. Send it again; if that fails, tell the administrator.',
    },
  },
  'method-not-allowed': {
    title: { th: 'ทำแบบนี้ไม่ได้', en: 'Not possible here' },
    detail: {
      th: 'ที่อยู่นี้ไม่รับคำขอแบบนี้ โหลดหน้าใหม่แล้วลองอีกครั้ง ถ้ายังไม่ได้ให้แจ้งผู้ดูแลระบบ',
      en: 'This address does not take this kind of request. Reload the page and try again; if that fails, tell the administrator.',
    },
  },
  'not-found': {
    title: { th: 'ไม่พบ', en: 'Not found' },
    detail: {
      th: 'ไม่พบสิ่งที่ขอ ตรวจที่อยู่หรือเลขที่ แล้วลองอีกครั้ง หรือกลับไปที่รายการงาน',
      en: 'What you asked for was not found. Check the address or number and try again, or go back to your list of tasks.',
    },
  },
  'not-permitted': {
    title: { th: 'ท่านไม่มีสิทธิทำสิ่งนี้', en: 'You may not do this' },
    detail: {
      th: 'บทบาทของท่านทำขั้นตอนนี้ไม่ได้ ขอให้ผู้มีหน้าที่ทำแทน หรือถามหัวหน้างานถ้าคิดว่าควรมีสิทธิ',
      en: 'Your role may not take this step. Ask a colleague who may, or your supervisor if you think that you should.',
    },
  },
  'not-signed-in': {
    title: { th: 'ยังไม่ได้เข้าสู่ระบบ', en: 'Not signed in' },
    detail: {
      th: 'ท่านยังไม่ได้เข้าสู่ระบบหรือหมดเวลาแล้ว เข้าสู่ระบบอีกครั้งแล้วทำต่อ',
      en: 'You are not signed in, or your session has ended. Sign in again and go on.',
    },
  },
  'policy-unknown': {
    title: { th: 'ไม่รู้จักชุดกฎนี้', en: 'Unknown set of rules' },
    detail: {
      th: 'ระบบไม่มีชุดกฎที่เคสนี้ใช้ (รุ่น {version}) แจ้งผู้ดูแลระบบให้ติดตั้งก่อน',
      en: 'The system does not have the set of rules that this case follows (version {version}). Ask the administrator to install it.',
    },
  },
  'reasons-missing': {
    title: { th: 'ยังไม่ได้ให้เหตุผล', en: 'Reasons are missing' },
    detail: {
      th: 'การตัดสินนี้ต้องมีเหตุผลเป็นลายลักษณ์อักษร เขียนข้อเท็จจริงที่ใช้ตัดสินแล้วส่งใหม่',
      en: 'This decision needs written reasons. Write down the facts that it rests on and send again.',
    },
  },
  'referral-already-answered': {
    title: { th: 'ตอบการส่งต่อไปแล้ว', en: 'The referral is already answered' },
    detail: {
      th: 'มีผู้ตอบการส่งต่อนี้แล้ว เปิดหน้าใหม่เพื่อดูคำตอบ ถ้าต้องเปลี่ยนให้ติดต่อหน่วยที่ส่งมา',
      en: 'Somebody has answered this referral already. Reload to see the answer; to change it, contact the agency that sent it.',
    },
  },
  'referral-not-found': {
    title: { th: 'ไม่พบการส่งต่อ', en: 'Referral not found' },
    detail: {
      th: 'ไม่มีการส่งต่อนี้ ไม่ได้ส่งถึงหน่วยของท่าน หรือไม่รอส่งต่อหน่วยอื่นแล้ว เปิดรายการส่งต่อแล้วเลือกใหม่',
      en: 'There is no such referral, it was not sent to your agency, or it no longer waits to be re-routed. Open the list of referrals and choose again.',
    },
  },
  'rescreening-right-not-told': {
    title: { th: 'ยังไม่ได้แจ้งสิทธิขอคัดกรองใหม่', en: 'The right to a new screening was not told' },
    detail: {
      th: 'ผลที่ไม่เข้าเกณฑ์ต้องแจ้งพร้อมสิทธิขอคัดกรองใหม่เมื่อมีข้อเท็จจริงใหม่ แจ้งเป็นภาษาที่เจ้าตัวเข้าใจแล้วทำเครื่องหมายว่าแจ้งแล้ว',
      en: 'A negative result must be told together with the right to a new screening when new facts come. Tell it in a language that the person understands, then mark it as told.',
    },
  },
  'revision-conflict': {
    title: { th: 'มีคนแก้ไขไปก่อนแล้ว', en: 'Somebody else changed this' },
    detail: {
      th: 'ข้อมูลนี้ถูกแก้ไขหลังจากที่ท่านเปิด จึงยังไม่ได้บันทึกของท่าน เปิดฉบับล่าสุด เปรียบเทียบ แล้วบันทึกอีกครั้ง',
      en: 'This was changed after you opened it, so your version was not saved. Open the latest version, compare, and save again.',
    },
  },
  'revision-required': {
    title: { th: 'ต้องเปิดฉบับล่าสุดก่อน', en: 'Open the latest version first' },
    detail: {
      th: 'ไม่ทราบว่าท่านแก้จากฉบับใด (ไม่มี If-Match) เปิดฉบับล่าสุดแล้วบันทึกอีกครั้ง',
      en: 'It is not known which version you changed (If-Match is missing). Open the latest version and save again.',
    },
  },
  'service-unavailable': {
    title: { th: 'ระบบไม่พร้อมใช้งานชั่วคราว', en: 'Not available at the moment' },
    detail: {
      th: 'ระบบยังไม่พร้อม รอสักครู่แล้วลองใหม่ ถ้าเป็นเรื่องเร่งด่วนให้ทำงานต่อบนกระดาษแล้วบันทึกเวลาจริงภายหลัง',
      en: 'The system is not ready. Wait a moment and try again; if it is urgent, work on paper and record the real times later.',
    },
  },
  'sign-in-failed': {
    title: { th: 'เข้าสู่ระบบไม่สำเร็จ', en: 'Sign-in failed' },
    detail: {
      th: 'ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง ตรวจแล้วลองใหม่ ถ้าลืมรหัสผ่านให้ติดต่อผู้ดูแลระบบ',
      en: 'The user name or password is wrong. Check them and try again; if you forgot the password, ask the administrator.',
    },
  },
  'stage-does-not-allow': {
    title: { th: 'ขั้นนี้ทำไม่ได้', en: 'Not possible at this stage' },
    detail: {
      th: 'ทำขั้นตอนนี้ในขั้นปัจจุบันของเคสไม่ได้ (ขั้น: {stage}) (จาก {from} ไป {to}) เปิดหน้าเคสใหม่เพื่อดูงานที่ทำได้',
      en: 'The case does not allow this step where it stands now (stage: {stage}) (from {from} to {to}). Open the case again to see what can be done.',
    },
  },
  'task-already-completed': {
    title: { th: 'งานนี้ทำเสร็จแล้ว', en: 'The task is already done' },
    detail: {
      th: 'มีผู้ทำงานนี้เสร็จแล้ว เปิดหน้าเคสใหม่เพื่อดูผลและงานต่อไป',
      en: 'Somebody has completed this task already. Open the case again to see the result and what comes next.',
    },
  },
  'task-cancelled': {
    title: { th: 'งานนี้ถูกยกเลิก', en: 'The task was cancelled' },
    detail: {
      th: 'งานนี้ไม่จำเป็นแล้วจึงถูกยกเลิก เปิดหน้าเคสใหม่เพื่อดูงานที่เหลือ',
      en: 'This task is no longer needed and was cancelled. Open the case again to see what is left to do.',
    },
  },
  'task-not-found': {
    title: { th: 'ไม่พบงาน', en: 'Task not found' },
    detail: {
      th: 'ไม่มีงานนี้ หรือไม่ใช่งานของท่าน กลับไปที่รายการงานแล้วเลือกใหม่',
      en: 'There is no such task, or it is not yours. Go back to your list of tasks and choose again.',
    },
  },
  'task-not-yet-open': {
    title: { th: 'ยังทำงานนี้ไม่ได้', en: 'The task is not open yet' },
    detail: {
      th: 'งานนี้รองานก่อนหน้าอยู่ ทำงานก่อนหน้าในเคสให้เสร็จก่อน',
      en: 'This task waits for another one. Complete the earlier tasks of the case first.',
    },
  },
  'thai-id-invalid': {
    title: { th: 'เลขประจำตัวประชาชนไม่ถูกต้อง', en: 'The Thai ID number is not valid' },
    detail: {
      th: 'เลขประจำตัวประชาชนต้องมี 13 หลักและเลขตรวจสอบต้องถูกต้อง ตรวจกับบัตรแล้วกรอกใหม่ หรือเว้นว่างถ้าไม่ทราบ',
      en: 'A Thai ID number has 13 digits and a check digit that fits. Compare it with the card and enter it again, or leave it empty if it is not known.',
    },
  },
  'too-many-attempts': {
    title: { th: 'ลองหลายครั้งเกินไป', en: 'Too many attempts' },
    detail: {
      th: 'ลองหลายครั้งในเวลาสั้น ๆ (รอ {seconds} วินาที) พักสักครู่แล้วลองใหม่ หรือติดต่อผู้ดูแลระบบ',
      en: 'There were too many attempts in a short time (wait {seconds} seconds). Pause and try again later, or ask the administrator.',
    },
  },
  unexpected: {
    title: { th: 'เกิดข้อผิดพลาด', en: 'Something went wrong' },
    detail: {
      th: 'เกิดข้อผิดพลาดที่ไม่คาดคิด ลองอีกครั้ง ถ้ายังเกิดอีกให้แจ้งผู้ดูแลระบบพร้อมเลขที่คำขอ',
      en: 'Something unexpected went wrong. Try again; if it happens again, give the administrator the request number.',
    },
  },
  'unsupported-media-type': {
    title: { th: 'รูปแบบข้อมูลไม่รองรับ', en: 'The format is not supported' },
    detail: {
      th: 'ระบบไม่รับข้อมูลรูปแบบนี้ ส่งเป็น JSON หรือโหลดหน้าใหม่แล้วลองอีกครั้ง',
      en: 'The system does not take this format. Send JSON, or reload the page and try again.',
    },
  },
  ...ACCOUNT_ERROR_TEXTS,
  ...DOCUMENT_ERROR_TEXTS,
  ...NOTICE_ERROR_TEXTS,
  ...STUCK_ERROR_TEXTS,
  ...PRIVACY_ERROR_TEXTS,
} as const satisfies Record<ErrorCode, ErrorText>;
