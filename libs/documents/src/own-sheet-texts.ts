import type { Stage } from '#domain/stages.js';

/** Languages in which a person can be given her sheet. */
export const SHEET_LANGUAGES = ['th', 'en', 'lo', 'my', 'km', 'vi', 'zh'] as const;
export type SheetLanguage = (typeof SHEET_LANGUAGES)[number];

/** A language's name in itself, so that she can say which one she reads. */
export const LANGUAGE_NAMES = {
  th: 'ภาษาไทย',
  en: 'English',
  lo: 'ພາສາລາວ',
  my: 'မြန်မာဘာသာ',
  km: 'ភាសាខ្មែរ',
  vi: 'Tiếng Việt',
  zh: '中文',
} as const satisfies Record<SheetLanguage, string>;

/**
 * One sentence in the languages in which it is certain: Thai and English always. What is missing is shown in Thai and
 * English with a mark; nothing is filled in by a machine.
 */
export type SheetText = Readonly<Record<'th' | 'en', string>> & Readonly<Partial<Record<SheetLanguage, string>>>;

/** No word in the whole sheet may endanger her when it is found: see own-sheet.spec.ts. */
export const SHEET = {
  title: { th: 'ข้อมูลสำหรับคุณ', en: 'Information for you', vi: 'Thông tin dành cho bạn', zh: '给您的信息' },
  intro: {
    th: 'คุณเก็บแผ่นนี้ไว้ได้ ถ้ามีอะไรไม่เข้าใจ ให้คนที่ดูแลคุณช่วยอธิบาย',
    en: 'You may keep this sheet. If something is not clear, ask the person who helps you to explain it.',
    vi: 'Bạn có thể giữ tờ này. Nếu có điều gì chưa rõ, hãy hỏi người đang giúp bạn.',
    zh: '您可以保留这张纸。如有不明白的地方，请帮助您的人为您解释。',
  },
  rightsHeading: { th: 'สิทธิของคุณ', en: 'Your rights', vi: 'Quyền của bạn', zh: '您的权利' },
  nextHeading: {
    th: 'จะเกิดอะไรต่อไป',
    en: 'What happens next',
    vi: 'Điều gì sẽ diễn ra tiếp theo',
    zh: '接下来会发生什么',
  },
  datesHeading: { th: 'ภายในเมื่อใด', en: 'By when', vi: 'Trước thời điểm nào', zh: '时间期限' },
  callHeading: { th: 'โทรหาใครได้', en: 'Whom to call', vi: 'Gọi cho ai', zh: '可以打电话给谁' },
  notTranslated: {
    th: 'ส่วนที่มีเครื่องหมาย * ยังไม่มีคำแปลที่ตรวจแล้วในภาษานี้ ขอให้ล่ามอ่านให้ฟัง',
    en: 'Parts marked * have no checked translation into this language yet. Please let an interpreter read them to you.',
  },
  notChecked: {
    th: 'คำแปลภาษานี้ยังไม่ได้รับการตรวจจากล่ามที่ขึ้นทะเบียน หากต่างกันให้ถือภาษาไทย',
    en: 'This translation has not been checked by a registered interpreter yet. Where they differ, the Thai text counts.',
  },
  issued: { th: 'ออกให้เมื่อ {at}', en: 'Given on {at}', vi: 'Ngày phát: {at}', zh: '发给日期：{at}' },
  noDates: {
    th: 'ตอนนี้ไม่มีกำหนดเวลาที่เกี่ยวกับคุณ',
    en: 'At the moment no date concerns you.',
    vi: 'Hiện tại không có thời hạn nào liên quan đến bạn.',
    zh: '目前没有与您有关的期限。',
  },
} as const satisfies Record<string, SheetText>;

