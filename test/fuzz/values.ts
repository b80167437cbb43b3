/** What is put in the place of a value. */
export interface Value {
  name: string;
  /** As in an address or a form: percent-encoded, or raw on purpose. */
  encoded: string;
  /** As in JSON: a literal. */
  json: string;
}

/** Stands in texts that a page must not give back as it is; a tag of this name is ours. */
export const TAG = 'fz-tag';

const text = (name: string, value: string): Value => ({
  name,
  encoded: encodeURIComponent(value.toWellFormed()),
  json: JSON.stringify(value),
});
const literal = (name: string, json: string, encoded = encodeURIComponent(json)): Value => ({
  name,
  encoded,
  json,
});

const texts: [string, string][] = [
  ['nothing', ''],
  ['a space', ' '],
  ['spaces and line ends', ' \r\n\t '],
  ['one letter', 'a'],
  ['a number', '7'],
  ['zero', '0'],
  ['minus one', '-1'],
  ['a fraction', '1.5'],
  ['a number in other writing', '0x10'],
  ['an exponent', '1e3'],
  ['the last integer', '2147483647'],
  ['past the last integer', '2147483648'],
  ['past the last long', '9223372036854775808'],
  ['a number of 400 digits', '9'.repeat(400)],
  ['not a number', 'NaN'],
  ['infinity', '-Infinity'],
  ['true', 'true'],
  ['null', 'null'],
  ['undefined', 'undefined'],
  ['a list', '1,2,3'],
  ['100 characters', 'x'.repeat(100)],
  ['101 characters', 'x'.repeat(101)],
  ['255 characters', 'x'.repeat(255)],
  ['5001 characters', 'ổ'.repeat(5001)],
  ['60,000 characters', 'x'.repeat(60_000)],
  ['NUL', 'a\0b'],
  ['control characters', 'a\u0007\u001b[31m\u007f\u0085'],
  ['NFD', 'Ủy ban nhân dân'.normalize('NFD')],
  ['right to left', '\u202Eabc\u2066'],
  ['zero width', '\u200B\uFEFF'],
  ['a lone high surrogate', 'a\uD800b'],
  ['a lone low surrogate', '\uDC00'],
  ['beyond the basic plane', '𝔘😀'],
  ['a hundred marks on one letter', `e${'\u0301'.repeat(100)}`],
  ['noncharacters', '\uFFFE\uFFFF'],
  ['SQL that ends a string', "' or '1'='1"],
  ['SQL that ends a statement', '1; drop table audit_entry; --'],
  ['SQL that waits', '1); select pg_sleep(9); --'],
  ['SQL with a dollar', '$1 $$ $tag$'],
  ['SQL patterns', '%_\\'],
  ['a backslash', '\\'],
  ['quotes', `"'\``],
  ['a tag', `<${TAG} onload=alert(1)>`],
  ['out of an attribute', `"><${TAG}>`],
  ['a script', `</script><script>${TAG}</script><${TAG}>`],
  ['an entity', `&lt;${TAG}&gt;&#60;&amp`],
  ['a template', '${7*7}{{7*7}}#{7*7}'],
  ['a path upwards', '../../../../etc/passwd'],
  ['a path upwards, other slashes', '..\\..\\windows\\win.ini'],
  ['a path of the server', '/etc/passwd'],
  ['another place', '//evil.example/x'],
  ['another place, named', 'https://evil.example/x'],
  ['a script for an address', `javascript:alert('${TAG}')`],
  ['a header', 'x\r\nx-fuzz: 1\r\nset-cookie: session=1'],
  ['a shell', '$(touch /tmp/x);`id`|id'],
  ['a format', '%s%n%x{0}'],
  ['a day', '2019-11-20'],
  ['a day that is none', '2019-02-30'],
  ['a day of 1999', '1999-12-31'],
  ['a day of 9999', '9999-12-31'],
  ['a day of the year 0', '0000-01-01'],
  ['a day with an hour', '2019-11-20T00:00:00Z'],
  ['a month', '2019-13'],
  ['an e-mail', 'leader@nghean.example'],
  ['an e-mail of 300 characters', `${'x'.repeat(290)}@x.example`],
  ['proto', '__proto__'],
  ['constructor', 'constructor'],
  ['toString', 'toString'],
  ['a slug of others', '77-tt-hop-tac'],
  ['a slug', '2016-tb-tu'],
  ['a code', '3.06'],
  ['a kind', 'in_progress'],
  ['a cursor of nothing', 'WyJkdWUiLCIyMDE5LTA5LTMwIiwyMV0'],
  ['a cursor with wrong types', Buffer.from('[{},null,[]]').toString('base64url')],
  ['a cursor with NUL', Buffer.from('["title","a\\u0000",1]').toString('base64url')],
  ['a cursor past integers', Buffer.from('["due","2019-09-31",99999999999]').toString('base64url')],
  ['JSON', '{"$ne":null}'],
];

/** In an address these are bytes; in JSON what comes nearest. */
const bytes: Value[] = [
  literal('a byte that is no UTF-8', '"\\ufffd"', '%FF'),
  literal('an overlong NUL', '"\\u0000"', '%C0%80'),
  literal('a surrogate in UTF-8', '"\\udfff"', '%ED%A0%80'),
  literal('half a character', '"\\u00c3"', 'a%C3'),
  literal('half an escape', '"%"', '%'),
  literal('an escape that is none', '"%zz"', '%zz'),
  literal('escaped twice', '"%2500"', '%252e%252e%252f'),
  literal('a slash, escaped', '"/"', '%2F..%2F'),
];

/** In an address these are their text. */
const literals: Value[] = [
  literal('JSON null', 'null'),
  literal('JSON true', 'true'),
  literal('JSON 0', '0'),
  literal('JSON -1', '-1'),
  literal('JSON 1.5', '1.5'),
  literal('JSON 101', '101'),
  literal('JSON 2147483648', '2147483648'),
  literal('JSON 9007199254740993', '9007199254740993'),
  literal('JSON 1e400', '1e400'),
  literal('JSON -0', '-0'),
  literal('an empty list', '[]'),
  literal('a list of texts', '["a","b"]'),
  literal('a list in a list', '[[[[]]]]'),
  literal('an empty object', '{}'),
  literal('an object with a prototype', '{"__proto__":{"admin":true}}'),
  literal('an object with a length', '{"length":1e9,"0":"a"}'),
  literal('an object that says what it is', '{"toString":1,"valueOf":1,"constructor":{"name":"x"}}'),
  literal('an object with a then', '{"then":1,"toJSON":"x"}'),
  literal('a list of 2,000', `[${'0,'.repeat(1999)}0]`),
  literal('500 lists deep', `${'['.repeat(500)}${']'.repeat(500)}`),
];

export const values: Value[] = [...texts.map(([name, value]) => text(name, value)), ...bytes, ...literals];
