import { fileURLToPath } from 'node:url';
import type { DataConverter } from '@temporalio/common';
import type { Vault } from '#privacy/vault.js';
import { EncryptingCodec } from './payload-codec.js';

/** Also given to the bundler: inside the sandbox a workflow's own failures are converted by it. */
export const FAILURE_CONVERTER_PATH = fileURLToPath(
  new URL('../../../workflows/src/kit/failure-converter.cjs', import.meta.url),
);

/** How every client and worker of ours reads and writes what Temporal keeps. */
export function dataConverterOf(vault: Pick<Vault, 'payloadKeys'>): DataConverter {
  return { payloadCodecs: [new EncryptingCodec(vault)], failureConverterPath: FAILURE_CONVERTER_PATH };
}
