import type { DuplicateSignal } from '../duplicates.js';
import type { BilingualText } from '../policy.js';

/** Why two cases are shown as possibly one person's; nothing of either person is in the words. */
export const DUPLICATE_SIGNAL_LABELS: Readonly<Record<DuplicateSignal, BilingualText>> = {
  'same-national-id': { th: 'เลขประจำตัวประชาชนเดียวกัน', en: 'Same national ID number' },
  'same-passport': { th: 'เลขหนังสือเดินทางเดียวกัน', en: 'Same passport number' },
  'same-phone': { th: 'หมายเลขโทรศัพท์เดียวกัน', en: 'Same phone number' },
  'same-full-name': { th: 'ชื่อและนามสกุลเดียวกัน', en: 'Same full name' },
  'similar-name': { th: 'ชื่อคล้ายกัน (สะกดหรือออกเสียง)', en: 'Similar name, in letters or sound' },
  'one-name-alike': { th: 'ชื่อตรงกันหนึ่งคำ', en: 'One name alike' },
  'same-birth-date': { th: 'วันเกิดเดียวกัน', en: 'Same date of birth' },
  'near-birth-date': { th: 'วันเกิดใกล้กัน', en: 'Date of birth near' },
  'same-incident': { th: 'เหตุการณ์เดียวกัน', en: 'Same incident' },
};
