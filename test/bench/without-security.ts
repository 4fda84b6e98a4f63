// Loaded into API and worker before anything else, for figure (h) only: what it costs to seal, to encrypt for Temporal and
// to keep the audit, seen by doing without. There is no switch for it in the product.
import { CaseWrites } from '#persistence/case-file/case-writes.js';
import { RecordCipher } from '#privacy/vault.js';
import { EncryptingCodec } from '#temporal/payload-codec.js';

Object.assign(RecordCipher.prototype, {
  sealBytes: (_place: unknown, plain: Buffer) => plain,
  openBytes: (_place: unknown, plain: Buffer) => plain,
});

const asItIs = <Payload>(payloads: Payload): Promise<Payload> => Promise.resolve(payloads);
Object.assign(EncryptingCodec.prototype, { encode: asItIs, decode: asItIs });

const { insert } = Object.getOwnPropertyDescriptors(CaseWrites.prototype);
const insertAllButAudit: CaseWrites['insert'] = function (this: CaseWrites, target, row) {
  if (target !== 'audit') insert.value?.call(this, target, row);
};
Object.assign(CaseWrites.prototype, { insert: insertAllButAudit });
