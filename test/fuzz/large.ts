import type { Draft } from './requests.js';
import type { Twist } from './twist.js';

const MEBIBYTE = 1_048_576;
const refused = [400, 413, 415, 422];

/** As often as it fits into the largest body that is read. */
const full = (piece: string, frame: [string, string] = ['', '']) => {
  const room = MEBIBYTE - Buffer.byteLength(frame.join(''));
  return frame[0] + piece.repeat(Math.floor(room / Buffer.byteLength(piece))) + frame[1];
};
const numbered = (piece: (i: number) => string, between: string, bytes = MEBIBYTE) => {
  const pieces: string[] = [];
  for (let size = 0, i = 0; ; i++) {
    size += piece(i).length + between.length;
    if (size > bytes) return pieces.join(between);
    pieces.push(piece(i));
  }
};
const marks = '\u0301\u0323';

const body = (name: string, type: string, payload: string, expect?: number[]): Twist => ({
  name: `${name}, ${type}`,
  needsBody: true,
  expect,
  apply: (draft) => ({ ...draft, raw: { payload, type } }),
});
/** Each field of the body in turn holds what is large: those that the route reads are only told by its example. */
const eachField = (name: string, value: string): Twist => ({
  name,
  needsBody: true,
  apply: (draft, random) => {
    if (draft.body === null || Buffer.isBuffer(draft.body)) return draft;
    const field = random.pick([...Object.keys(draft.body), 'email', 'text', 'reason', 'q']);
    return { ...draft, body: { ...draft.body, [field]: value } };
  },
});
const header = (name: string, value: string): Twist => ({
  name: `${name} of ${value.length} characters`,
  apply: (draft) => ({ ...draft, headers: { ...draft.headers, [name]: value } }),
});

const JSON_TYPE = 'application/json';
const jsonBodies: [string, string][] = [
  ['as many names as fit', `{${numbered((i) => `"k${i}":1`, ',')}}`],
  ['as many names as fit, all alike', full('"a":1,', ['{', '"a":1}'])],
  ['names in objects in a list', full('{"a":1},', ['{"a":[', '{}]}'])],
  ['as many names as are read, in an object', `{"due":{${numbered((i) => `"k${i}":1`, ',', 1800)}}}`],
  ['numbers', full('0,', ['{"a":[', '0]}'])],
  ['empty lists', full('[],', ['[', '[]]'])],
  ['lists as deep as are read, side by side', full(`${'['.repeat(60)}${']'.repeat(60)},`, ['[', '0]'])],
  ['one text', full('ổ', ['{"email":"', '","reason":"x"}'])],
  ['one text of marks', full(marks, ['{"email":"a', '","text":"x"}'])],
  ['one text of escapes', full('\\u0301\\u0323', ['{"results":"a', '"}'])],
  ['one name', full('k', ['{"', '":1}'])],
  ['one number', full('9', ['{"percent":', '}'])],
  ['white space', full(' ', ['{', '}'])],
  ['an address of dots', full('.', ['{"email":"a@', 'x"}'])],
];

const YAML_TYPE = 'application/yaml';
const yamlBodies: [string, string][] = [
  ['question marks', '? '.repeat(400)],
  ['as many question marks as fit', full('? ')],
  ['lists in each other', full('- ')],
  ['a list', full('- a\n')],
  ['names', numbered((i) => `k${i}: 1`, '\n')],
  ['names in brackets', `{${numbered((i) => `k${i}: 1`, ',')}}`],
  ['columns', numbered((i) => `${' '.repeat(i)}a:`, '\n')],
  ['brackets', full('[')],
  ['groups as keys', `${'{'.repeat(29)}a${'}: b'.repeat(28)}}`],
  ['documents', full('---\n')],
  ['remarks', full('#\n')],
  ['empty lines', full('\n')],
  ['a text of marks', full(marks, ['title: a', ''])],
  ['a text of escapes', full('\\u0301\\u0323', ['title: "a', '"'])],
  ['references', full('*a ')],
  ['tags', full('!a ')],
];

const FORM_TYPE = 'application/x-www-form-urlencoded';
const formBodies: [string, string][] = [
  ['as many fields as fit', numbered((i) => `k${i}=1`, '&')],
  ['as many fields as are read', numbered((i) => `k${i}=${'x'.repeat(5000)}`, '&', 900_000)],
  ['fields all alike', full('a=1&')],
  ['separators', full('&')],
  ['escapes', full('%cc%81%cc%a3', ['text=a', ''])],
  ['half escapes', full('%', ['text=', ''])],
  ['one name', full('k', ['', '=1'])],
  ['lines', full('%0D%0A', ['results=a', 'b'])],
];

const boundary = 'x';
const part = (disposition: string, content = '', more = '') =>
  `--${boundary}\r\ncontent-disposition: form-data; ${disposition}\r\n${more}\r\n${content}\r\n`;
