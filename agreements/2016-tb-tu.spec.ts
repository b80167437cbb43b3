import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { type Deadline, isDeadline, lastDayOf } from '../src/calendar/deadline.js';
import { productsOfTheNotice } from '../migrations/products-of-the-notice.js';
import { faultsOfIndicators, type Indicator } from '../src/commitments/indicators/indicator.js';
import { productKinds, type Product } from '../src/commitments/product.js';
import type { BilingualText } from '../src/platform/text.js';

interface AgreementFile {
  period: { from: string; to: string };
  settings: { differencePoints: number };
  parties: { code: string; office: string; committee: BilingualText }[];
  bodies: {
    code: string;
    name: BilingualText;
    party: string;
    parent: string | null;
    firstDay: string | null;
    lastDay: string | null;
    successor: string | null;
  }[];
  sectors: { code: string; name: BilingualText }[];
  clauses: { locator: string; sector: string | null; undertaking: boolean; actingParty: string | null }[];
  commitments: {
    code: string;
    sector: string;
    clauses: string[];
    due: Deadline;
    sides: Record<
      string,
      { lead: string; cooperating: string[]; product: Product; indicators?: Indicator[] }
    >;
  }[];
}

interface HistoryEntry {
  at: string;
  side: string;
  do: string;
  status?: string;
  percent?: number;
  results?: string;
  difficulties?: string;
  proposals?: string;
  nextSteps?: string;
  due?: Deadline;
  decision?: string;
  reason?: string;
  doneOn?: string;
  issuer?: string;
  decisionLevel?: string;
  number?: string;
  issuedOn?: string;
  outside?: string;
  text?: string;
  by?: string;
  /** Of a directive. */
  kind?: string;
  /** Of a question. */
  to?: { party: string; body?: string };
  /** Set by the coordinator; of a report, its figures by code. */
  indicators?: Indicator[];
}

interface HistoryFile {
  illustrative: boolean;
  note: BilingualText;
  commitments: Record<string, HistoryEntry[]>;
}

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const reportedOn = '2019-06-21';
const text = read('./2016-tb-tu.yaml');
const agreement = parse(text) as AgreementFile;
const bodies = new Map(agreement.bodies.map((body) => [body.code, body]));
const sides = agreement.commitments.flatMap(({ code, sides: both }) =>
  Object.entries(both).map(([party, side]) => ({ commitment: code, party, ...side })),
);

