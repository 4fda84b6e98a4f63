import { execFileSync } from 'node:child_process';

/** What a reader of the document would copy out of it. Needs Debian's poppler-utils. */
export function textOfPdf(pdf: Buffer): Promise<string> {
  return Promise.resolve(execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' }));
}
