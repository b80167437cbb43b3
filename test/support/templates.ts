import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { formWithFile } from './multipart.js';
import type { RouteWorld } from './route-world.js';

export const TEMPLATES = '/api/v1/agreements/2016-tb-tu/templates';

/** The shipped layout of a slot as a template. */
export async function starter(world: RouteWorld, slot: string): Promise<Buffer> {
  const session = await world.session('admin@tracker');
  const { statusCode, rawPayload } = await session.get(`${TEMPLATES}/${slot}/starter.docx`);
  if (statusCode !== 200) throw new Error(`no starter of ${slot}: ${statusCode}`);
  return rawPayload;
}

/** The same with another text in one of its parts. */
export function changed(
  docx: Uint8Array,
  change: (xml: string) => string,
  part = 'word/document.xml',
): Buffer {
  const parts = unzipSync(new Uint8Array(docx));
  parts[part] = strToU8(change(strFromU8(parts[part] ?? new Uint8Array())));
  return Buffer.from(zipSync(parts));
}

export async function upload(
  world: RouteWorld,
  slot: string,
  docx: Buffer | string,
  { who = 'admin@tracker', name = 'Mẫu.docx' } = {},
) {
  const { payload, headers } = await formWithFile(name, docx);
  const { status, json } = await world.ask(who, 'POST', `${TEMPLATES}/${slot}`, payload, headers);
  return {
    status,
    json: json as { version: number; detail: string; errors: { field: string; message: string }[] },
  };
}

export const putInForce = (
  world: RouteWorld,
  slot: string,
  body: { version: number | null; replaces?: number | null },
  who = 'admin@tracker',
) => world.ask(who, 'PUT', `${TEMPLATES}/${slot}/in-force`, body);

let many = 0;
/** No two alike: a file is taken once. */
export const another = (docx: Uint8Array) =>
  changed(docx, (xml) => xml.replace('</w:body>', `<!-- ${(many += 1)} --></w:body>`));

/** Text of each paragraph that has any, in its order. */
export function paragraphsOf(docx: Uint8Array): string[] {
  const xml = strFromU8(unzipSync(new Uint8Array(docx))['word/document.xml']!);
  return [...xml.matchAll(/<w:p>.*?<\/w:p>/gs)]
    .map(([one]) =>
      one
        .replace(/<w:br\/>/g, ' ')
        .replace(/<[^>]+>/g, '')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&apos;', "'")
        .replaceAll('&amp;', '&')
        .trim(),
    )
    .filter(Boolean);
}

const starters = new WeakMap<RouteWorld, Promise<Buffer>>();
const taken = new WeakMap<RouteWorld, Promise<unknown>>();
const SLOT = 'report.hanoi.vi';

function starterOf(world: RouteWorld): Promise<Buffer> {
  if (!starters.has(world)) starters.set(world, starter(world, SLOT));
  return starters.get(world)!;
}

/** A sound template that was not uploaded yet, as a form. */
export async function freshTemplate(world: RouteWorld) {
  const { payload, headers } = await formWithFile('Mẫu.docx', another(await starterOf(world)));
  return { params: { slot: SLOT }, body: payload, headers };
}

/** A slot that has a first version. */
export async function templateSlot(world: RouteWorld) {
  if (!taken.has(world)) taken.set(world, upload(world, SLOT, await starterOf(world)));
  await taken.get(world);
  return { slot: SLOT, version: 1, file: 'template.docx' };
}

/** What is not in force in that slot. */
export async function otherTemplate(world: RouteWorld): Promise<{ version: number | null }> {
  await templateSlot(world);
  const { json } = await world.ask('admin@tracker', 'GET', `${TEMPLATES}/${SLOT}`);
  return { version: json.slot.inForce === null ? 1 : null };
}