/** s.33 and s.34 in plain words, and what holds for everybody who is asked to decide. */
export const RIGHTS: readonly SheetText[] = [
  {
    th: 'คุณขอที่พัก อาหาร เสื้อผ้า และการรักษาพยาบาลได้ โดยไม่เสียเงิน',
    en: 'You can ask for a place to stay, food, clothes and a doctor. It costs you nothing.',
    vi: 'Bạn có thể xin chỗ ở, thức ăn, quần áo và khám bệnh. Bạn không phải trả tiền.',
    zh: '您可以要求住处、食物、衣服和看医生，全部免费。',
  },
  {
    th: 'คุณขอล่ามได้ และขอเปลี่ยนล่ามได้',
    en: 'You can ask for an interpreter, and for another one.',
    vi: 'Bạn có thể yêu cầu phiên dịch, và có thể xin đổi phiên dịch.',
    zh: '您可以要求翻译，也可以要求换一位翻译。',
  },
  {
    th: 'คุณถามได้ทุกเรื่อง พักได้ และไม่ตอบก็ได้',
    en: 'You can ask anything, take a break, and choose not to answer.',
    vi: 'Bạn có thể hỏi mọi điều, nghỉ giải lao, và có thể không trả lời.',
    zh: '您可以提任何问题，可以休息，也可以不回答。',
  },
  {
    th: 'คุณเลือกแต่ละเรื่องแยกกัน และเปลี่ยนใจได้ การปฏิเสธเรื่องหนึ่งไม่ทำให้เสียสิทธิเรื่องอื่น',
    en: 'You decide on each offer separately and may change your mind. Saying no to one does not take away another.',
    vi: 'Bạn quyết định riêng từng việc và có thể đổi ý. Từ chối một việc không làm mất quyền khác.',
    zh: '每一项您都可以分别决定，也可以改变主意。拒绝一项不会失去其他权利。',
  },
  {
    th: 'คุณขอความช่วยเหลือทางกฎหมาย และเรียกค่าจ้างหรือค่าเสียหายที่ควรได้รับได้',
    en: 'You can ask for a lawyer, and claim wages and other money that is owed to you.',
    vi: 'Bạn có thể xin trợ giúp pháp lý, và đòi tiền lương hoặc khoản tiền mà bạn phải được nhận.',
    zh: '您可以请求法律帮助，并追讨应得的工资和其他款项。',
  },
  {
    th: 'คุณขอเรียน ฝึกอาชีพ หรือขอกลับบ้านอย่างปลอดภัยได้',
    en: 'You can ask for schooling or training, and for a safe way home.',
    vi: 'Bạn có thể xin học tập, học nghề, hoặc xin về nhà an toàn.',
    zh: '您可以要求上学或职业培训，也可以要求安全回家。',
  },
  {
    th: 'เรื่องของคุณเป็นความลับ คุณขอดูข้อมูลของคุณ และขอให้แก้ไขได้',
    en: 'What you tell is confidential. You can ask to see what is written about you and have it corrected.',
    vi: 'Những gì bạn kể được giữ kín. Bạn có thể xin xem và xin sửa thông tin về mình.',
    zh: '您说的内容会保密。您可以要求查看关于您的记录，也可以要求更正。',
  },
  {
    th: 'ถ้าไม่เห็นด้วยกับผลที่ได้รับ คุณขอเหตุผลและขอให้พิจารณาใหม่ได้',
    en: 'If you do not agree with a result, you can ask for the reasons and for a new look.',
    vi: 'Nếu không đồng ý với kết quả, bạn có thể yêu cầu nêu lý do và xem xét lại.',
    zh: '如果您不同意某个结果，可以要求说明理由并重新考虑。',
  },
];

