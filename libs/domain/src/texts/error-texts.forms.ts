import type { ErrorCode } from '../errors.js';
import type { ErrorText } from './error-texts.js';

/** What people read when a form, a draft or a decision beside the advice is refused. */
export const FORM_ERROR_TEXTS = {
  'differs-without-reason': {
    title: { th: 'ผลต่างจากคำแนะนำโดยยังไม่ได้บอกเหตุ', en: 'Differs from the advice without saying why' },
    detail: {
      th: 'ท่านตัดสินต่างจากคำแนะนำของตัวบ่งชี้ได้ แต่ต้องเขียนเหตุที่ต่างไว้ เขียนแล้วส่งใหม่',
      en: 'You may decide otherwise than the indicators advise, but the record must say why. Write the reason and send again.',
    },
  },
  'draft-belongs-to-another': {
    title: { th: 'ร่างนี้เป็นของผู้อื่น', en: 'The draft is another person’s' },
    detail: {
      th: 'ร่างเป็นของผู้เริ่มเขียน ขอให้ผู้นั้นส่งต่อร่าง ขอให้มอบหมายงานให้ท่าน หรือเริ่มร่างของท่านเอง',
      en: 'A draft belongs to whoever began it. Ask her to hand it over, have the task assigned to you, or begin a draft of your own.',
    },
  },
  'draft-field-conflict': {
    title: { th: 'มีผู้แก้ข้อเดียวกันแล้ว', en: 'Somebody else has changed the same answer' },
    detail: {
      th: 'คำตอบข้อนี้ถูกแก้หลังจากที่ท่านเห็น ยังไม่มีสิ่งใดถูกบันทึกทับ ดูทั้งสองคำตอบ เลือกแล้วส่งใหม่ด้วยฉบับล่าสุด',
      en: 'This answer was changed after you saw it; nothing has been overwritten. Look at both answers, choose, and send again with the latest revision.',
    },
  },
  'form-version-unknown': {
    title: { th: 'ไม่มีแบบฟอร์มฉบับนี้', en: 'The form has no such version' },
    detail: {
      th: 'แบบฟอร์มนี้ไม่มีฉบับที่ระบุ เปิดงานใหม่เพื่อรับฉบับที่ใช้อยู่ แล้วส่งใหม่',
      en: 'There is no such version of this form. Open the task again to get the one in use, and send again.',
    },
  },
  'task-not-completed': {
    title: { th: 'งานนี้ยังไม่เสร็จ', en: 'The task is not done yet' },
    detail: {
      th: 'ยังไม่มีคำตอบที่บันทึกไว้ ทำงานนี้ให้เสร็จก่อน แล้วจึงเปิดเป็นเอกสาร',
      en: 'Nothing has been recorded yet. Complete the task first, then open it as a document.',
    },
  },
} as const satisfies Partial<Record<ErrorCode, ErrorText>>;
