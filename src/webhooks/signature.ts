import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';

/** As its receiver keeps it. */
export const secretInWords = (secret: Uint8Array): string => PREFIX + Buffer.from(secret).toString('base64');

/** What a delivery is signed with, as Standard Webhooks has it: over its id, the time of this try in seconds, and the bytes that are sent. */
export function signedHeaders(
  secret: Uint8Array,
  id: string,
  at: Date,
  body: string,
): Record<string, string> {
  const seconds = String(Math.floor(at.getTime() / 1000));
  const mark = createHmac('sha256', secret).update(`${id}.${seconds}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${mark}` };
}