/** What comes next, told by the stage in which she is. */
export const NEXT_STEPS = {
  report: {
    th: 'เจ้าหน้าที่จะมาคุยกับคุณเพื่อดูว่าคุณปลอดภัยและต้องการอะไร',
    en: 'Somebody will talk with you to see that you are safe and what you need.',
  },
  reception: {
    th: 'จะมีคนไปรับคุณเมื่อมาถึง และพูดคุยเรื่องที่คุณต้องการ',
    en: 'Somebody will meet you when you arrive and talk with you about what you need.',
  },
  'preliminary-screening': {
    th: 'จะมีการพูดคุยในที่ที่ปลอดภัย ใช้เวลาเท่าที่คุณต้องการ แล้วจะบอกผลให้คุณทราบ',
    en: 'There will be a talk in a safe place, at your pace. You will be told the result.',
  },
  'temporary-protection': {
    th: 'คุณอยู่ในที่ปลอดภัยชั่วคราว ภายใน 24 ชั่วโมงต้องมีการบอกคุณว่าจะเป็นอย่างไรต่อ และถามว่าคุณต้องการอะไร',
    en: 'You are in a safe place for a short time. Within 24 hours you must be told what follows and asked what you want.',
  },
  'recovery-reflection': {
    th: 'คุณมีเวลาพักและคิด ไม่มีใครเร่งให้คุณตัดสินใจได้',
    en: 'You have time to rest and to think. Nobody may press you to decide.',
  },
  'formal-identification': {
    th: 'คณะทำงานหลายฝ่ายจะคุยกับคุณ แล้วแจ้งผลพร้อมเหตุผลเป็นลายลักษณ์อักษร',
    en: 'A team will talk with you and then give you a result with written reasons.',
  },
  'rights-and-choices': {
    th: 'เจ้าหน้าที่จะอธิบายสิทธิของคุณ แล้วถามว่าคุณเลือกอะไร ทีละเรื่อง',
    en: 'Your rights will be explained, and you will be asked what you choose, one thing at a time.',
  },
  assistance: {
    th: 'จะช่วยกันวางแผนตามที่คุณต้องการ เช่น ที่พัก การรักษา กฎหมาย การเรียน และงาน',
    en: 'A plan is made with you: where to stay, health, legal help, school and work.',
  },
  return: {
    th: 'จะตรวจดูก่อนว่าบ้านปลอดภัย แล้วจึงเดินทาง ถ้าไม่ปลอดภัย คุณไม่ต้องกลับ',
    en: 'It is checked first that home is safe. Only then you travel. If it is not safe, you need not go.',
  },
  reintegration: {
    th: 'จะช่วยคุณเริ่มชีวิตใหม่ เช่น เรียน ทำงาน และจัดการหนี้สิน',
    en: 'You are helped to begin anew: school, work, debts.',
  },
  'follow-up': {
    th: 'จะมีคนติดต่อคุณเป็นระยะ ตามวิธีที่คุณบอกว่าปลอดภัย',
    en: 'Somebody will be in touch from time to time, in the way that you say is safe.',
  },
  closure: {
    th: 'การดูแลใกล้สิ้นสุด ถ้ายังต้องการความช่วยเหลือ บอกได้ทันที',
    en: 'The care is about to end. If you still need help, say so at any time.',
  },
  closed: {
    th: 'การดูแลสิ้นสุดแล้ว คุณขอความช่วยเหลืออีกได้ทุกเมื่อ',
    en: 'The care has ended. You can ask for help again at any time.',
  },
} as const satisfies Record<Stage, SheetText>;

/** The dates that concern her, in her words; other clocks are the offices' own. */
export const HER_DATES = {
  's29-custody': {
    th: 'ต้องบอกคุณว่าจะเป็นอย่างไรต่อ ภายใน {at}',
    en: 'You must be told what follows by {at}',
    vi: 'Bạn phải được cho biết điều tiếp theo trước {at}',
    zh: '必须在 {at} 之前告诉您接下来的安排',
  },
  's29-court-extension': {
    th: 'อยู่ในที่ปลอดภัยชั่วคราวได้ไม่เกิน {at}',
    en: 'The short stay in the safe place ends by {at}',
  },
  'rights-assistance': { th: 'ต้องบอกสิทธิให้คุณทราบ ภายใน {at}', en: 'Your rights must be told to you by {at}' },
  'nrm-before-interview': { th: 'จะมีคณะทำงานมาคุยกับคุณ ภายใน {at}', en: 'The team will talk with you by {at}' },
  'nrm-reflection': { th: 'คุณมีเวลาพักและคิดถึง {at}', en: 'You have time to rest and think until {at}' },
  'mdt-result': { th: 'คุณจะได้รับผลเป็นลายลักษณ์อักษร ภายใน {at}', en: 'You get the written result by {at}' },
  'rights-compensation': {
    th: 'ต้องบอกคุณเรื่องค่าจ้างและเงินที่ควรได้ ภายใน {at}',
    en: 'You must be told how to claim money that is owed to you by {at}',
  },
  'family-tracing': { th: 'จะได้ข่าวจากครอบครัว ภายใน {at}', en: 'News of your family is expected by {at}' },
  'stay-permit': { th: 'คุณอยู่และทำงานได้ถึง {at}', en: 'You may stay and work until {at}' },
  'follow-up': { th: 'จะมีคนติดต่อคุณราว {at}', en: 'Somebody will be in touch around {at}' },
} as const satisfies Record<string, SheetText>;

/** Lines that answer at any hour. 1300: social assistance centre; 1669: ambulance. */
export const NUMBERS: readonly (SheetText & { readonly number: string })[] = [
  {
    number: '1300',
    th: 'ศูนย์ช่วยเหลือสังคม ตลอด 24 ชั่วโมง',
    en: 'Social assistance, day and night',
    vi: 'Trung tâm trợ giúp xã hội, cả ngày lẫn đêm',
    zh: '社会援助中心，24 小时',
  },
  {
    number: '1669',
    th: 'เจ็บป่วยฉุกเฉิน ตลอด 24 ชั่วโมง',
    en: 'Ambulance, day and night',
    vi: 'Cấp cứu, cả ngày lẫn đêm',
    zh: '急救，24 小时',
  },
];
