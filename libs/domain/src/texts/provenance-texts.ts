import type { BilingualText } from '../policy.js';

const ACT = 'พ.ร.บ. ป้องกันและปราบปรามการค้ามนุษย์ พ.ศ. 2551';
const NRM = 'กลไกการส่งต่อระดับชาติ (NRM) พ.ศ. 2565';
const DEFAULT = 'ไม่พบฐานทางกฎหมาย เป็นค่าตั้งต้นของระบบ';

/** The law behind a limit and where it was found, in Thai, by what the policy says of it in English. */
const IN_THAI: Readonly<Record<string, string>> = {
  'Anti-Trafficking in Persons Act B.E. 2551, s.29 ¶1': `${ACT} มาตรา 29 วรรคหนึ่ง`,
  'Anti-Trafficking in Persons Act B.E. 2551, s.29 ¶2': `${ACT} มาตรา 29 วรรคสอง`,
  'Anti-Trafficking in Persons Act B.E. 2551, s.29 ¶2 does not say whether the extension counts from the order or from the end of the 24 hours': `${ACT} มาตรา 29 วรรคสอง ไม่ได้ระบุว่าระยะเวลาที่ขยายเริ่มนับจากวันที่มีคำสั่ง หรือจากเวลาที่ครบ 24 ชั่วโมง`,
  'Duty: Anti-Trafficking in Persons Act B.E. 2551, s.29 ¶1, without delay [V2]. The 6 hours are a product default, not law': `หน้าที่ตาม${ACT} มาตรา 29 วรรคหนึ่ง ให้แจ้งโดยไม่ชักช้า [V2] ส่วน 6 ชั่วโมงเป็นค่าตั้งต้นของระบบ ไม่ใช่กฎหมาย`,
  'Duty: Anti-Trafficking in Persons Act B.E. 2551, s.33 [V]. The 24 hours are a product default, not law': `หน้าที่ตาม${ACT} มาตรา 33 [V] ส่วน 24 ชั่วโมงเป็นค่าตั้งต้นของระบบ ไม่ใช่กฎหมาย`,
  'Duty: Anti-Trafficking in Persons Act B.E. 2551, s.34, at the first opportunity [V]. The 3 days are a product default, not law': `หน้าที่ตาม${ACT} มาตรา 34 ให้แจ้งในโอกาสแรก [V] ส่วน 3 วันเป็นค่าตั้งต้นของระบบ ไม่ใช่กฎหมาย`,
  'National Referral Mechanism (NRM) B.E. 2565': NRM,
  'National Referral Mechanism (NRM) B.E. 2565 is read both ways: 45 days in total (15 + 30), or on top of the 15 days': `${NRM} ตีความได้สองทาง คือ 45 วันนับรวมทั้งหมด (15 + 30) หรือนับต่อจาก 15 วันแรก`,
  'Cabinet resolution of 13 December 2559; Interior Ministry announcement 2560':
    'มติคณะรัฐมนตรี 13 ธันวาคม 2559 และประกาศกระทรวงมหาดไทย พ.ศ. 2560',
  'Bilateral standard operating procedures: about every six months': 'แนวปฏิบัติมาตรฐานทวิภาคี ประมาณทุกหกเดือน',
  'No legal source found: product default': DEFAULT,
  'No legal source found: product default. Every "no indication" for a child is read by a second person, whatever the share': `${DEFAULT} ผล "ไม่พบข้อบ่งชี้" ของเด็กต้องมีผู้อ่านทวนอีกคนทุกราย ไม่ว่าสัดส่วนที่สุ่มจะเป็นเท่าใด`,
  'Chosen by the product; to be confirmed by the ministry': 'ระบบกำหนดไว้ รอกระทรวงยืนยัน',
  'Chosen by the product so that 1,000 clocks due in one second are recorded within three (docs/decisions/0020)':
    'ระบบกำหนดไว้ เพื่อให้กำหนดเวลา 1,000 รายการที่ครบในวินาทีเดียวกันถูกบันทึกภายในสามวินาที (docs/decisions/0020)',
};

const OF_THE_GUIDE = /^Saphan domain guide §(?<section>\d), row (?<row>[a-z0-9-]+)(?: \((?<remark>[^)]+)\))?$/;
const REMARKS: Readonly<Record<string, string>> = {
  'the first visit; all of them are in followUpVisits': 'การเยี่ยมครั้งแรก ทุกครั้งอยู่ใน followUpVisits',
  'the limit; its start is a switch': 'ระยะเวลา ส่วนจุดเริ่มนับเลือกตั้งได้',
  'the number; what it counts is a switch': 'จำนวนวัน ส่วนวิธีนับเลือกตั้งได้',
};

/** Both languages of a basis or a source; what somebody has written into a version of her own stays as she wrote it. */
export function provenanceWords(written: string): BilingualText {
  const { section, row, remark } = OF_THE_GUIDE.exec(written)?.groups ?? {};
  if (section === undefined || row === undefined) return { th: IN_THAI[written] ?? written, en: written };
  const added = remark === undefined ? '' : ` (${REMARKS[remark] ?? remark})`;
  return { th: `คู่มือสาระงานของ Saphan ข้อ ${section} แถว ${row}${added}`, en: written };
}
