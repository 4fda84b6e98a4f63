import { defineSearchAttributeKey } from '@temporalio/common';
import type { Connection } from '@temporalio/client';

/** Codes only: the visibility store is read by operators who must not know a person. */
export const STAGE = defineSearchAttributeKey('SaphanStage', 'KEYWORD');
export const PROVINCE = defineSearchAttributeKey('SaphanProvince', 'KEYWORD');
export const POLICY = defineSearchAttributeKey('SaphanPolicy', 'KEYWORD');

const KEYWORD_VALUE_TYPE = 2;

/** Registers what is missing, on an existing cluster as well; already there is fine. */
export async function registerSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = [STAGE, PROVINCE, POLICY]
    .map(({ name }) => name)
    .filter((name) => customAttributes[name] === undefined);
  if (missing.length === 0) return;
  await connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(missing.map((name) => [name, KEYWORD_VALUE_TYPE])),
  });
}
