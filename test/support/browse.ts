import { readXlsx } from 'hucre/xlsx';
import type { RouteWorld } from './route-world.js';

/** Pages from which a reader comes to all others. */
const starts = [
  '/',
  '/viec-cua-toi',
  '/don-doc',
  '/don-doc/xem-truoc?day=2019-11-22',
  '/2016-tb-tu/tong-quan',
  '/2016-tb-tu/cam-ket',
  '/2016-tb-tu/cam-ket/4.02',
  '/2016-tb-tu/thong-bao',
];
const MOST_PAGES = 40;

export interface Seen {
  status: number;
  text: string;
  etag: string | undefined;
}

/**
 * What a reader sees who follows links from the start pages, and what a program reads: by address. What differs from one
 * reading to the next by itself (form tokens, ids of requests, the time of the page) is taken out.
 * @param apart addresses that tell of something else than agreements
 */
export async function browse(world: RouteWorld, who: string, json: string[], apart: RegExp) {
  const seen = new Map<string, Seen>();
  const reader = await world.session(who);
  const waiting = [...json, ...starts];
  const known = new Set(waiting);
  while (waiting.length > 0 && seen.size < MOST_PAGES + json.length) {
    const url = waiting.shift()!;
    const answer = await reader.get(url);
    seen.set(url, {
      status: answer.statusCode,
      text: steady(isWorkbook(answer.headers) ? await textOfWorkbook(answer.rawPayload) : answer.body),
      etag: answer.headers.etag,
    });
    for (const [, found] of answer.body.matchAll(/href="(\/[^"#]*)/g)) {
      const href = found!.replaceAll('&amp;', '&');
      if (known.has(href) || apart.test(href)) continue;
      known.add(href);
      waiting.push(href);
    }
  }
  return seen;
}

/** Without form tokens, ids of requests, and the time at which it was made. */
export function steady(text: string): string {
  return text
    .replace(/name="_csrf" value="[^"]*"/g, '')
    .replace(/(<span data-print-time="[^"]*">)[^<]*/g, '$1')
    .replace(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g, 'request');
}

/** The addresses at which two readings differ, with the place where they begin to. */
export function differences(before: Map<string, Seen>, after: Map<string, Seen>): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((url) => {
    const [was, is] = [before.get(url), after.get(url)];
    if (!was || !is) return [`${url} was ${was ? 'seen only before' : 'seen only after'}`];
    if (was.text === is.text && was.status === is.status && was.etag === is.etag) return [];
    let at = 0;
    while (at < was.text.length && was.text[at] === is.text[at]) at++;
    const around = (text: string) => text.slice(Math.max(0, at - 60), at + 60);
    return [`${url}: ${was.status} …${around(was.text)}… became ${is.status} …${around(is.text)}…`];
  });
}

const isWorkbook = ({ 'content-type': type }: { 'content-type'?: string | number | string[] }) =>
  String(type).includes('spreadsheetml');

/** What its cells say: the file itself is packed, and says the second at which it was made. */
async function textOfWorkbook(file: Buffer): Promise<string> {
  const { sheets } = await readXlsx(file);
  return JSON.stringify(sheets.map(({ name, rows }) => [name, rows])).replace(/\b\d{1,2}:\d{2}\b/g, 'time');
}
