import type { ErrorText } from './error-texts.js';

/** What people read when the stuck board, an approval or a policy version is refused. */
export const STUCK_ERROR_TEXTS = {
  'approval-already-decided': {
    title: { th: 'คำขอนี้ตัดสินไปแล้ว', en: 'This request has been decided' },
    detail: {
      th: 'มีผู้ตัดสินคำขอนี้ไปแล้ว ดูผลในรายการคำขอ ถ้ายังต้องการให้ยื่นคำขอใหม่',
      en: 'Somebody has decided this request already. See the result in the list of requests; ask anew if it is still wanted.',
    },
  },
  'approval-not-found': {
    title: { th: 'ไม่พบคำขอ', en: 'The request was not found' },
    detail: {
      th: 'ไม่พบคำขออนุมัตินี้ กลับไปที่รายการคำขอแล้วเลือกใหม่',
      en: 'There is no such request for approval. Go back to the list of requests and choose again.',
    },
  },
  'hold-not-allowed': {
    title: { th: 'เหตุนี้รอต่อไปไม่ได้', en: 'This cause cannot be left to wait' },
    detail: {
      th: 'เวลาที่หมดแล้วต้องมีผู้ตัดสินหรือขยายตามเหตุที่กำหนด และระบบที่ขัดข้องต้องแก้ไข เลือกการดำเนินการอื่นในรายการ',
      en: 'A clock that ran out is answered or extended on its ground, and a fault of the system is mended. Choose another of the actions offered.',
    },
  },
  'hold-too-long': {
    title: { th: 'วันที่รอไกลเกินไป', en: 'The date is too far ahead' },
    detail: {
      th: 'รอได้ไม่เกิน {latest} เลือกวันหลังจากตอนนี้และไม่เกินวันนั้น',
      en: 'A wait may last until {latest} at most. Choose a date after now and not after that.',
    },
  },
  'policy-exists': {
    title: { th: 'มีนโยบายฉบับนี้แล้ว', en: 'There is such a policy version already' },
    detail: {
      th: 'นโยบายที่บันทึกแล้วแก้ไขไม่ได้ ตั้งชื่อฉบับใหม่แล้วส่งอีกครั้ง',
      en: 'A stored policy version never changes. Give the new one another name and send it again.',
    },
  },
  'stuck-cause-not-found': {
    title: { th: 'เหตุนี้ไม่อยู่บนกระดานแล้ว', en: 'This cause is not on the board any more' },
    detail: {
      th: 'เหตุที่ทำให้เคสติดขัดนี้หมดไปแล้วหรือเปลี่ยนไป โหลดกระดานใหม่แล้วเลือกอีกครั้ง',
      en: 'What held up this case is gone or has changed. Load the board again and choose anew.',
    },
  },
} as const satisfies Readonly<Record<string, ErrorText>>;
