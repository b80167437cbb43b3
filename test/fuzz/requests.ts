import type { InjectOptions } from 'fastify';
import type { Field, Target } from './targets.js';
import type { Value } from './values.js';

/** A request in pieces, so that one of them can be exchanged. */
export interface Draft {
  method: string;
  /** Segments of the path, percent-encoded. */
  path: string;
  query: [string, string][];
  headers: Record<string, string>;
  body: Record<string, unknown> | Buffer | null;
  /** Sent as it is, whatever the body says. */
  raw?: { payload: string | Buffer; type?: string };
  isJson: boolean;
}

const HOLE = '@@fuzz@@';

/** Puts a value in the place of a field. */
export function exchange(draft: Draft, target: Target, { place, name }: Field, value: Value): Draft {
  if (place === 'path') return { ...draft, path: withSegment(draft.path, target.path, name, value.encoded) };
  if (place === 'query') {
    const others = draft.query.filter(([key]) => key !== name);
    return { ...draft, query: [...others, [name, value.encoded]] };
  }
  if (place === 'header') return { ...draft, headers: { ...draft.headers, [name]: headerText(value) } };
  if (Buffer.isBuffer(draft.body)) return draft;
  return draft.isJson ? withJson(draft, name, value.json) : withForm(draft, name, value.encoded);
}

/** What no client can put into a header would not reach the program. */
function headerText({ encoded }: Value): string {
  const text = encoded.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  // oxlint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000A-\u001F\u007F]/g, ' ').slice(0, 8000);
}

function withSegment(path: string, pattern: string, name: string, encoded: string): string {
  const at = pattern.split('/').indexOf(`:${name}`);
  return path
    .split('/')
    .map((segment, i) => (i === at ? encoded : segment))
    .join('/');
}

function withJson(draft: Draft, name: string, json: string): Draft {
  const body = structuredClone(draft.body ?? {}) as Record<string, unknown>;
  const [outer, inner] = name.split('.') as [string, string?];
  if (inner === undefined) body[outer] = HOLE;
  else {
    const within = body[outer];
    body[outer] = { ...(typeof within === 'object' ? within : {}), [inner]: HOLE };
  }
  return { ...draft, raw: { payload: JSON.stringify(body).replace(`"${HOLE}"`, () => json) } };
}

function withForm(draft: Draft, name: string, encoded: string): Draft {
  const others = Object.entries(draft.body ?? {}).filter(([key]) => key !== name);
  const pairs = [
    ...others.map(([key, value]): [string, string] => [key, encodeURIComponent(String(value))]),
    [name, encoded],
  ];
  return { ...draft, raw: { payload: pairs.map(([key, value]) => `${key}=${value}`).join('&') } };
}

export function injected(draft: Draft): InjectOptions {
  const { method, query, isJson, raw, body } = draft;
  const url = `${draft.path}${query.length ? `?${query.map(([key, value]) => (value === undefined ? key : `${key}=${value}`)).join('&')}` : ''}`;
  const headers = { ...draft.headers };
  const payload =
    raw?.payload ??
    (body === null || Buffer.isBuffer(body) ? body : isJson ? JSON.stringify(body) : formOf(body));
  if (payload !== null && method !== 'GET' && method !== 'HEAD') {
    headers['content-type'] =
      raw?.type ??
      headers['content-type'] ??
      (isJson ? 'application/json' : 'application/x-www-form-urlencoded');
    return { method: method, url, headers, payload };
  }
  return { method: method, url, headers };
}

function formOf(body: Record<string, unknown>): string {
  return new URLSearchParams(Object.entries(body).map(([key, value]) => [key, String(value)])).toString();
}

/** The request as one would send it again by hand. */
export function asCurl({ method, url, headers, payload }: InjectOptions): string {
  const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`).slice(0, 400)}'`;
  const said = Object.entries(headers ?? {})
    .filter(
      ([name]) =>
        !['authorization', 'cookie', 'x-csrf-token'].includes(name) ||
        !/^(Bearer |session=)/.test(String(headers![name])),
    )
    .map(([name, value]) => `-H ${quoted(`${name}: ${String(value)}`)}`);
  const data = payload === undefined ? [] : [`--data-binary ${quoted(String(payload))}`];
  return ['curl -i', `-X ${method}`, quoted(`$B${String(url)}`), ...said, ...data].join(' ');
}
