import type { ErrorCode } from '../errors.js';
import type { ErrorText } from './error-texts.js';

/** Refusals of notices and webhooks. */
export const NOTICE_ERROR_TEXTS = {
  'delivery-not-found': {
    title: { th: 'ไม่พบการส่งนี้', en: 'Delivery not found' },
    detail: {
      th: 'ไม่มีการส่งนี้ของผู้รับนี้ ดูรายการการส่งของผู้รับแล้วเลือกใหม่',
      en: 'This receiver has no such delivery. Look at the list of its deliveries and choose again.',
    },
  },
  'notice-not-found': {
    title: { th: 'ไม่พบการแจ้งเตือน', en: 'Notice not found' },
    detail: {
      th: 'ไม่มีการแจ้งเตือนนี้ถึงท่าน เปิดรายการแจ้งเตือนใหม่อีกครั้ง',
      en: 'There is no such notice to you. Load the list of notices again.',
    },
  },
  'webhook-address-not-public': {
    title: { th: 'ที่อยู่นี้ไม่ใช่เครือข่ายสาธารณะ', en: 'The address is not on the public network' },
    detail: {
      th: 'ที่อยู่ของผู้รับชี้ไปยังเครือข่ายภายใน จึงไม่ส่งให้ ใช้ที่อยู่สาธารณะ หรือให้ผู้ดูแลเซิร์ฟเวอร์อนุญาตเครือข่ายภายในในการตั้งค่า',
      en: 'The receiver’s address leads into an internal network, so nothing is sent there. Use a public address, or have the operator of the server allow internal networks in its settings.',
    },
  },
  'webhook-not-found': {
    title: { th: 'ไม่พบผู้รับ', en: 'Webhook not found' },
    detail: {
      th: 'ไม่มีผู้รับนี้ เปิดรายการผู้รับแล้วเลือกใหม่',
      en: 'There is no such webhook. Load the list of webhooks and choose again.',
    },
  },
  'webhook-url-not-allowed': {
    title: { th: 'ใช้ URL นี้ไม่ได้', en: 'This URL cannot be used' },
    detail: {
      th: 'URL ต้องขึ้นต้นด้วย https:// และไม่มีชื่อผู้ใช้หรือรหัสผ่านอยู่ในนั้น แก้ไขแล้วส่งใหม่',
      en: 'The URL must begin with https:// and carry no user name or password. Correct it and send again.',
    },
  },
} as const satisfies Partial<Record<ErrorCode, ErrorText>>;
