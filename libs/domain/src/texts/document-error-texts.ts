import type { ErrorText } from './error-texts.js';

/** What people read when a document, or anything else that is sent, is not taken or not there. */
export const DOCUMENT_ERROR_TEXTS = {
  'document-not-found': {
    title: { th: 'ไม่พบเอกสาร', en: 'There is no such document' },
    detail: {
      th: 'ไม่มีเอกสารนี้ หรือคุณไม่มีสิทธิ์ดู เปิดรายการเอกสารของเคสแล้วเลือกใหม่',
      en: 'This document does not exist or is not for you. Open the list of the case’s documents and choose again.',
    },
  },
  'document-quota-reached': {
    title: { th: 'เอกสารของเคสนี้เต็มแล้ว', en: 'The case holds as many documents as it may' },
    detail: {
      th: 'เอกสารของเคสนี้รวมกันเกิน 1 GB รวมหน้าเอกสารเป็น PDF ไฟล์เดียวที่เล็กลงแล้วส่งอีกครั้ง หรือแจ้งผู้ดูแลระบบ',
      en: 'The documents of this case would be more than 1 GB together. Join pages into one smaller PDF and send it again, or tell the administrator.',
    },
  },
  'report-photo-too-late': {
    title: { th: 'หมดเวลาแนบรูปกับรายงานนี้แล้ว', en: 'Photographs can no longer be added to this report' },
    detail: {
      th: 'แนบรูปกับรายงานของท่านได้ภายใน 72 ชั่วโมงหลังส่ง และเมื่อเคสยังไม่ปิด มอบรูปให้เจ้าหน้าที่ที่ดูแลเคสแทน',
      en: 'You can add photographs to your report for 72 hours after it was received, while its case is open. Give the picture to the officer who has the case.',
    },
  },
  'report-photos-full': {
    title: { th: 'รายงานนี้มีรูปครบแล้ว', en: 'The report holds as many photographs as it may' },
    detail: {
      th: 'แนบรูปได้ {count} รูปต่อบุคคล มอบรูปที่เหลือให้เจ้าหน้าที่ที่ดูแลเคส',
      en: 'There are {count} photographs of this person, as many as a report takes. Give the others to the officer who has the case.',
    },
  },
  'too-many-uploads': {
    title: { th: 'มีเอกสารที่ส่งค้างอยู่มากเกินไป', en: 'Too many documents on their way' },
    detail: {
      th: 'ท่านมีเอกสารที่ส่งยังไม่ครบถึง {count} ฉบับแล้ว ส่งให้ครบหรือยกเลิกบางฉบับก่อน แล้วเริ่มใหม่',
      en: 'You have {count} documents that are not whole yet. Finish or give up some of them, then begin again.',
    },
  },
  'upload-not-found': {
    title: { th: 'ไม่พบการส่งเอกสารนี้', en: 'No such upload' },
    detail: {
      th: 'การส่งนี้จบแล้ว หมดเวลา หรือไม่ใช่ของท่าน เริ่มส่งเอกสารใหม่',
      en: 'The upload is finished, out of time, or not yours. Begin to send the document again.',
    },
  },
  'upload-offset-conflict': {
    title: { th: 'ส่วนของเอกสารไม่ต่อเนื่อง', en: 'The piece does not follow' },
    detail: {
      th: 'ระบบได้รับแล้ว {offset} ไบต์ ส่งต่อจากตำแหน่งนั้น',
      en: 'So far {offset} bytes are there; go on from that place.',
    },
  },
  'document-refused': {
    title: { th: 'ไม่รับไฟล์นี้', en: 'The file is not taken' },
    detail: {
      th: 'ไฟล์นี้ไม่ใช่ PDF, JPEG, PNG หรือ WebP ที่สมบูรณ์ หรือมีสิ่งอื่นแฝงอยู่ ภาพใหญ่เกินไป หรือพบมัลแวร์ บันทึกเป็น PDF หรือถ่ายภาพใหม่แล้วส่งอีกครั้ง',
      en: 'The file is not a whole PDF, JPEG, PNG or WebP, or something else hides in it, or the picture is too large, or malware was found. Save it as a PDF or take a new picture, and send it again.',
    },
  },
  'payload-too-large': {
    title: { th: 'ข้อมูลใหญ่เกินไป', en: 'Too much at once' },
    detail: {
      th: 'ข้อมูลที่ส่งมีขนาดใหญ่เกินไป (ขีดจำกัด: {limit}) ทำข้อความให้สั้นลงหรือแบ่งส่งหลายครั้ง',
      en: 'What you sent is too large (limit: {limit}). Shorten the texts or send it in parts.',
    },
  },
} as const satisfies Record<string, ErrorText>;
