import { formatDay, isDeadline, lastDayOf } from '../../calendar/deadline.js';
import { faultsOfIndicators } from '../../commitments/indicators/indicator.js';
import { isDay } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';
import type { AgreementFile } from './agreement-file.types.js';
import type { FilePath } from './file-faults.js';
import type { SchemaViolation } from './file-schema.js';

// Control characters that no office text needs; PostgreSQL cannot store NUL at all.
// oxlint-disable-next-line no-control-regex
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]|\p{Surrogate}/u;

/**
 * What a schema cannot say: references between the parts, days that exist, codes that stand once.
 * @param reserved addresses of the program's own: an agreement of that name could not be reached
 */
export function inconsistencies(file: AgreementFile, reserved: ReadonlySet<string>): SchemaViolation[] {
  return [
    ...unprintable(file, []),
    ...names(file, reserved),
    ...days(file),
    ...partiesAndBodies(file),
    ...clauses(file),
    ...commitments(file),
    ...deadlines(file),
    ...indicators(file),
    ...duplicates(file),
  ];
}

const violation = (path: FilePath, en: string, vi: string): SchemaViolation => ({
  path,
  reason: en,
  text: { vi, en },
});
const unless = (holds: boolean, path: FilePath, en: string, vi: string): SchemaViolation[] =>
  holds ? [] : [violation(path, en, vi)];

