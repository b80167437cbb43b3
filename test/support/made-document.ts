import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DocumentsMaker } from '../../src/documents/documents.maker.js';
import { formWithFile, pdf } from './multipart.js';
import type { RouteWorld } from './route-world.js';

/** What stands on the paper that went out. */
export const issue = {
  number: '123-CV/VPTU',
  issuedOn: '2019-11-20',
  signerPost: 'CHÁNH VĂN PHÒNG',
  signerName: 'Người ký như trên bản giấy',
};

const made = new WeakMap<RouteWorld, Promise<number>>();

/** The id of a letter of Hanoi's office, whose files are made. */
export function madeDocument(world: RouteWorld): Promise<number> {
  if (!made.has(world)) made.set(world, freshDocument(world));
  return made.get(world)!;
}

/** The same with a signed copy, of which no two are alike. @param more fields in the place of others */
export async function issuedBy(more: Record<string, string> = {}) {
  const { payload, headers } = await formWithFile('Bản ký.pdf', pdf(randomUUID()), { ...issue, ...more });
  return { body: payload, headers };
}

/** The id of a document that was issued: its first entry has a file. */
export async function issuedDocument(world: RouteWorld): Promise<number> {
  const id = await madeDocument(world);
  const entries = await world.value(`select count(*)::integer from document_issue where document_id = ${id}`);
  if (entries > 0) return id;
  // The day on which it was made: the clock may have been moved since.
  const { body, headers } = await issuedBy({ issuedOn: world.today });
  const answer = await world.ask(
    'coordinator@hanoi',
    'POST',
    `/api/v1/documents/${id}/issues`,
    body,
    headers,
  );
  if (answer.status !== 201) throw new Error(`Not issued: ${answer.text}`);
  return id;
}

/** Another version of it, of which nothing is recorded yet. */
export async function freshDocument(world: RouteWorld): Promise<number> {
  const letter = {
    kind: 'reminder_letter',
    day: '2019-11-20',
    body: 'hn-so-cong-thuong',
    edition: 'committees',
    language: 'vi',
  };
  const { json } = await world.ask(
    'coordinator@hanoi',
    'POST',
    '/api/v1/agreements/2016-tb-tu/documents',
    letter,
  );
  await untilMade(world, json.id);
  return json.id;
}

/** By whoever has it: a job that was put on the queue with it may be first. */
async function untilMade(world: RouteWorld, id: number): Promise<void> {
  const maker = world.program.app.get(DocumentsMaker, { strict: false });
  for (let tries = 0; tries < 600; tries += 1) {
    await maker.makeAll();
    const status = await world.value<string>(`select status from document where id = ${id}`);
    if (status === 'done') return;
    if (status === 'failed') throw new Error(`document ${id} could not be made`);
    await sleep(100);
  }
  throw new Error(`document ${id} is still being made`);
}
