import { noticeSentence, type NoticeKind, type NoticeParams } from '#domain/texts/notice-texts.js';

export interface MailedNotice {
  readonly kind: NoticeKind;
  readonly params: NoticeParams;
  readonly caseId: string | null;
}

export interface Mail {
  readonly subject: string;
  readonly text: string;
}

/** An e-mail of one notice or of a digest: sentences and links, and nothing of whom they are about. */
export function mailOf(notices: readonly MailedNotice[], publicUrl: string): Mail {
  const [first] = notices;
  if (first === undefined) throw new Error('A mail has a notice');
  const subject =
    notices.length === 1
      ? `Saphan: ${noticeSentence(first.kind, first.params, 'th')}`
      : `Saphan: แจ้งเตือน ${notices.length} รายการ · ${notices.length} notices`;
  const lines = notices.map(({ kind, params, caseId }) =>
    [
      noticeSentence(kind, params, 'th'),
      noticeSentence(kind, params, 'en'),
      ...(caseId === null ? [] : [`${publicUrl}/cases/${caseId}`]),
    ].join('\n'),
  );
  return { subject, text: `${lines.join('\n\n')}\n` };
}