function unprintable(value: unknown, path: FilePath): SchemaViolation[] {
  if (typeof value === 'string')
    return unless(!forbidden.test(value), path, 'contains a control character', 'có ký tự điều khiển');
  if (Array.isArray(value)) return value.flatMap((item, i) => unprintable(item, [...path, i]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => unprintable(item, [...path, key]));
}

function names({ slug, number, source }: AgreementFile, reserved: ReadonlySet<string>): SchemaViolation[] {
  const isSaid = (text: string) => /\S/.test(text);
  const empty: BilingualText = { vi: 'không được để trống', en: 'must not be empty' };
  return [
    ...unless(
      !reserved.has(slug),
      ['slug'],
      `${slug} is reserved for one of the tracker’s own pages`,
      `${slug} là địa chỉ của hệ thống`,
    ),
    ...unless(isSaid(number), ['number'], empty.en, empty.vi),
    ...unless(isSaid(source.title), ['source', 'title'], empty.en, empty.vi),
    ...unless(isSaid(source.publisher), ['source', 'publisher'], empty.en, empty.vi),
  ];
}

function days(file: AgreementFile): SchemaViolation[] {
  const said: [FilePath, string | null][] = [
    [['reportedOn'], file.reportedOn],
    [['issuedOn'], file.issuedOn],
    [['period', 'from'], file.period.from],
    [['period', 'to'], file.period.to],
    [['source', 'publishedOn'], file.source.publishedOn],
    ...file.commitments.map(({ due }, i): [FilePath, string | null] => [
      ['commitments', i, 'due', 'undated', 'reviewOn'],
      due.undated?.reviewOn ?? null,
    ]),
    ...file.bodies.flatMap(({ firstDay, lastDay }, i): [FilePath, string | null][] => [
      [['bodies', i, 'firstDay'], firstDay],
      [['bodies', i, 'lastDay'], lastDay],
    ]),
  ];
  return [
    ...said.flatMap(([path, day]) =>
      unless(!day || isDay(day), path, `${day} is not a real date`, `không có ngày ${day}`),
    ),
    ...unless(
      file.period.from <= file.period.to,
      ['period', 'to'],
      'the period ends before it begins',
      'giai đoạn kết thúc trước khi bắt đầu',
    ),
  ];
}

function indicators({ commitments: all }: AgreementFile): SchemaViolation[] {
  return all.flatMap(({ sides }, i) =>
    Object.entries(sides).flatMap(([party, side]) =>
      faultsOfIndicators(side.indicators ?? [], Object.keys(sides)).map(({ place, field, text }) =>
        violation(['commitments', i, 'sides', party, 'indicators', place, field], text.en, text.vi),
      ),
    ),
  );
}

function partiesAndBodies(file: AgreementFile): SchemaViolation[] {
  const parties = new Set(file.parties.map(({ code }) => code));
  const isOf = bodyOf(file);
  const successors = new Map(file.bodies.map(({ code, successor }) => [code, successor]));
  const parents = new Map(file.bodies.map(({ code, parent }) => [code, parent]));
  return [
    ...file.parties.flatMap(({ code, office }, i) => notOf(isOf, office, code, ['parties', i, 'office'])),
    ...file.bodies.flatMap((body, i) => {
      const at = (key: string): FilePath => ['bodies', i, key];
      const { code, party, firstDay, lastDay, parent, successor } = body;
      return [
        ...unless(
          parties.has(party),
          at('party'),
          `${party} is not a party to the agreement`,
          `${party} không phải là bên của thỏa thuận`,
        ),
        ...(parent === null ? [] : notOf(isOf, parent, party, at('parent'))),
        ...(successor === null ? [] : notOf(isOf, successor, party, at('successor'))),
        ...unless(
          !leadsBack(parents, code),
          at('parent'),
          `${code} cannot be its own parent body`,
          `${code} trực thuộc chính cơ quan đó`,
        ),
        ...unless(
          !leadsBack(successors, code),
          at('successor'),
          `${code} cannot be its own successor`,
          `${code} kế thừa chính cơ quan đó`,
        ),
        ...unless(
          !firstDay || !lastDay || firstDay <= lastDay,
          at('lastDay'),
          `${code} ends before it begins`,
          `${code} kết thúc trước khi bắt đầu`,
        ),
        ...unless(
          successor === null || lastDay !== null,
          at('successor'),
          `${code} has a successor but no last day`,
          `${code} có cơ quan kế thừa mà không có ngày cuối cùng`,
        ),
      ];
    }),
  ];
}

type IsOf = (body: string, party: string) => boolean;

function bodyOf({ bodies }: AgreementFile): IsOf {
  const partyOfBody = new Map(bodies.map(({ code, party }) => [code, party]));
  return (body, party) => partyOfBody.get(body) === party;
}

function notOf(isOf: IsOf, body: string, party: string, path: FilePath): SchemaViolation[] {
  return unless(
    isOf(body, party),
    path,
    `${body} is not a body of ${party}`,
    `${body} không phải là cơ quan của ${party}`,
  );
}

/** Follows the links from a code; those that never end come back to it, or to one met before. */
function leadsBack(links: Map<string, string | null>, code: string): boolean {
  const met = new Set<string>();
  for (let at = links.get(code); at != null && !met.has(at); at = links.get(at)) {
    if (at === code) return true;
    met.add(at);
  }
  return false;
}

function clauses(file: AgreementFile): SchemaViolation[] {
  const sectors = new Set(file.sectors.map(({ code }) => code));
  const parties = new Set(file.parties.map(({ code }) => code));
  return file.clauses.flatMap(({ locator, sector, undertaking, actingParty }, i) => [
    ...unless(
      sector === null || sectors.has(sector),
      ['clauses', i, 'sector'],
      `there is no sector ${sector}`,
      `không có lĩnh vực ${sector}`,
    ),
    ...unless(
      !undertaking || sector !== null,
      ['clauses', i, 'sector'],
      `${locator} is an undertaking and needs a sector`,
      `${locator} là cam kết nên phải thuộc một lĩnh vực`,
    ),
    ...unless(
      actingParty === null || parties.has(actingParty),
      ['clauses', i, 'actingParty'],
      `${actingParty} is not a party to the agreement`,
      `${actingParty} không phải là bên của thỏa thuận`,
    ),
  ]);
}

function commitments(file: AgreementFile): SchemaViolation[] {
  const sectors = new Set(file.sectors.map(({ code }) => code));
  const locators = new Set(file.clauses.map(({ locator }) => locator));
  const isOf = bodyOf(file);
  return file.commitments.flatMap(({ code, sector, clauses: said, sides }, i) => {
    const at = (...rest: FilePath): FilePath => ['commitments', i, ...rest];
    return [
      ...unless(
        sectors.has(sector),
        at('sector'),
        `there is no sector ${sector}`,
        `không có lĩnh vực ${sector}`,
      ),
      ...said.flatMap((locator, k) =>
        unless(
          locators.has(locator),
          at('clauses', k),
          `there is no clause ${locator}`,
          `không có điều khoản ${locator}`,
        ),
      ),
      ...file.parties.flatMap(({ code: party }) =>
        unless(
          Object.hasOwn(sides, party),
          at('sides'),
          `${code} has no part for ${party}`,
          `${code} thiếu phần việc của bên ${party}`,
        ),
      ),
      ...Object.entries(sides).flatMap(([party, { lead, cooperating }]) => [
        ...notOf(isOf, lead, party, at('sides', party, 'lead')),
        ...cooperating.flatMap((body, k) => notOf(isOf, body, party, at('sides', party, 'cooperating', k))),
      ]),
    ];
  });
}

function deadlines({ commitments: all, period }: AgreementFile): SchemaViolation[] {
  return all.flatMap(({ code, due }, i) => {
    const path = ['commitments', i, 'due'];
    if (!isDeadline(due))
      return [
        violation(
          path,
          `${code}: ${due.value} is not a valid ${due.precision}`,
          `${code}: ${due.value} không phải là ${due.precision}`,
        ),
      ];
    if (due.undated && due.precision !== 'ongoing')
      return [
        violation(
          [...path, 'undated'],
          `${code}: only a deadline with the precision ongoing can be undated`,
          `${code}: chỉ thời hạn có precision là ongoing mới ghi undated`,
        ),
      ];
    const day = lastDayOf(due);
    // A deadline may lie after the period: extensions are granted beyond it, and a file has to hold what stands.
    return unless(
      !day || day >= period.from,
      path,
      `${code}: ${day} is before ${period.from}, the first day of the period`,
      `${code}: ${formatDay(day ?? '')} trước ngày bắt đầu giai đoạn (${formatDay(period.from)})`,
    );
  });
}

function duplicates(file: AgreementFile): SchemaViolation[] {
  const keys: [keyof AgreementFile, string][] = [
    ['parties', 'code'],
    ['parties', 'marker'],
    ['bodies', 'code'],
    ['sectors', 'code'],
    ['clauses', 'locator'],
    ['commitments', 'code'],
  ];
  return keys.flatMap(([list, key]) => {
    const seen = new Set<string>();
    return (file[list] as unknown as Record<string, string>[]).flatMap((item, i) => {
      const code = item[key]!;
      if (seen.has(code))
        return [
          violation(
            [list, i, key],
            `${code} appears twice in ${list}`,
            `${code} xuất hiện hai lần trong ${list}`,
          ),
        ];
      seen.add(code);
      return [];
    });
  });
}