const FILE_TYPE = `multipart/form-data; boundary=${boundary}`;
const end = `--${boundary}--\r\n`;
const parts: [string, string][] = [
  ['as many parts as fit', full(part('name="a"', 'b')) + end],
  ['as many files as fit', full(part('name="file"; filename="a.pdf"', '%PDF-1.4')) + end],
  ['a part with a name of half a mebibyte', part(`name="${'k'.repeat(MEBIBYTE / 2)}"`, 'b') + end],
  [
    'a file with a name of marks',
    part(`name="file"; filename="a${marks.repeat(20_000)}.pdf"`, '%PDF-1.4') + end,
  ],
  ['a part with 20,000 headers', part('name="a"', 'b', 'x-y: z\r\n'.repeat(20_000)) + end],
  ['a field of a mebibyte', part('name="text"', full('ổ')) + end],
  ['a field of marks', part('name="text"', full(marks)) + end],
  ['beginnings of boundaries', part('name="file"; filename="a.pdf"', full('\r\n--')) + end],
];

/** Node itself refuses headers of more than 16 KiB. */
const ROOM = 14_000;
const headers: Twist[] = [
  header(
    'cookie',
    numbered((i) => `k${i}=1`, '; ', ROOM),
  ),
  header(
    'cookie',
    numbered(() => 'session=x', '; ', ROOM),
  ),
  header('cookie', '%'.repeat(ROOM)),
  header(
    'accept-language',
    numbered((i) => `x${i};q=0.1`, ',', ROOM),
  ),
  header('accept-language', '-'.repeat(ROOM)),
  header(
    'accept-encoding',
    numbered((i) => `x${i};q=0.1`, ',', ROOM),
  ),
  header(
    'accept',
    numbered((i) => `x/y${i};q=0.1`, ',', ROOM),
  ),
  header(
    'if-match',
    numbered((i) => `"${i}"`, ', ', ROOM),
  ),
  header('if-match', '"'.repeat(ROOM)),
  header(
    'if-none-match',
    numbered((i) => `W/"${i}"`, ', ', ROOM),
  ),
  header('range', `bytes=${numbered((i) => `${i}-${i}`, ',', ROOM)}`),
  header('authorization', `Bearer ${' '.repeat(ROOM)}`),
  header(
    'x-forwarded-for',
    numbered((i) => `10.0.0.${i % 255}`, ', ', ROOM),
  ),
  header('x-forwarded-for', ':'.repeat(ROOM)),
  header('x-request-id', 'x'.repeat(ROOM)),
  header('x-csrf-token', '-'.repeat(ROOM)),
  header('content-type', `application/json; ${'a=b;'.repeat(ROOM / 4)}`),
  header('referer', `https://x.example/${'x'.repeat(ROOM)}`),
];

const query = (name: string, ...pairs: [string, string][]): Twist => ({
  name: `an address with ${name}`,
  apply: (draft) => ({ ...draft, query: [...draft.query, ...pairs] }),
});
const pairs = (text: string) => text.split('&').map((pair) => pair.split('=') as [string, string]);
const addresses: Twist[] = [
  query('as many names as fit', ...pairs(numbered((i) => `k${i}=1`, '&', ROOM))),
  query('nothing but separators', ...pairs(full('&').slice(0, ROOM))),
  query('as many names as are read', ...pairs(numbered((i) => `k${i}=1`, '&', 1100))),
  query('a long search', ['q', '%CC%81%CC%A3'.repeat(ROOM / 12)]),
  query('a long cursor', ['cursor', Buffer.from('[['.repeat(ROOM / 4)).toString('base64url')]),
  query('a search of many words', ['q', 'a+'.repeat(ROOM / 2)]),
  query('a name of 14,000 letters', ['k'.repeat(ROOM), '1']),
  { name: 'an address of 14,000 letters', apply: longPath('x') },
  { name: 'an address of slashes', apply: longPath('/') },
  { name: 'an address of escapes', apply: longPath('%2e') },
];

function longPath(piece: string): (draft: Draft) => Draft {
  return (draft) => ({ ...draft, path: `${draft.path}/${piece.repeat(ROOM / piece.length)}` });
}

/** The largest of every shape: judged by what answering them takes. */
export const large: Twist[] = [
  ...jsonBodies.map(([name, payload]) => body(name, JSON_TYPE, payload, refused)),
  ...yamlBodies.map(([name, payload]) => body(name, YAML_TYPE, payload, refused)),
  ...formBodies.map(([name, payload]) => body(name, FORM_TYPE, payload)),
  ...parts.map(([name, payload]) => body(name, FILE_TYPE, payload, refused)),
  eachField('a field of marks', `a${marks.repeat(60_000)}`),
  eachField('a field of marks, as long as is measured', `a${marks.repeat(19_000)}`),
  eachField('a field of spaces', `a${' '.repeat(300_000)}b`),
  eachField('a field of line ends', '\r\n'.repeat(100_000)),
  eachField('a field of signs', '@.-_'.repeat(60_000)),
  eachField('a field of blanks that show nothing', '\u200b\u3164'.repeat(5000)),
  ...headers,
  ...addresses,
];
