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
} as const satisfies Partial<Record<ErrorCode, ErrorText>>;
