import { large } from './large.js';
import type { Draft } from './requests.js';
import type { Twist } from './twist.js';
import { TAG } from './values.js';

const asText = ({ body, isJson }: Draft): string =>
  Buffer.isBuffer(body) ? body.toString('latin1') : isJson ? JSON.stringify(body ?? {}) : 'a=b';
const raw =
  (payload: string | Buffer, type?: string) =>
  (draft: Draft): Draft => ({ ...draft, raw: { payload, type } });
const json = (name: string, payload: string | Buffer, expect?: number[]): Twist => ({
  name,
  needsBody: true,
  expect,
  apply: raw(payload, 'application/json'),
});
const header = (name: string, value: string): Twist => ({
  name: `${name}: ${value.slice(0, 40)}`,
  apply: (draft) => ({ ...draft, headers: { ...draft.headers, [name]: value } }),
});
const addQuery = (name: string, ...query: [string, string][]): Twist => ({
  name,
  apply: (draft) => ({ ...draft, query: [...draft.query, ...query] }),
});
const path = (name: string, change: (path: string) => string): Twist => ({
  name,
  apply: (draft) => ({ ...draft, path: change(draft.path) }),
});
const method = (name: string): Twist => ({
  name: `${name} instead`,
  apply: (draft) => ({ ...draft, method: name }),
});

