import type { ErrorCode } from '../errors.js';
import type { ErrorText } from './error-texts.js';

/** What the multidisciplinary team reads when a sitting, an opinion or a finding is refused. */
export const MDT_ERROR_TEXTS = {
  'conflict-of-interest': {
    title: { th: 'มีส่วนได้เสียในเรื่องนี้', en: 'A conflict of interest' },
    detail: {
      th: 'ผู้มีส่วนได้เสียให้ความเห็นหรือลงนามในผลไม่ได้ ให้เลือกถอนตัวพร้อมเหตุผล และให้ผู้อื่นทำหน้าที่แทน',
      en: 'Whoever has a conflict of interest neither gives an opinion nor signs the finding. Recuse yourself with the reason, and let somebody else take your place.',
    },
  },
  'finding-not-supported': {
    title: { th: 'ผลนี้ยังไม่มีข้อมูลรองรับ', en: 'The result is not supported yet' },
    detail: {
      th: 'ข้อมูลที่บันทึกยังไม่รองรับผลนี้ ตรวจผลเรื่องการกระทำ วิธีการ วัตถุประสงค์ (ม.6) หรือแรงงานบังคับ (ม.6/1) หรือเลือกผลอื่น เช่น ขอเวลาเพิ่ม',
      en: 'What is recorded does not support this result. Check what was found on act, means and purpose (s.6) or forced labour (s.6/1), or choose another result, such as more time.',
    },
  },
  'more-time-too-long': {
    title: { th: 'ขอเวลานานเกินกำหนด', en: 'More time than the policy allows' },
    detail: {
      th: 'ขอเวลาได้ไม่เกิน {latest} เลือกวันก่อนหน้านั้น ถ้ายังไม่พอให้ทีมประชุมและขอใหม่พร้อมเหตุ',
      en: 'More time may last until {latest} at most. Choose an earlier day; when that is not enough, the team meets and asks again with its ground.',
    },
  },
  'opinion-is-personal': {
    title: { th: 'ความเห็นนี้เป็นของผู้ร่วมทีมเอง', en: 'The opinion is the member’s own' },
    detail: {
      th: 'เฉพาะผู้ร่วมทีมที่ถูกขอความเห็นเท่านั้นที่เขียน ส่ง หรืออ่านร่างนี้ได้ มอบให้ผู้อื่นไม่ได้ ขอให้ผู้นั้นให้ความเห็น',
      en: 'Only the member who was asked may write, send or read this opinion, and it cannot be given to another. Ask her to give it.',
    },
  },
  'opinion-missing': {
    title: { th: 'ยังขาดความเห็นของผู้ร่วมทีม', en: 'An opinion of the team is missing' },
    detail: {
      th: 'มีผู้ร่วมทีมที่ไม่มีบัญชี {members} คน ที่ยังไม่ได้บันทึกความเห็น ให้ประธานบันทึกความเห็นของแต่ละคนด้วยชื่อเดียวกับในบันทึกการประชุม',
      en: 'The opinion of {members} member(s) without an account is not recorded. The chair records each one’s opinion, under the name used in the record of the sitting.',
    },
  },
  'opinion-still-awaited': {
    title: { th: 'ยังอยู่ในเวลารอความเห็น', en: 'The opinion is still awaited' },
    detail: {
      th: 'บันทึกว่าผู้ร่วมทีมไม่ได้ให้ความเห็นได้เมื่อพ้นกำหนดผลเป็นหนังสือแล้วเท่านั้น ขอให้ผู้นั้นให้ความเห็นหรือถอนตัว',
      en: 'That a member gave no opinion may be recorded only after the written result is due. Ask her to give it or to recuse herself.',
    },
  },
  'opinions-sealed': {
    title: { th: 'ความเห็นยังปิดผนึกอยู่', en: 'The opinions are still sealed' },
    detail: {
      th: 'ยังมีผู้ร่วมทีมที่ไม่ได้ให้ความเห็น รอให้ทุกคนให้ความเห็นหรือถอนตัวก่อน แล้วจึงเปิดอ่าน',
      en: 'Somebody has not given her opinion yet. Open it again when every member has given hers or recused herself.',
    },
  },
  'quorum-not-reached': {
    title: { th: 'องค์ประชุมไม่ครบ', en: 'No quorum' },
    detail: {
      th: 'ทีมต้องมีอย่างน้อย {quorum} คน จากอย่างน้อย {capacities} ด้าน ไม่นับผู้ที่ถอนตัว เพิ่มผู้ร่วมทีม บันทึกว่าองค์ประชุมไม่ครบ หรือขอเวลาเพิ่ม',
      en: 'The team is at least {quorum} members of at least {capacities} capacities, without those who recused themselves. Add members, record that the quorum was not reached, or ask for more time.',
    },
  },
} as const satisfies Partial<Record<ErrorCode, ErrorText>>;
