import type { ErrorCode } from '../errors.js';
import type { ErrorText } from './error-texts.js';

/** Refusals around personal data and the keys that open it. */
export const PRIVACY_ERROR_TEXTS = {
  'personal-data-erased': {
    title: { th: 'ข้อมูลส่วนบุคคลถูกลบแล้ว', en: 'The personal data has been erased' },
    detail: {
      th: 'ข้อมูลส่วนบุคคลของเคสนี้ถูกลบอย่างถาวรเมื่อครบกำหนดเก็บรักษา จึงอ่านหรือเพิ่มข้อมูลไม่ได้ ถ้าพบบุคคลนี้อีก ให้แจ้งเหตุใหม่',
      en: 'The personal data of this case was erased for good at the end of its retention: it can neither be read nor added to. If she is met again, make a new report.',
    },
  },
  'breach-already-notified': {
    title: { th: 'บันทึกการแจ้งไปแล้ว', en: 'This notice was recorded already' },
    detail: {
      th: 'เหตุละเมิดนี้บันทึกการแจ้งไว้แล้วและแก้ไขไม่ได้ โหลดหน้าใหม่เพื่อดูว่าแจ้งเมื่อใด',
      en: 'That this breach was told stands in the register and does not change. Reload the page to see when.',
    },
  },
  'breach-not-found': {
    title: { th: 'ไม่พบเหตุละเมิดข้อมูล', en: 'The breach was not found' },
    detail: {
      th: 'ไม่มีเหตุละเมิดนี้ในทะเบียน กลับไปที่ทะเบียนแล้วเลือกใหม่',
      en: 'There is no such breach in the register. Go back to the register and choose again.',
    },
  },
  'late-reason-needed': {
    title: { th: 'ต้องบอกเหตุที่แจ้งล่าช้า', en: 'The reason for the delay is missing' },
    detail: {
      th: 'แจ้งสำนักงานหลังครบ 72 ชั่วโมงแล้ว ต้องบอกเหตุที่ล่าช้าด้วย (ไม่เกิน 15 วัน) เขียนเหตุผลแล้วส่งใหม่',
      en: 'The 72 hours were over when the Office was told: the law then asks for the reason of the delay (15 days at most). Write the reason and send again.',
    },
  },
  'emergency-access-not-needed': {
    title: { th: 'ไม่ต้องใช้สิทธิฉุกเฉิน', en: 'Emergency access is not needed' },
    detail: {
      th: 'ท่านอ่านแฟ้มของเคสนี้ได้อยู่แล้ว เปิดเคสจากรายการเคสได้เลย',
      en: 'You may read the file of this case already: open it from the list of cases.',
    },
  },
  'export-not-granted': {
    title: { th: 'ยังไม่อนุมัติให้ส่งออกข้อมูล', en: 'The export has not been granted' },
    detail: {
      th: 'ส่งออกข้อมูลได้เมื่อคำขอเป็นการขอสำเนาและมีผู้อื่นอนุมัติแล้ว ดูผลการตัดสินคำขอ หรือขอให้ผู้มีสิทธิตัดสิน',
      en: 'A copy is made only of a request for one that another person has granted. See how the request was decided, or ask somebody who may decide.',
    },
  },
  'sharing-ended': {
    title: { th: 'สิ้นสุดการแบ่งปันข้อมูลแล้ว', en: 'The sharing has ended' },
    detail: {
      th: 'การส่งต่อนี้ไม่ได้ให้ดูข้อมูลของบุคคลอีกต่อไป (ไม่รับ ถอนความยินยอม ส่งหน่วยอื่น จำกัดการใช้ หรือปิดเคส) ถ้ายังจำเป็น ให้ติดต่อผู้ส่งต่อ',
      en: 'This referral shows nothing of the person any more: it was declined, withdrawn, sent elsewhere or restricted, or the case is closed. If you still need it, ask who referred her.',
    },
  },
  'sharing-not-restricted': {
    title: { th: 'ไม่มีการจำกัดการใช้ข้อมูล', en: 'Nothing is restricted by this request' },
    detail: {
      th: 'คำขอนี้ไม่ได้จำกัดการส่งต่อข้อมูลอยู่ หรือยกเลิกไปแล้ว โหลดหน้าใหม่เพื่อดูสถานะล่าสุด',
      en: 'This request restricts no sharing, or was lifted already. Reload the page to see how it stands.',
    },
  },
  'sharing-restricted': {
    title: { th: 'เจ้าของข้อมูลจำกัดการส่งต่อข้อมูลไว้', en: 'The person has restricted the sharing of her data' },
    detail: {
      th: 'เจ้าของข้อมูลขอให้หยุดส่งต่อข้อมูลและได้รับอนุมัติแล้ว จึงส่งต่อใหม่ไม่ได้ ถามความประสงค์ของเจ้าตัว แล้วให้หัวหน้างานยกเลิกการจำกัดก่อน',
      en: 'She asked that her data is not shared, and it was granted: nothing new can be referred. Ask her what she wants; a supervisor then lifts the restriction first.',
    },
  },
  'subject-request-not-found': {
    title: { th: 'ไม่พบคำขอของเจ้าของข้อมูล', en: 'The request was not found' },
    detail: {
      th: 'ไม่มีคำขอนี้ หรือท่านไม่มีสิทธิดู กลับไปที่รายการคำขอแล้วเลือกใหม่',
      en: 'There is no such request, or you may not see it. Go back to the list of requests and choose again.',
    },
  },
  'legal-hold': {
    title: { th: 'เคสนี้ถูกระงับการลบไว้ตามกฎหมาย', en: 'The case is under a legal hold' },
    detail: {
      th: 'มีคำสั่งให้เก็บข้อมูลของเคสนี้ไว้ จึงลบไม่ได้และไม่ต้องระงับซ้ำ ดูเหตุผลในรายการระงับการลบ แล้วให้หัวหน้างานยกเลิกเมื่อหมดความจำเป็น',
      en: 'The data of this case must be kept: it cannot be erased, and needs no second hold. See the reason in the list of holds; a supervisor lifts it when it is no longer needed.',
    },
  },
  'legal-hold-not-found': {
    title: { th: 'ไม่มีการระงับการลบ', en: 'There is no legal hold' },
    detail: {
      th: 'เคสนี้ไม่ได้ถูกระงับการลบอยู่ หรือยกเลิกไปแล้ว โหลดหน้าใหม่เพื่อดูสถานะล่าสุด',
      en: 'Nothing holds this case, or the hold was lifted already. Reload the page to see how it stands.',
    },
  },
  'retention-not-passed': {
    title: { th: 'ยังไม่ครบกำหนดเก็บรักษา', en: 'The retention has not passed' },
    detail: {
      th: 'ยังต้องเก็บข้อมูลของเคสนี้ไว้ (ถึงวันที่ {due}) รอจนพ้นกำหนดแล้วขอลบอีกครั้ง',
      en: 'The data of this case is still kept (until {due}). Ask again when its retention has passed.',
    },
  },
  'shredding-already-requested': {
    title: { th: 'มีคำขอลบรออยู่แล้ว', en: 'The erasure has been asked for already' },
    detail: {
      th: 'มีผู้ขอลบข้อมูลของเคสนี้แล้ว ให้อีกคนหนึ่งตัดสินคำขอนั้นในรายการคำขออนุมัติ',
      en: 'Somebody has asked that this case is erased. Another person decides on that request in the list of approvals.',
    },
  },
  'subject-request-open': {
    title: { th: 'เจ้าของข้อมูลยังรอคำตอบ', en: 'A request of the person is still open' },
    detail: {
      th: 'เจ้าของข้อมูลยื่นคำขอที่ยังไม่ได้ตอบ ลบข้อมูลก่อนไม่ได้ ตัดสินคำขอนั้นก่อน',
      en: 'The person has asked something about her data that is not answered yet. Decide on that request first; then the data can be erased.',
    },
  },
} as const satisfies Partial<Record<ErrorCode, ErrorText>>;
