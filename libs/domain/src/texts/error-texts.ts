import { ERROR_CODES, type ErrorCode } from '../errors.js';
import type { BilingualText } from '../policy.js';
export const ERROR_TEXTS = Object.fromEntries(ERROR_CODES.map((c) => [c, { title: { th: c, en: c }, detail: { th: c, en: c } }])) as Record<ErrorCode, { title: BilingualText; detail: BilingualText }>;
export function fillIn(text: string, params: Readonly<Record<string, string | number>>): string { return text.replace(/\{(\w+)\}/g, (_, k: string) => String(params[k] ?? '')); }