const bodies: Twist[] = [
  json('10,000 lists deep', '['.repeat(10_000) + ']'.repeat(10_000), [400, 415]),
  json('10,000 objects deep', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`, [400, 415]),
  json('lists that never end', '['.repeat(100_000), [400, 415]),
  json('a list', '[1,2]', [400, 415]),
  json('a text', '"text"', [400, 415]),
  json('a number', '7', [400, 415]),
  json('null', 'null'),
  json('nothing', ''),
  json('white space', ' \n\t '),
  json('a mark of byte order', '\uFEFF{}'),
  json('no JSON', '{a:1}', [400, 415]),
  json('a comment', '{/* */}', [400, 415]),
  json('two values', '{}{}', [400, 415]),
  json(
    'bytes that are no UTF-8',
    Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0xc3, 0x22, 0x7d]),
  ),
  json('NUL bytes', Buffer.alloc(100)),
  json('UTF-16', Buffer.from('{"a":1}', 'utf16le'), [400, 415]),
  json('a prototype', '{"__proto__":{"role":"admin"}}'),
  json('a constructor', '{"constructor":{"prototype":{"role":"admin"}}}'),
  json('20,000 keys', `{${Array.from({ length: 20_000 }, (_, i) => `"k${i}":1`).join(',')}}`),
  json('a key of 100,000 letters', `{"${'k'.repeat(100_000)}":1}`),
  json('a key that is markup', `{"<${TAG}>":1,"\\u0000":2}`),
  json('2 MiB', `{"a":"${'x'.repeat(2_097_152)}"}`, [413, 415]),
  {
    name: 'cut off in the middle',
    needsBody: true,
    apply: (draft, random) => {
      const text = asText(draft);
      return raw(Buffer.from(text.slice(0, random.below(text.length)), 'latin1'))(draft);
    },
  },
  {
    name: 'every key twice',
    needsBody: true,
    apply: (draft) => {
      const text = asText(draft);
      return raw(draft.isJson ? text.replace(/^\{(.+)\}$/s, '{$1,$1}') : `${text}&${text}`)(draft);
    },
  },
  {
    name: 'an unknown field',
    needsBody: true,
    apply: (draft) =>
      Buffer.isBuffer(draft.body)
        ? draft
        : { ...draft, body: { ...draft.body, [`<${TAG}>`]: 'x', isAdmin: true } },
  },
  {
    name: 'a form of 5,000 fields',
    needsBody: true,
    apply: raw('a=1&'.repeat(5000), 'application/x-www-form-urlencoded'),
  },
  {
    name: 'a form with lists',
    needsBody: true,
    apply: raw('a[]=1&a[b][c]=2&__proto__[x]=1&=&&%', 'application/x-www-form-urlencoded'),
  },
  {
    name: 'a form with broken bytes',
    needsBody: true,
    apply: raw('reason=%FF%C0%80&date=%ED%A0%80&%zz=%', 'application/x-www-form-urlencoded'),
  },
  { name: 'plain text', needsBody: true, expect: [415], apply: raw('text', 'text/plain') },
  {
    name: 'XML',
    needsBody: true,
    expect: [415],
    apply: raw('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', 'application/xml'),
  },
  { name: 'a type that is none', needsBody: true, expect: [415], apply: raw('{}', 'json; /;"') },
  {
    name: 'a type with a charset that we do not read',
    needsBody: true,
    apply: raw(Buffer.from('{"a":"\u00e9"}', 'latin1'), 'application/json; charset=iso-8859-1'),
  },
  { name: 'a type twice', needsBody: true, apply: raw('{}', 'application/json, text/html') },
  { name: 'a type with a prototype', needsBody: true, apply: raw('{}', '__proto__/constructor') },
  {
    name: 'parts without a boundary',
    needsBody: true,
    expect: [400, 415],
    apply: raw('--x\r\n\r\n', 'multipart/form-data'),
  },
  {
    name: 'parts that end nowhere',
    needsBody: true,
    expect: [400, 415, 422],
    apply: raw(
      '--x\r\ncontent-disposition: form-data; name="file"; filename="../../a\0.pdf"\r\n\r\n%PDF-',
      'multipart/form-data; boundary=x',
    ),
  },
  {
    name: 'packed that is not',
    needsBody: true,
    apply: (draft) => ({ ...draft, headers: { ...draft.headers, 'content-encoding': 'gzip' } }),
  },
];

const requests: Twist[] = [
  header('x-http-method-override', 'DELETE'),
  header('x-original-url', '/nhat-ky'),
  header('accept', 'image/png'),
  header('accept-encoding', 'br;q=nonsense, *;q=-1'),
  header('accept-language', '*;q=0, \u00e9'),
  header('cookie', 'session=%FF%FE; language=<x>; language=fr; =; ;;'),
  header('cookie', `session=${'x'.repeat(7000)}`),
  header('cookie', `language=${encodeURIComponent(`<${TAG}>`)}; __proto__=1`),
  header('authorization', 'Bearer '),
  header('authorization', `Bearer ${'x'.repeat(5000)}`),
  header('authorization', 'Basic YTpi'),
  header('authorization', 'Bearer 00000000-0000-0000-0000-000000000000'),
  header('x-forwarded-for', "1.2.3.4', now()); --"),
  header('x-forwarded-for', '::1%eth0, [::1]:80, 999.1.1.1'),
  header('x-forwarded-host', 'evil.example'),
  header('host', 'evil.example'),
  header('host', ''),
  header('origin', 'https://evil.example'),
  header('sec-fetch-site', 'cross-site'),
  header('referer', `https://evil.example/<${TAG}>`),
  header('if-match', '"a", "b"'),
  header('if-match', 'W/"99999999999999999999"'),
  header('if-none-match', '*'),
  header('if-modified-since', 'never'),
  header('range', 'bytes=0-0,5-999999999999'),
  header('hx-request', 'true'),
  header('x-csrf-token', 'x'),
  header('x-request-id', `a\u00e9<${TAG}>`),
  header('traceparent', '00-0-0-0'),
  addQuery('an unknown parameter', ['unknown', `%3C${TAG}%3E`]),
  addQuery(
    'a parameter three times',
    ['limit', '1'],
    ['limit', '2'],
    ['q', 'a'],
    ['q', 'b'],
    ['from', '2019-11-20'],
    ['from', 'x'],
  ),
  addQuery('parameters as lists', ['limit[]', '1'], ['q[a]', 'b'], ['kind[__proto__]', 'x']),
  addQuery('a prototype in the query', ['__proto__', 'x'], ['constructor[prototype][x]', '1']),
  addQuery('half escapes', ['q', '%'], ['%E0%A4%A', '%FF'], ['', '']),
  addQuery('2,000 parameters', ...Array.from({ length: 2000 }, (_, i): [string, string] => [`p${i}`, '1'])),
  addQuery('_method', ['_method', 'DELETE']),
  path('a slash at the end', (it) => `${it}/`),
  path('two slashes', (it) => it.replace('/', '//')),
  path('upwards, escaped', (it) => `${it}/..%2f..%2f..%2fetc%2fpasswd`),
  path('dots', (it) => `${it}/%2e%2e/%2e`),
  path('capitals', (it) => it.toUpperCase()),
  path('one more part', (it) => `${it}/%3C${TAG}%3E`),
  path('NUL at the end', (it) => `${it}%00`),
  path('a byte that is no UTF-8 at the end', (it) => `${it}%FF`),
  path('a long one', (it) => `${it}/${'x'.repeat(5000)}`),
  path('a semicolon', (it) => `${it};jsessionid=1`),
  ...['PATCH', 'PUT', 'DELETE', 'POST', 'HEAD', 'OPTIONS', 'GET'].map(method),
];

export const twists: Twist[] = [...bodies, ...requests, ...large];
