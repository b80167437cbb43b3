import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { tenParties } from '../../../test/support/ten-parties.js';
import { AgreementFileError, parseAgreement, type AgreementFile } from './agreement-file.js';
import { writeAgreement } from './agreement-yaml.js';

const notice = readFileSync('agreements/2016-tb-tu.yaml', 'utf8');

function faultsOf(text: string) {
  try {
    parseAgreement(text, 'f.yaml', new Set(['quan-tri']));
  } catch (error) {
    if (error instanceof AgreementFileError) return error.faults;
    throw error;
  }
  return [];
}

/** What is said of the programme of ten after a change, with the place where it stands. */
function saidOf(change: (file: AgreementFile) => void): string[] {
  const file = tenParties();
  change(file);
  return faultsOf(writeAgreement(file)).map(({ path, reason }) => `${path.join('.')}: ${reason}`);
}

describe('an agreement file that does not fit together', () => {
  const first = {
    commitment: (file: AgreementFile) => file.commitments[0]!,
    body: (file: AgreementFile) => file.bodies[0]!,
  };
  const cases: [string, (file: AgreementFile) => unknown, string][] = [
    [
      'a day that does not exist',
      (f) => (f.issuedOn = '2019-02-30'),
      'issuedOn: 2019-02-30 is not a real date',
    ],
    [
      'a period that ends before it begins',
      (f) => (f.period = { from: '2021-01-01', to: '2020-01-01' }),
      'period.to: the period ends before it begins',
    ],
    [
      'an acting party that is none',
      (f) => (f.clauses[1]!.actingParty = 'hanoi'),
      'clauses.1.actingParty: hanoi is not a party to the agreement',
    ],
    [
      'an undertaking without a sector',
      (f) => (f.clauses[1]!.sector = null),
      'clauses.1.sector: 1.10 is an undertaking and needs a sector',
    ],
    [
      'a successor without a last day',
      (f) => (f.bodies[0]!.successor = f.bodies[1]!.code),
      'bodies.0.successor: danang-office has a successor but no last day',
    ],
    [
      'a body that is part of itself',
      (f) => (f.bodies[1]!.parent = f.bodies[2]!.code),
      'bodies.1.parent: danang-tourism cannot be its own parent body',
    ],
    [
      'a body that ends before it begins',
      (f) => Object.assign(f.bodies[1]!, { lastDay: '2015-01-01' }),
      'bodies.1.lastDay: danang-tourism ends before it begins',
    ],
    [
      'two sides of one marker',
      (f) => (f.parties[1]!.marker = 'DN'),
      'parties.1.marker: DN appears twice in parties',
    ],
    [
      'a commitment without the side of one of ten',
      (f) => delete first.commitment(f).sides.hue,
      'commitments.0.sides: 20.10 has no part for hue',
    ],
    ['a control character', (f) => (f.title.vi = 'a\u0000b'), 'title.vi: contains a control character'],
    ['half a character', (f) => (f.title.vi = 'a\ud800b'), 'title.vi: contains a control character'],
    [
      'an address of the program’s own',
      (f) => (f.slug = 'quan-tri'),
      'slug: quan-tri is reserved for one of the tracker’s own pages',
    ],
    ['a number of blanks', (f) => (f.number = ' \n'), 'number: /number must not be empty'],
    [
      'a deadline before the period',
      (f) => (first.commitment(f).due.value = '2018'),
      'commitments.0.due: 20.10: 2018-12-31 is before 2019-01-01, the first day of the period',
    ],
    [
      'a party whose code begins with a digit',
      (f) => (f.parties[0]!.code = '1e3'),
      'parties.0.code: /parties/0/code must be lower-case letters, digits and hyphens, such as hn-so-y-te',
    ],
  ];
  it.each(cases)('is refused for %s', (_, change, said) => {
    expect(saidOf(change)).toContain(said);
  });

  it('is taken as it is', () => {
    expect(saidOf(() => {})).toEqual([]);
  });

  it('is taken with a deadline after its period, as an extension may have left it', () => {
    expect(saidOf((f) => (first.commitment(f).due.value = '2022'))).toEqual([]);
  });
});

