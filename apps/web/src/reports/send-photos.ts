import { documentsControllerAttach } from '#client/sdk.gen.js';
import type { ReportReceipt } from '../api/answers.js';
import { answerOf } from '../api/request.js';
import { vaultOf } from '../offline/vault.js';
import { listOutbox, refusalOf, type OutboxPhoto } from './outbox.js';

/** The photographs of reports that have been received, each to the case of its person. Called under the outbox's lock. */
export async function sendPhotos(username: string): Promise<void> {
  const vault = await vaultOf(username);
  for (const { content } of [...(await listOutbox(username))].reverse()) {
    let item = content;
    for (const photo of content.photos) {
      if (photo.state !== 'waiting' || item.receipt === null) continue;
      const settled = await send(photo, item.receipt, await vault.findPhoto(photo.id));
      // Nobody answers: the others would not get through either.
      if (settled === null) return;
      item = { ...item, photos: item.photos.map((known) => (known.id === photo.id ? settled : known)) };
      await vault.put('outbox', item.key, item);
      if (settled.state === 'sent') await vault.remove(photo.id);
    }
  }
}

async function send(
  photo: OutboxPhoto,
  { cases }: ReportReceipt,
  bytes: Uint8Array<ArrayBuffer> | null,
): Promise<OutboxPhoto | null> {
  const kase = cases[photo.person];
  if (bytes === null || kase === undefined) return { ...photo, state: 'gone' };
  try {
    await answerOf(
      documentsControllerAttach({
        path: { id: kase.id },
        body: { kind: 'photo', file: new File([bytes], 'photo.jpg', { type: 'image/jpeg' }) },
        headers: { 'Idempotency-Key': photo.id },
      }),
    );
    return { ...photo, state: 'sent', reason: null };
  } catch (reason) {
    const words = refusalOf(reason);
    return words === null ? null : { ...photo, state: 'failed', reason: words };
  }
}