describe('Notice 2016-TB/TU as a file', () => {
  it('is valid against the schema of agreement files', () => {
    const validate = new Ajv2020({ allErrors: true }).compile(JSON.parse(read('./agreement.schema.json')));
    validate(agreement);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('is refused by the schema with a property too many or a deadline that contradicts its precision', () => {
    const validate = new Ajv2020().compile(JSON.parse(read('./agreement.schema.json')));
    expect(validate({ ...agreement, quotation: 'x' })).toBe(false);
    const [first, ...rest] = agreement.commitments;
    const wrong = { ...first, due: { precision: 'month', value: '2019-Q3' } };
    expect(validate({ ...agreement, commitments: [wrong, ...rest] })).toBe(false);
  });

  it('names 12 sectors and 44 undertakings beside 2 clauses of background', () => {
    expect(agreement.sectors.map(({ code }) => code)).toEqual(
      Array.from({ length: 12 }, (_, i) => String(i + 1)),
    );
    expect(agreement.clauses.filter(({ undertaking }) => undertaking)).toHaveLength(44);
    const background = agreement.clauses.filter(({ undertaking }) => !undertaking);
    expect(background.map(({ locator, sector }) => [locator, sector])).toEqual([
      ['P1', null],
      ['P2.S1', null],
    ]);
  });

  it('names the acting side only where the report does, in P6.S1', () => {
    const acting = agreement.clauses.filter(({ actingParty }) => actingParty !== null);
    expect(acting.map(({ locator, actingParty }) => [locator, actingParty])).toEqual([['P6.S1', 'nghean']]);
  });

  it('carries each undertaking by at least one commitment, and nothing that is no undertaking', () => {
    const undertakings = agreement.clauses.filter(({ undertaking }) => undertaking);
    const carried = new Set(agreement.commitments.flatMap(({ clauses }) => clauses));
    expect([...carried].sort()).toEqual(undertakings.map(({ locator }) => locator).sort());
  });

  it('puts each commitment into the sector of its clauses, and its code says which', () => {
    const sectorOf = new Map(agreement.clauses.map(({ locator, sector }) => [locator, sector]));
    for (const { code, sector, clauses } of agreement.commitments) {
      expect([code, ...clauses.map((locator) => sectorOf.get(locator))]).toEqual([
        code,
        ...clauses.map(() => sector),
      ]);
      expect(code.split('.')[0]).toBe(sector);
    }
  });

  it('uses no code twice', () => {
    for (const codes of [
      agreement.bodies.map(({ code }) => code),
      agreement.clauses.map(({ locator }) => locator),
      agreement.commitments.map(({ code }) => code),
    ]) {
      expect(codes).toEqual([...new Set(codes)]);
    }
  });

  it('leads each side by a body of that side which existed when the notice became known', () => {
    for (const { commitment, party, lead } of sides) {
      const body = bodies.get(lead);
      expect({ commitment, party: body?.party }).toEqual({ commitment, party });
      expect((body?.firstDay ?? reportedOn) <= reportedOn).toBe(true);
      expect((body?.lastDay ?? reportedOn) >= reportedOn).toBe(true);
    }
  });

  it('lets bodies of the same side cooperate that existed then, none of them the lead', () => {
    for (const { commitment, party, lead, cooperating } of sides) {
      for (const code of cooperating) {
        const body = bodies.get(code);
        expect({ commitment, code, party: body?.party }).toEqual({ commitment, code, party });
        expect((body?.firstDay ?? reportedOn) <= reportedOn).toBe(true);
        expect(code).not.toBe(lead);
      }
    }
  });

  it('names a product for each side, which goes to a committee or a body that is known', () => {
    const known = [
      ...agreement.bodies.map(({ name }) => name),
      ...agreement.parties.map((party) => party.committee),
    ];
    const names = known.map(({ vi }) => vi);
    for (const { commitment, party, product } of sides)
      expect({ commitment, party, known: names.includes(product.recipient) }).toEqual({
        commitment,
        party,
        known: true,
      });
    expect(sides).toHaveLength(88);
  });

  it('proposes a few indicators, whose targets are still to be agreed: the notice names no figures', () => {
    const proposed = sides.flatMap(({ commitment, indicators = [] }) =>
      indicators.map(({ code, target }) => [commitment, code, target]),
    );
    expect(new Set(proposed.map(([commitment]) => commitment))).toEqual(
      new Set(['1.02', '3.03', '3.09', '4.07', '4.08']),
    );
    expect(proposed.filter(([, , target]) => target !== null)).toEqual([]);
  });

  it('may name every kind of product that the program knows, and no other', () => {
    const schema = JSON.parse(read('./agreement.schema.json')) as {
      $defs: { product: { properties: { kind: { enum: string[] } } } };
    };
    expect(schema.$defs.product.properties.kind.enum).toEqual([...productKinds]);
  });

  it('says of products what databases that hold the notice already were given', () => {
    const given = sides.map(({ commitment, party, product: { kind, text: said, recipient } }) => [
      commitment,
      party,
      kind,
      said.vi,
      said.en,
      recipient,
    ]);
    expect(given).toEqual(productsOfTheNotice);
  });

  it('has four centres of Nghệ An replaced by the one founded on 13/4/2020', () => {
    const founded = agreement.bodies.find(({ firstDay }) => firstDay === '2020-04-13');
    const replaced = agreement.bodies.filter(({ lastDay }) => lastDay === '2020-04-12');
    expect(founded?.code).toBe('na-tt-xuc-tien-dau-tu-tm-dl');
    expect(replaced.map(({ successor }) => successor)).toEqual(Array(4).fill(founded?.code));
  });

  it('refers from bodies and parties only to bodies of the same side', () => {
    for (const { party, parent, successor } of agreement.bodies) {
      for (const code of [parent, successor]) if (code) expect(bodies.get(code)?.party).toBe(party);
    }
    for (const { code, office } of agreement.parties) expect(bodies.get(office)?.party).toBe(code);
  });

  it('has deadlines of all five precisions, each after the report and inside the period', () => {
    const deadlines = agreement.commitments.map(({ due }) => due);
    expect(new Set(deadlines.map(({ precision }) => precision)).size).toBe(5);
    for (const due of deadlines) {
      expect(isDeadline(due)).toBe(true);
      const lastDay = lastDayOf(due);
      if (lastDay) expect(reportedOn < lastDay && lastDay <= agreement.period.to).toBe(true);
    }
  });

  it('says every text in Vietnamese and in English, composed as NFC', () => {
    const texts = textsOf(agreement);
    expect(texts.length).toBeGreaterThan(200);
    for (const { vi, en } of texts) {
      expect(vi.trim()).not.toBe('');
      expect(en.trim()).not.toBe('');
      expect(vi.normalize('NFC')).toBe(vi);
    }
    expect(text.normalize('NFC')).toBe(text);
  });
});

const historyText = read('../src/demo/history.yaml');
const history = parse(historyText) as HistoryFile;
const entries = Object.entries(history.commitments);

describe('The illustrative history', () => {
  it('says that it is illustrative', () => {
    expect(history.illustrative).toBe(true);
    expect(history.note.vi).toContain('minh họa');
    expect(history.note.en).toContain('none of this happened');
    expect(historyText.normalize('NFC')).toBe(historyText);
  });

  it('tells of every commitment and of nothing else', () => {
    expect(entries.map(([code]) => code)).toEqual(agreement.commitments.map(({ code }) => code));
  });

  it('goes forward in time, on working days between 24/6/2019 and 20/11/2019 08:00', () => {
    for (const [code, events] of entries) {
      const times = events.map(({ at }) => at);
      expect([code, times]).toEqual([code, [...new Set(times)].sort()]);
      for (const at of times) {
        expect(at).toMatch(/^2019-\d{2}-\d{2}T(0[7-9]|1[0-7]):[0-5]\d$/);
        expect('2019-06-24T00:00' <= at && at <= '2019-11-20T08:00').toBe(true);
        expect({ at, working: isWorkingDay(at.slice(0, 10)) }).toEqual({ at, working: true });
      }
    }
  });

  it('keeps the rules of statements, confirmations, returns and extensions', () => {
    expect(entries.flatMap(([code]) => replay(code).broken)).toEqual([]);
  });

  it('leaves every commitment on 20/11/2019 as the table says', () => {
    const rows = entries.map(([code]) => rowOf(replay(code)));
    expect(rows).toEqual(expected.trim().split('\n'));
  });

  it('counts 8 completed on time, 3 late, 21 in time, 5 not started and 7 overdue on 20/11/2019', () => {
    const counts = { completed: 8, late: 3, 'in time': 15, continuing: 6, 'not started': 5, overdue: 7 };
    expect(countsOn('2019-11-20')).toEqual(counts);
  });

  it('counts one less overdue when the period closed on 14/11, and 8 completed with 5 overdue on 20/10/2019', () => {
    const closed = { completed: 8, late: 3, 'in time': 16, continuing: 6, 'not started': 5, overdue: 6 };
    expect(countsOn('2019-11-14')).toEqual(closed);
    expect(countsOn('2019-10-20')).toMatchObject({ completed: 6, late: 2, overdue: 5 });
  });

  it('has 27 of 31 sides of Hà Nội and 23 of 33 of Nghệ An report between 15/10 and 14/11/2019', () => {
    expect(updateRate('hanoi')).toEqual([27, 31]);
    expect(updateRate('nghean')).toEqual([23, 33]);
  });
});

interface SideState {
  plan: boolean;
  status: string | null;
  percent: number | null;
  confirmedOn: string | null;
  /** That must decide, by the latest report. */
  level?: string;
  /** As its latest report of completion says. */
  doneOn?: string;
  /** Days of the documents named so far. */
  provedOn?: string[];
  indicators?: Indicator[];
}

const unstated: SideState = { plan: false, status: null, percent: null, confirmedOn: null };

interface Replayed {
  code: string;
  sides: Record<string, SideState>;
  due: Deadline;
  extensions: number;
  completedOn: string | null;
  differsSince: string | null;
  group: string;
  broken: string[];
}

/** What the entries of one commitment come to, up to the end of a day, and which rules they break. */
function replay(code: string, upTo = '2019-11-20'): Replayed {
  const commitment = agreement.commitments.find((one) => one.code === code);
  if (!commitment) throw new Error(`no commitment ${code}`);
  const state: Record<string, SideState> = { hanoi: { ...unstated }, nghean: { ...unstated } };
  const broken: string[] = [];
  let due = commitment.due;
  let request: { side: string; due: Deadline; approved: boolean } | null = null;
  let extensions = 0;
  let completedOn: string | null = null;
  let differsSince: string | null = null;
  /** Sides with a directive that nobody has answered, and sides that are asked. */
  const directives: string[] = [];
  const asked: string[] = [];

  for (const entry of history.commitments[code] ?? []) {
    const day = entry.at.slice(0, 10);
    if (day > upTo) break;
    const must = (holds: unknown, rule: string) => {
      if (!holds) broken.push(`${code} ${entry.at} ${entry.do}: ${rule}`);
    };
    const own = state[entry.side];
    const other = state[entry.side === 'hanoi' ? 'nghean' : 'hanoi'];
    if (!own || !other) throw new Error(`${code} ${entry.at}: no side ${entry.side}`);
    must(!completedOn, 'the commitment is completed');
    switch (entry.do) {
      case 'confirm-plan':
        must(!own.plan, 'confirmed already');
        own.plan = true;
        break;
      case 'update': {
        const { status = '', percent = -1 } = entry;
        must(['not_started', 'in_progress', 'completed', 'suspended'].includes(status), 'unknown status');
        must(Number.isInteger(percent) && percent >= 0 && percent <= 100, 'percent out of range');
        must((status === 'completed') === (percent === 100), 'completed means 100 percent');
        must((status === 'not_started') === (percent === 0), 'not started means 0 percent');
        must(!own.confirmedOn, 'the side is signed off');
        for (const part of [entry.results, entry.difficulties, entry.proposals, entry.nextSteps])
          must(part?.trim(), 'text missing');
        must(
          !entry.doneOn || (status === 'completed' && entry.doneOn <= day),
          'done on no day of a completion',
        );
        must(
          !entry.doneOn || entry.doneOn === day || own.provedOn?.some((on) => on <= entry.doneOn!),
          'no proof',
        );
        for (const { code: of } of entry.indicators ?? [])
          must(
            own.indicators?.some((one) => one.code === of),
            `a figure of no indicator: ${of}`,
          );
        Object.assign(own, { status, percent, level: entry.decisionLevel, doneOn: entry.doneOn ?? day });
        break;
      }
      case 'name-evidence':
        must(entry.number?.trim() && entry.issuer?.trim(), 'document without number or issuer');
        must(entry.issuedOn && entry.issuedOn <= day, 'document of a day to come');
        own.provedOn = [...(own.provedOn ?? []), entry.issuedOn!];
        break;
      case 'set-indicators':
        must(
          faultsOfIndicators(entry.indicators ?? [], Object.keys(state)).length === 0,
          'unsound indicators',
        );
        own.indicators = entry.indicators;
        break;
      case 'confirm-completion':
        must(own.status === 'completed' && !own.confirmedOn, 'nothing to confirm');
        own.confirmedOn = day;
        break;
      case 'return':
        must(other.status === 'completed' && !other.confirmedOn, 'nothing to send back');
        must(entry.reason?.trim(), 'reason missing');
        other.status = 'in_progress';
        break;
      case 'request-extension': {
        const [from, to] = [lastDayOf(due), entry.due ? lastDayOf(entry.due) : null];
        must(!request, 'another request is open');
        must(from && day <= from, 'asked after the deadline');
        must(
          entry.due && isDeadline(entry.due) && from && to && from < to && to <= agreement.period.to,
          'not later, or outside the period',
        );
        must(entry.reason?.trim(), 'reason missing');
        if (entry.due) request = { side: entry.side, due: entry.due, approved: false };
        break;
      }
      case 'decide-extension':
        must(
          request?.side === entry.side && !request.approved && entry.decision === 'approved',
          'not this side to decide',
        );
        if (request) request.approved = true;
        break;
      case 'agree-extension':
        must(
          request?.approved && request.side !== entry.side && entry.decision === 'approved',
          'not this side to agree',
        );
        if (request) due = request.due;
        request = null;
        extensions += 1;
        break;
      case 'put-matter-across':
        must(
          own.level === 'both_committees' && entry.text?.trim(),
          'nothing that both committees must decide',
        );
        break;
      case 'ask-higher-level':
        must(own.level === 'higher', 'nothing that a higher level must decide');
        must(entry.outside?.trim() && entry.number?.trim() && entry.issuedOn, 'level or document missing');
        break;
      case 'answer-matter':
        must(own.level === entry.by && entry.text?.trim(), 'not for this post to answer');
        break;
      case 'give-directive':
        must(entry.text?.trim() && entry.kind, 'directive without words or kind');
        directives.push(entry.side);
        break;
      case 'ask-for-directive':
        must(directives.includes(entry.side), 'no directive that waits');
        must(entry.text?.trim(), 'question without words');
        asked.push(entry.side === 'hanoi' ? 'nghean' : 'hanoi');
        break;
      case 'ask-question':
        must(
          entry.text?.trim() && entry.to && entry.to.party in state,
          'question without words or addressee',
        );
        if (entry.to) asked.push(entry.to.party);
        break;
      case 'answer-question':
        must(take(asked, entry.side), 'no question that waits');
        must(entry.text?.trim(), 'answer without words');
        break;
      case 'answer-directive':
        must(take(directives, entry.side), 'no directive that waits');
        must(entry.text?.trim(), 'answer without words');
        break;
      default:
        must(false, 'unknown');
    }
    if (own.confirmedOn && other.confirmedOn) completedOn ??= [own.doneOn!, other.doneOn!].sort().at(-1)!;
    differsSince = differ(own, other) ? (differsSince ?? day) : null;
  }
  const lastDay = lastDayOf(due);
  const stated = Object.values(state).map(({ percent }) => percent ?? 0);
  let group = 'in time';
  if (completedOn) group = lastDay && completedOn > lastDay ? 'late' : 'completed';
  else if (!lastDay) group = 'continuing';
  else if (lastDay < upTo) group = 'overdue';
  else if (Math.max(...stated) === 0) group = 'not started';
  return { code, sides: state, due, extensions, completedOn, differsSince, group, broken };
}

/** @returns whether it was there */
function take(waiting: string[], side: string): boolean {
  const at = waiting.indexOf(side);
  if (at >= 0) waiting.splice(at, 1);
  return at >= 0;
}

function markOf(side: SideState | undefined): string {
  if (!side) return '';
  const sign = side.confirmedOn ? '✓' : side.status === 'completed' ? '?' : '';
  return `${side.percent ?? '–'}${sign}${side.plan ? '' : '*'}`;
}

function differ(one: SideState, two: SideState): boolean {
  if (one.percent === null || two.percent === null) return false;
  if ((one.status === 'completed') !== (two.status === 'completed')) return true;
  return Math.abs(one.percent - two.percent) >= agreement.settings.differencePoints;
}

function countsOn(day: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [code] of entries) {
    const { group } = replay(code, day);
    counts[group] = (counts[group] ?? 0) + 1;
  }
  return counts;
}

/** How many sides reported in the period 15/10–14/11/2019, of those not signed off at its end. */
function updateRate(party: string): [number, number] {
  const owed = entries.filter(([code]) => !replay(code, '2019-11-14').sides[party]?.confirmedOn);
  const gave = owed.filter(([, events]) =>
    events.some((e) => e.side === party && e.do === 'update' && '2019-10-15' <= e.at && e.at < '2019-11-15'),
  );
  return [gave.length, owed.length];
}

/** `code  Hà Nội  Nghệ An  due  group  (completed on)  (extended)  (differs since)`; ✓ signed off, ? declared, * proposed. */
function rowOf({ code, sides: state, due, group, completedOn, extensions, differsSince }: Replayed): string {
  const parts = [code, markOf(state['hanoi']), markOf(state['nghean']), due.value ?? 'ongoing', group];
  if (completedOn) parts.push(completedOn);
  if (extensions) parts.push(`extended ${extensions}`);
  if (differsSince) parts.push(`differs since ${differsSince}`);
  return parts.join(' | ');
}

const holidays = new Set(['2019-09-02']);

/** Between 24/6 and 20/11/2019: no make-up Saturdays, one holiday. */
function isWorkingDay(day: string): boolean {
  const weekday = new Date(`${day}T00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.has(day);
}

function textsOf(value: unknown): BilingualText[] {
  if (value === null || typeof value !== 'object') return [];
  if ('vi' in value || 'en' in value) return [value as BilingualText];
  return Object.values(value).flatMap(textsOf);
}

const expected = `
1.01 | 60 | 60 | ongoing | continuing
1.02 | 45 | 40 | 2020 | in time
1.03 | 70 | 55 | 2019-Q4 | in time | extended 1
1.04 | 100✓ | 100✓ | 2019-09 | completed | 2019-09-23
1.05 | 55 | 50 | ongoing | continuing
1.06 | 100✓ | 100✓ | 2019-Q3 | completed | 2019-09-19
1.07 | 50 | 100? | 2019-Q4 | in time | differs since 2019-11-12
1.08 | 90 | 60 | 2019-10-31 | overdue | differs since 2019-11-13
1.09 | 25 | 20 | 2020-Q2 | in time
2.01 | 100✓ | 100✓ | 2019-Q3 | completed | 2019-09-26
2.02 | 100✓ | 100✓ | 2019-09-30 | late | 2019-10-10
2.03 | 50 | 45 | ongoing | continuing
2.04 | 60 | 45 | 2019-12-15 | in time
2.05 | 100✓ | 70 | 2019-Q3 | overdue | differs since 2019-09-27
2.06 | 30 | 35 | 2020 | in time
2.07 | 40 | 25 | 2019-Q4 | in time
2.08 | 65 | 50 | 2019-11-30 | in time | extended 1
2.09 | 0 | –* | 2020-Q1 | not started
3.01 | 35 | 40 | 2020 | in time
3.02 | 100✓ | 100✓ | 2019-09-30 | completed | 2019-09-25
3.03 | 100✓ | 60 | 2019-Q3 | overdue | extended 1 | differs since 2019-09-26
3.04 | 55 | 50 | 2019-Q4 | in time
3.05 | 0 | 0 | 2020 | not started
3.06 | 40 | 30 | 2019-08-31 | overdue | extended 1
3.07 | 20 | 25 | 2020 | in time
3.08 | 0 | –* | 2020-Q1 | not started
3.09 | 80 | 85 | 2019-11-25 | in time
3.10 | 55 | 50 | ongoing | continuing
4.01 | 100✓ | 100✓ | 2019-Q3 | completed | 2019-09-20
4.02 | 40 | 30 | 2020 | in time
4.03 | 80 | 45 | 2019-10-31 | overdue | extended 1 | differs since 2019-11-08
4.04 | 100✓ | 100✓ | 2019-10-31 | completed | 2019-10-22
4.05 | 75 | 70 | 2019-11-30 | in time
4.06 | 100✓ | 100✓ | 2019-Q3 | late | 2019-11-06
4.07 | 50 | 55 | ongoing | continuing
4.08 | 100? | 90 | 2019-11-15 | overdue | differs since 2019-11-14
5.01 | 0 | 0 | 2020-Q1 | not started
6.01 | 100✓ | 100✓ | 2019-Q3 | completed | 2019-09-25
7.01 | 25 | 25 | 2020 | in time
8.01 | 100✓ | 100✓ | 2019-10-31 | completed | 2019-10-28
9.01 | 0 | –* | 2019-Q3 | overdue
10.01 | 50 | 40 | ongoing | continuing
11.01 | 100✓ | 100✓ | 2019-09-30 | late | 2019-10-11
12.01 | 0 | 0 | 2020 | not started
`;
