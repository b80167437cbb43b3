import type { AgreementFile, BodyInFile, CommitmentInFile } from '../../src/exchange/file/agreement-file.js';
import { bodyKinds } from '../../src/agreements/body.entity.js';
import type { Deadline } from '../../src/calendar/deadline.js';
import {
  indicatorAcross,
  indicatorAdds,
  indicatorDirections,
  MOST_FIGURE,
  MOST_INDICATOR_NAME,
  MOST_UNIT,
  type Indicator,
} from '../../src/commitments/indicators/indicator.js';
import { MOST_PRODUCT_TEXT, productKinds, type Product } from '../../src/commitments/product.js';
import type { BilingualText } from '../../src/platform/text.js';

/** Text that YAML, JSON, PostgreSQL or a line break could take for something else. */
export const awkwardTexts = [
  'no',
  'yes',
  'on',
  'true',
  'null',
  '~',
  '1e3',
  '2019-06',
  '2019-06-21',
  '0x1F',
  '1_000',
  '.5',
  '12:30',
  '- a',
  '# x',
  'a #b',
  'a: b',
  ': a',
  '? a',
  '&x',
  '*x',
  '!t',
  '%d',
  '@a',
  '`b`',
  '|',
  '>',
  '{a}',
  '[b]',
  '---',
  '...',
  '<<',
  '=',
  "it's",
  "''",
  '"q"',
  '\\n \\u0041',
  "'",
  '"',
  ' lead',
  'trail ',
  '\ttab',
  'two\nlines',
  'a\n\n\nb\n',
  '\n\n first',
  'ends\n\n',
  ' \n x\n ',
  'a\n\tb',
  '- a\n- b',
  'x\n# y',
  'Thỏa thuận hợp tác giữa hai địa phương',
  'Uỷ ban nhân dân',
  'ĐÀ NẴNG',
  '👩‍👩‍👧‍👦 🇻🇳 ✅',
  '\u0301a',
  'a\u2028b',
  'a\u0085b',
  '\uFEFFbom',
  'zero\u200Bwidth',
  '\u00a0x',
  'ﷺ',
  '\u{1F600}',
  '<b>&amp;</b>',
  '$1 \\1',
  `${'từ '.repeat(300)}dài`,
  'x'.repeat(400),
  `${'a'.repeat(109)} ${'b'.repeat(109)}  c`,
];

/** The same numbers for the same seed. */
export function randomFrom(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const upTo = (n: number) => Math.floor(next() * n);
  const oneOf = <T>(items: readonly T[]): T => items[upTo(items.length)]!;
  const some = <T>(items: readonly T[], share = 0.3) => items.filter(() => next() < share);
  return {
    next,
    upTo,
    oneOf,
    some,
    text: (): BilingualText => ({ vi: oneOf(awkwardTexts), en: oneOf(awkwardTexts) }),
  };
}

type Random = ReturnType<typeof randomFrom>;

/** A whole agreement by chance, that fits the schema and is at one with itself; other seeds share no party with it. */
export function generatedAgreement(seed: number): AgreementFile {
  const random = randomFrom(seed);
  const parties = Array.from({ length: 2 + random.upTo(9) }, (_, i) => ({
    code: `no${seed}-${i}e3`,
    marker: `${String.fromCharCode(65 + i)}${random.oneOf(['N', 'NO', 'Y'])}`,
    name: random.text(),
    committee: random.text(),
    office: `no${seed}-${i}e3-b0`,
  }));
  const bodies = parties.flatMap(({ code }) => bodiesOf(random, code));
  const sectors = Array.from({ length: 1 + random.upTo(6) }, (_, i) => ({
    code: String(i * 10 + 1 + random.upTo(9)),
    name: random.text(),
  }));
  const clauses = Array.from({ length: 1 + random.upTo(8) }, (_, i) => {
    const undertaking = random.next() < 0.6;
    return {
      locator: random.oneOf([`P${i}`, `${i}.10`, `20${10 + i}`, `1e${i}`]),
      sector: undertaking || random.next() < 0.5 ? random.oneOf(sectors).code : null,
      undertaking,
      actingParty: random.next() < 0.3 ? random.oneOf(parties).code : null,
      summary: random.text(),
    };
  });
  const file: AgreementFile = {
    slug: `${random.oneOf(['1e3', 'no', '2019-06'])}-${seed}`,
    number: `${random.oneOf(['1e3', 'no', '2019-06', "Số 'Đ' / 👍", 'ǉ\n'])}${seed}`,
    kind: random.oneOf(['notice', 'agreement', 'programme', 'plan', 'memorandum', 'minutes']),
    title: random.text(),
    issuer: random.text(),
    reportedOn: random.oneOf([null, '2019-06-21', '1900-01-01']),
    issuedOn: random.oneOf([null, '2020-02-29']),
    period: { from: '2019-01-01', to: '2030-12-31' },
    source: {
      title: random.oneOf(awkwardTexts).slice(0, 300),
      publisher: random.oneOf(awkwardTexts).slice(0, 200),
      publishedOn: '2019-06-21',
      note: random.text(),
    },
    settings: {
      differencePoints: 1 + random.upTo(100),
      reportingCutoffDay: 1 + random.upTo(28),
      reportDueDay: 1 + random.upTo(28),
      evidenceRequired: random.oneOf([true, false]),
      waitingLimitDays: 1 + random.upTo(60),
      reportReview: random.oneOf([true, false]),
    },
    parties,
    bodies,
    sectors,
    clauses,
    commitments: [],
  };
  file.commitments = Array.from({ length: 1 + random.upTo(12) }, (_, i) => commitment(random, file, i));
  return file;
}

