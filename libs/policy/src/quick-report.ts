import { readFileSync } from 'node:fs';
import { deepFrozen } from './deep-frozen.js';
import type { WrittenForm } from './form.js';
import { DEFAULT_POLICY_VERSION } from './load-policy.js';

/** It belongs to no task: there is no case yet when it is filled in. */
export type QuickReportForm = Omit<WrittenForm, 'id'> & { readonly id: 'quick-report' };

const FILE = new URL(`../${DEFAULT_POLICY_VERSION}/quick-report.json`, import.meta.url);
let form: QuickReportForm | undefined;

/**
 * The quick report as data: what is asked, in which words. What is sent is checked in one place, the body of
 * `POST /v1/reports`; a spec holds the two, and the words of the console, to each other
 * (test/architecture/quick-report.spec.ts).
 */
export function quickReportForm(): QuickReportForm {
  form ??= deepFrozen(JSON.parse(readFileSync(FILE, 'utf8')) as QuickReportForm);
  return form;
}