describe('an agreement file that cannot be read', () => {
  const file = tenParties();

  it('is refused for an alias, before anything is built of it', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      'b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]',
      'c: [*b, *b, *b]',
    ].join('\n');
    const [fault] = faultsOf(bomb);
    expect(fault).toMatchObject({ line: 1, column: 4, reason: expect.stringContaining('are not accepted') });
    expect(faultsOf('k: 1\nd: *nowhere')[0]).toMatchObject({ line: 2, column: 4 });
  });

  it('is refused for brackets piled up, and for a megabyte of them', () => {
    expect(faultsOf(`a: ${'['.repeat(30)}`)[0]).toMatchObject({
      line: 1,
      column: 33,
      reason: 'nested too deeply',
    });
    expect(faultsOf('['.repeat(1_000_000))).toHaveLength(1);
    expect(faultsOf('&a '.repeat(300_000))).toHaveLength(1);
  });

  it('is refused for lists and groups piled up without brackets', () => {
    const groups = (levels: number) =>
      Array.from({ length: levels }, (_, i) => `${' '.repeat(i)}a:`).join('\n');
    const deep = { reason: 'nested too deeply' };
    expect(faultsOf(groups(30))[0]).not.toMatchObject(deep);
    expect(faultsOf(groups(31))[0]).toMatchObject({ ...deep, line: 31, column: 31 });
    expect(faultsOf('- '.repeat(31))[0]).toMatchObject({ ...deep, line: 1, column: 61 });
    expect(faultsOf(`${groups(20)} ${'['.repeat(11)}`)[0]).toMatchObject({ ...deep, line: 20 });
    expect(faultsOf('- '.repeat(400_000))).toHaveLength(1);
    expect(faultsOf('a:\n  - b:\n'.repeat(100))[0]).not.toMatchObject(deep);
  });

  it.each([
    ['after a question mark', '? a\n: b', 1, 1],
    ['question marks piled up', '? '.repeat(400), 1, 1],
    ['a group', '{a: b}: c', 1, 7],
    ['a list within a group', 'a: {[b]: c}', 1, 8],
    ['groups in groups, in JSON', '{"a":{{"b":1}:2}}', 1, 14],
    ['a list, with a remark between', 'a: {[b] # so\n  : c}', 2, 3],
  ])('is refused for keys that are no words: %s', (_, text, line, column) => {
    expect(faultsOf(text)[0]).toMatchObject({
      line,
      column,
      reason: expect.stringMatching(/^keys must be words/),
    });
  });

  it('is refused for more than 30 marks on one letter, also where escapes hide them', () => {
    const marks = '\u0301\u0323'.repeat(100_000);
    const fault = { line: 1, column: 8, reason: 'more than 30 marks on one letter' };
    expect(faultsOf(`title: a${marks}`)[0]).toMatchObject(fault);
    expect(faultsOf(`title: "a${'\\u0301\\u0323'.repeat(16)}"`)[0]).toMatchObject(fault);
    expect(faultsOf(`a${marks.slice(0, 40)}: 1`)[0]).toMatchObject({ ...fault, column: 1 });
  });

  it('is refused for text that shows nothing', () => {
    const wrong = structuredClone(file);
    wrong.title.vi = '\u200b\u2800';
    expect(faultsOf(writeAgreement(wrong)).map(({ path }) => path.join('.'))).toContain('title.vi');
  });

  it('tells of a hundred faults at most', () => {
    const names = Array.from({ length: 3000 }, (_, i) => `k${i}: 1`).join('\n');
    expect(faultsOf(names)).toHaveLength(100);
  });

  it('says where a value wants quotes, by line and column', () => {
    const [fault] = faultsOf(notice.replace("code: '1.01'", 'code: 1.01'));
    const line = notice.split('\n').findIndex((row) => row.includes("code: '1.01'"));
    expect(fault).toMatchObject({
      line: line + 1,
      text: { vi: "phải là chữ; hãy đặt trong dấu nháy: '1.01'" },
    });
    expect(notice.split('\n')[line]!.slice(fault!.column - 1)).toMatch(/^'1\.01'/);
  });

  it('says once what is wrong with a deadline or a day, and not why each alternative failed', () => {
    const wrong = structuredClone(file);
    wrong.commitments[0]!.due = { precision: 'month', value: '2020' };
    wrong.bodies[1]!.firstDay = 'hôm qua';
    expect(faultsOf(writeAgreement(wrong)).map(({ path, text }) => [path.join('.'), text.en])).toEqual([
      [
        'bodies.1.firstDay',
        "must be a day such as '2019-06-21', of a year from 1900 to 2100, in quotes; or null for none",
      ],
      ['commitments.0.due', expect.stringContaining('does not fit its precision')],
    ]);
  });

  it('is refused for a key that stands twice, with the line of the second', () => {
    expect(faultsOf('slug: a\nslug: b')[0]).toMatchObject({
      line: 2,
      column: 1,
      reason: 'slug appears twice',
    });
  });

  it('is refused for text that is no mapping, for an empty one and for two documents', () => {
    for (const text of ['', '   \n', 'null', '[]', 'just words', '--- {}\n--- {}\n', '!!binary aGk=', '{'])
      expect(faultsOf(text).length).toBeGreaterThan(0);
  });

  it('is the same file as JSON, in NFD, and with line ends of Windows', () => {
    const text = writeAgreement(file);
    expect(parseAgreement(JSON.stringify(file, null, 2), 'f.json')).toEqual(file);
    expect(parseAgreement(text.normalize('NFD'), 'f.yaml')).toEqual(file);
    expect(parseAgreement(`\uFEFF${text.replaceAll('\n', '\r\n')}`, 'f.yaml')).toEqual(file);
    const escaped = text.replace("'Bối cảnh.'", '"Bo\\u0302\\u0301i cảnh."');
    expect(escaped).not.toBe(text);
    expect(parseAgreement(escaped, 'f.yaml')).toEqual(file);
  });
});
