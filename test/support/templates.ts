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