function bodiesOf(random: Random, party: string): BodyInFile[] {
  const codes = Array.from({ length: 1 + random.upTo(5) }, (_, i) => `${party}-b${i}`);
  return codes.map((code, i) => {
    const ends = random.next() < 0.3;
    return {
      code,
      party,
      kind: random.oneOf(bodyKinds),
      name: random.text(),
      short: random.text(),
      parent: i > 0 && random.next() < 0.4 ? codes[random.upTo(i)]! : null,
      firstDay: random.oneOf([null, '2016-02-29', '2020-04-13']),
      lastDay: ends ? random.oneOf(['2020-04-13', '2025-06-30']) : null,
      successor: ends && i > 0 ? codes[random.upTo(i)]! : null,
    };
  });
}

function commitment(random: Random, file: AgreementFile, i: number): CommitmentInFile {
  return {
    code: `${1 + random.upTo(3)}.${10 + i}`,
    sector: random.oneOf(file.sectors).code,
    clauses: [random.oneOf(file.clauses).locator],
    title: random.text(),
    due: deadline(random),
    sides: Object.fromEntries(
      file.parties.map(({ code: party }) => {
        const own = file.bodies.filter((body) => body.party === party).map(({ code }) => code);
        const side = { lead: random.oneOf(own), cooperating: random.some(own) };
        return [
          party,
          {
            ...side,
            ...(random.next() < 0.5 ? {} : { product: product(random) }),
            ...(random.next() < 0.5 ? {} : { indicators: indicators(random, party) }),
          },
        ];
      }),
    ),
  };
}

export function product(random: Random): Product {
  const few = () => [...random.oneOf(awkwardTexts)].slice(0, MOST_PRODUCT_TEXT).join('');
  return { kind: random.oneOf(productKinds), text: { vi: few(), en: few() }, recipient: few() };
}

/** One to three, of codes of their own. */
function indicators(random: Random, party: string): Indicator[] {
  const few = (most: number) => [...random.oneOf(awkwardTexts)].slice(0, most).join('');
  return Array.from({ length: 1 + random.upTo(3) }, (_, i) => {
    const adds = random.oneOf(indicatorAdds);
    const across = random.oneOf(indicatorAcross.filter((one) => adds !== 'ratio' || one !== 'sum'));
    return {
      code: `c${i}`,
      name: { vi: few(MOST_INDICATOR_NAME), en: few(MOST_INDICATOR_NAME) },
      unit: few(MOST_UNIT),
      target: random.oneOf([null, 0.0001, 1234.5, MOST_FIGURE]),
      direction: random.oneOf(indicatorDirections),
      adds,
      across,
      counts: across === 'one' ? party : null,
    };
  });
}

export function deadline(random: Random): Deadline {
  return random.oneOf<Deadline>([
    { precision: 'ongoing', value: null },
    { precision: 'date', value: random.oneOf(['2020-02-29', '2019-11-25', '2030-12-31']) },
    { precision: 'month', value: `20${20 + random.upTo(10)}-0${1 + random.upTo(9)}` },
    { precision: 'quarter', value: `2025-Q${1 + random.upTo(4)}` },
    { precision: 'year', value: `20${20 + random.upTo(10)}` },
  ]);
}
