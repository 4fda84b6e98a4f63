import type { ErrorCode } from '../errors.js';
import type { ErrorText } from './error-texts.js';

/** Refusals around accounts, passwords, second factors and sessions. */
export const ACCOUNT_ERROR_TEXTS = {
  'account-exists': {
    title: { th: 'มีบัญชีชื่อนี้แล้ว', en: 'The account exists already' },
    detail: {
      th: 'มีผู้ใช้ชื่อนี้แล้ว เลือกชื่อผู้ใช้อื่น หรือเปิดใช้บัญชีเดิม',
      en: 'There is an account with this name already. Choose another name, or enable the one that is there.',
    },
  },
  'account-not-found': {
    title: { th: 'ไม่พบบัญชี', en: 'Account not found' },
    detail: {
      th: 'ไม่มีบัญชีนี้ กลับไปที่รายชื่อบัญชีแล้วเลือกใหม่',
      en: 'There is no such account. Go back to the list of accounts and choose again.',
    },
  },
  'agency-not-found': {
    title: { th: 'ไม่พบหน่วยงาน', en: 'Agency not found' },
    detail: {
      th: 'ไม่มีบัญชีของหน่วยงานนี้ กลับไปที่รายชื่อหน่วยงานแล้วเลือกใหม่',
      en: 'Nobody has an account of this agency. Go back to the list of agencies and choose again.',
    },
  },
  'account-not-linked': {
    title: { th: 'บัญชีหน่วยงานยังไม่ได้เชื่อม', en: 'Your agency’s account is not linked yet' },
    detail: {
      th: 'ท่านยืนยันตัวตนกับหน่วยงานแล้ว แต่ยังไม่ได้เชื่อมกับบัญชีในระบบนี้ ขอให้ผู้ดูแลระบบเชื่อมให้ก่อนแล้วเข้าใหม่',
      en: 'Your agency knows you, but no account here is linked to you yet. Ask an administrator to link it, then sign in again.',
    },
  },
  'activation-invalid': {
    title: { th: 'รหัสเปิดบัญชีใช้ไม่ได้', en: 'The activation code does not work' },
    detail: {
      th: 'รหัสนี้ผิด หมดอายุ หรือใช้ไปแล้ว ตรวจแล้วพิมพ์ใหม่ หรือขอรหัสใหม่จากผู้ดูแลระบบ',
      en: 'This code is wrong, too old or used already. Check it and type it again, or ask an administrator for a new one.',
    },
  },
  'identity-linked': {
    title: { th: 'บัญชีหน่วยงานนี้เชื่อมไว้แล้ว', en: 'This identity is linked already' },
    detail: {
      th: 'บัญชีหน่วยงานนี้เชื่อมกับบัญชีในระบบแล้ว ถอดการเชื่อมเดิมก่อน แล้วเชื่อมใหม่',
      en: 'This identity belongs to an account already. Remove that link first, then link it again.',
    },
  },
  'machine-token-not-found': {
    title: { th: 'ไม่พบโทเคน', en: 'Token not found' },
    detail: {
      th: 'ไม่มีโทเคนนี้ หรือไม่ใช่ของท่าน กลับไปที่รายการแล้วเลือกใหม่',
      en: 'There is no such token, or it is not yours. Go back to the list and choose again.',
    },
  },
  'own-account': {
    title: { th: 'เป็นบัญชีของท่านเอง', en: 'Your own account' },
    detail: {
      th: 'ท่านเปลี่ยนสิทธิหรือปิดบัญชีของตนเองไม่ได้ ขอให้ผู้ดูแลระบบอีกคนทำให้',
      en: 'You cannot change the rights of your own account or disable it. Ask another administrator.',
    },
  },
  'password-breached': {
    title: { th: 'รหัสผ่านนี้เคยรั่วไหล', en: 'This password is known to thieves' },
    detail: {
      th: 'รหัสผ่านนี้อยู่ในรายการที่เคยรั่วไหลหรือเดาง่าย เลือกหลายคำที่ไม่เกี่ยวกันมาเรียงต่อกัน',
      en: 'This password, or what it is made of, is on the lists that thieves try first. Choose several words that have nothing to do with each other.',
    },
  },
  'password-guessable': {
    title: { th: 'รหัสผ่านเดาได้ง่าย', en: 'This password is easy to guess' },
    detail: {
      th: 'รหัสผ่านทำจากชื่อท่าน หน่วยงาน หรือชื่อระบบเกือบทั้งหมด เลือกคำอื่นที่ไม่เกี่ยวกัน',
      en: 'The password is little more than your name, your agency or the name of the system. Choose other words.',
    },
  },
  'password-too-long': {
    title: { th: 'รหัสผ่านยาวเกินไป', en: 'The password is too long' },
    detail: {
      th: 'รหัสผ่านยาวเกิน {longest} ตัวอักษร เลือกให้สั้นลง',
      en: 'The password is longer than {longest} characters. Choose a shorter one.',
    },
  },
  'password-too-short': {
    title: { th: 'รหัสผ่านสั้นเกินไป', en: 'The password is too short' },
    detail: {
      th: 'รหัสผ่านต้องยาวอย่างน้อย {shortest} ตัวอักษร ใช้หลายคำเรียงกันได้ ไม่ต้องมีตัวเลขหรือเครื่องหมาย',
      en: 'A password has at least {shortest} characters. Several words in a row are good; digits and signs are not needed.',
    },
  },
  'proof-wrong': {
    title: { th: 'ยืนยันตัวตนไม่ผ่าน', en: 'That is not the right proof' },
    detail: {
      th: 'รหัสไม่ถูกต้องหรือใช้ไปแล้ว รอรหัสถัดไปในแอปแล้วพิมพ์ใหม่ หรือใช้รหัสกู้คืน',
      en: 'The code or password is wrong or was used already. Wait for the next code of your authenticator, or use a recovery code.',
    },
  },
  'scope-not-allowed': {
    title: { th: 'ให้สิทธินี้แก่โทเคนไม่ได้', en: 'Not a right that you can give' },
    detail: {
      th: 'โทเคนมีได้เฉพาะสิทธิที่ท่านมีเอง ลบสิทธิที่มีเครื่องหมายแล้วส่งใหม่',
      en: 'A token can only hold rights that you have yourself. Remove the marked ones and send again.',
    },
  },
  'second-factor-enrolled': {
    title: { th: 'ตั้งค่าไว้แล้ว', en: 'It is set up already' },
    detail: {
      th: 'ท่านตั้งแอปยืนยันตัวตนไว้แล้ว ถ้าเปลี่ยนเครื่อง ให้ลบของเดิมก่อนแล้วตั้งใหม่',
      en: 'You have an authenticator already. If you have a new telephone, remove the old one first and set it up again.',
    },
  },
  'second-factor-not-set-up': {
    title: { th: 'ต้องยืนยันตัวตนขั้นที่สองก่อน', en: 'A second factor comes first' },
    detail: {
      th: 'บทบาทของท่านต้องยืนยันตัวตนสองขั้น ตั้งแอปยืนยันตัวตนที่หน้าบัญชีของท่าน หรือกรอกรหัสจากแอป แล้วทำต่อ',
      en: 'Your role needs a second factor. Set up an authenticator on your account’s page, or enter its code, then go on.',
    },
  },
  'second-factor-required': {
    title: { th: 'กรอกรหัสจากแอปยืนยันตัวตน', en: 'Enter the code of your authenticator' },
    detail: {
      th: 'รหัสผ่านถูกต้อง กรอกรหัส 6 หลักจากแอปยืนยันตัวตน หรือรหัสกู้คืน แล้วเข้าสู่ระบบอีกครั้ง',
      en: 'Add the six digits of your authenticator, or a recovery code, and sign in again.',
    },
  },
  'session-not-found': {
    title: { th: 'ไม่พบการเข้าใช้', en: 'Session not found' },
    detail: {
      th: 'การเข้าใช้นี้สิ้นสุดไปแล้ว หรือไม่ใช่ของท่าน โหลดรายการใหม่',
      en: 'This session has ended already, or it is not yours. Load the list again.',
    },
  },
  'sign-in-provider-absent': {
    title: { th: 'ยังไม่มีการเข้าผ่านหน่วยงาน', en: 'No sign-in through an agency' },
    detail: {
      th: 'ระบบนี้ยังไม่ได้ตั้งค่าการเข้าผ่านหน่วยงาน ใช้ชื่อผู้ใช้และรหัสผ่าน หรือติดต่อผู้ดูแลระบบ',
      en: 'This installation has no sign-in through an agency. Use your name and password, or ask the administrator.',
    },
  },
  'sign-in-provider-failed': {
    title: { th: 'เข้าผ่านหน่วยงานไม่สำเร็จ', en: 'The sign-in through your agency failed' },
    detail: {
      th: 'หน่วยงานไม่ยืนยันการเข้าใช้ครั้งนี้ หรือใช้เวลานานเกินไป เริ่มเข้าสู่ระบบใหม่',
      en: 'Your agency did not confirm this sign-in, or it took too long. Start again from the sign-in page.',
    },
  },
  'step-up-required': {
    title: { th: 'ต้องยืนยันตัวตนอีกครั้ง', en: 'Show again who you are' },
    detail: {
      th: 'เรื่องนี้สำคัญ จึงต้องยืนยันว่าเป็นท่านจริง กรอกรหัสจากแอปหรือรหัสผ่าน แล้วทำอีกครั้ง',
      en: 'This matters, so show once more that it is you: enter your authenticator’s code or your password, then do it again.',
    },
  },
  'supervisor-not-possible': {
    title: { th: 'เป็นหัวหน้าไม่ได้', en: 'Not a possible supervisor' },
    detail: {
      th: 'หัวหน้าต้องเป็นบัญชีที่เปิดใช้อยู่ ไม่ใช่ตนเอง และไม่ใช่ผู้ที่อยู่ใต้บังคับบัญชาของบัญชีนี้ เลือกคนอื่น',
      en: 'A supervisor is an enabled account, not the person herself and nobody below her. Choose another one.',
    },
  },
  'too-many-requests': {
    title: { th: 'ส่งคำขอถี่เกินไป', en: 'Too many requests' },
    detail: {
      th: 'มีคำขอจากบัญชีนี้มากในเวลาสั้น ๆ (รอ {seconds} วินาที) รอสักครู่แล้วทำต่อ',
      en: 'This account has asked very often in a short time (wait {seconds} seconds). Pause, then go on.',
    },
  },
} as const satisfies Partial<Record<ErrorCode, ErrorText>>;
