import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { Webhook } from 'standardwebhooks';
import { parseReceiver, publicLookup, RefusedAddressError, type AddressRules } from './public-address.js';

export interface WebhookCall {
  /** `webhook-id`: the same at every try, so that the receiver can tell a repetition. */
  readonly id: string;
  readonly url: string;
  readonly secret: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

const TIMEOUT_MS = 10_000;

/**
 * Calls a receiver once, signed by Standard Webhooks 1.0. Null when it has taken it, else a code of why not. A redirect
 * is never followed: it could lead anywhere. What the receiver answers beyond its status is not read.
 */
export async function callWebhook(
  { id, url, secret, payload }: WebhookCall,
  rules: AddressRules,
): Promise<string | null> {
  let receiver: URL;
  try {
    receiver = parseReceiver(url, rules);
  } catch (failure) {
    return failureCode(failure);
  }
  const body = JSON.stringify(payload);
  const now = new Date();
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'user-agent': 'Saphan-Webhooks',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, now, body),
  };
  const request = receiver.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve) => {
    const call = request(
      receiver,
      { method: 'POST', headers, lookup: publicLookup(rules), agent: false, signal: AbortSignal.timeout(TIMEOUT_MS) },
      (answer) => {
        const { statusCode = 0 } = answer;
        answer.destroy();
        resolve(statusCode >= 200 && statusCode < 300 ? null : `http-${statusCode}`);
      },
    );
    call.on('error', (failure) => resolve(failureCode(failure)));
    call.end(body);
  });
}

function failureCode(failure: unknown): string {
  if (failure instanceof RefusedAddressError) return failure.code;
  const code = (failure as { code?: unknown }).code;
  if (code === 'ABORT_ERR') return 'timeout';
  return typeof code === 'string' ? code.toLowerCase() : 'failed';
}
