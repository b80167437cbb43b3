import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CommitmentDetail, CommitmentItem } from '../src/commitments/commitment.types.js';
import type { Dashboard } from '../src/dashboard/dashboard.types.js';
import { instantOf, type Day } from '../src/platform/clock.js';
import { startApp } from './support/app.js';

const agreement = '/api/v1/agreements/2016-tb-tu';
const sidesOf = ['hanoi', 'nghean'] as const;
type Party = (typeof sidesOf)[number];

const INDICATOR = {
  code: 'doanh-nghiep',
  name: { vi: 'Doanh nghiệp kết nối', en: 'Enterprises connected' },
  unit: 'doanh nghiệp',
  target: 40,
  adds: 'sum',
  across: 'sum',
};
/** The period 2019-12 ends on the first of these days; reports on it are due by the second. */
const PERIOD_END = '2019-12-14';
const DUE = '2019-12-20';
const MIDDLE = '2019-12-09';
const LAST_DAY = '2019-12-23';

/** One side's part, as this test counts it: by what was sent, not by what the program answers. */
interface Part {
  status: string;
  percent: number | null;
  doneOn: Day | null;
  signed: boolean;
  reportedOn: Day | null;
  /** Of the indicator, by reporting period. */
  figures: Record<string, number>;
}
interface Said {
  figure?: number;
  period?: string;
}
interface Own {
  id: number;
  code: string;
  due: Day | null;
  continuing: boolean;
  parts: Record<Party, Part>;
  leads: Record<Party, string>;
}

/**
 * From 20 November to 20 December 2019, both sides report on the whole notice, measure, complete, sign and put off. Beside the
 * program a small ledger is kept of what was done; at the end the two have the same figures.
 */
describe('a month’s work of both sides on the notice', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  const all: Own[] = [];
  const owed = new Set<string>();

  beforeAll(async () => {
    program = await startApp();
    const { items } = await get(`${agreement}/commitments?limit=100`);
    for (const item of items as CommitmentItem[]) all.push(await ownOf(item));
    await month();
  }, 240_000);
  afterAll(() => program?.stop());

  const get = async (path: string) => {
    const { status, json } = await program.ask('auditor@tracker', 'GET', path);
    expect([path, status]).toEqual([path, 200]);
    return json;
  };
  const on = (day: Day, time = '09:00') => program.clock.moveTo(instantOf(day, time));

  async function ownOf({ id, code, due, sides }: CommitmentItem): Promise<Own> {
    const part = (party: Party): Part => {
      const side = sides.find((one) => one.party === party)!;
      return {
        status: side.status,
        percent: side.percent,
        doneOn: side.doneOn,
        signed: side.completionConfirmedAt !== null,
        reportedOn: null,
        figures: {},
      };
    };
    const lead = (party: Party) => sides.find((one) => one.party === party)!.leadBody.code;
    return {
      id,
      code,
      due: due.date,
      continuing: due.precision === 'ongoing',
      parts: { hanoi: part('hanoi'), nghean: part('nghean') },
      leads: { hanoi: lead('hanoi'), nghean: lead('nghean') },
    };
  }

  const version = async (who: string, id: number) =>
    String((await program.ask(who, 'GET', `/api/v1/commitments/${id}`)).headers.etag);

  async function send(
    who: string,
    method: 'POST' | 'PUT',
    { id, code }: Own,
    what: string,
    body: object = {},
  ) {
    const path = `/api/v1/commitments/${id}/${what}`;
    const answer = await program.ask(who, method, path, body, { 'if-match': await version(who, id) });
    expect([code, what, who, answer.status < 300 ? 'done' : answer.text]).toEqual([code, what, who, 'done']);
    return answer.json;
  }

  /** Whose accounts there are: two departments of each side, and the office for everybody else. */
  function reporterOf({ leads }: Own, party: Party): string {
    const lead = leads[party];
    if (lead.endsWith('so-cong-thuong')) return `congthuong@${party}`;
    return lead.endsWith('so-nong-nghiep-va-ptnt') ? `nongnghiep@${party}` : `coordinator@${party}`;
  }

  async function report(own: Own, party: Party, day: Day, said: Partial<Part> & Said) {
    const part = own.parts[party];
    const percent = said.percent ?? part.percent ?? 0;
    const status = said.status ?? (percent > 0 ? 'in_progress' : 'not_started');
    const isDone = status === 'completed';
    const { figure, period } = said;
    await send(reporterOf(own, party), 'POST', own, 'updates', {
      status,
      percent,
      results: `Kết quả đến ngày ${day}.`,
      ...(isDone ? { doneOn: said.doneOn, noEvidenceReason: 'Văn bản giấy lưu tại cơ quan.' } : {}),
      ...(figure === undefined ? {} : { indicators: [{ code: INDICATOR.code, actual: figure }] }),
      ...(period ? { period } : {}),
    });
    own.parts[party] = {
      ...part,
      status,
      percent,
      doneOn: isDone ? said.doneOn! : null,
      reportedOn: part.reportedOn ?? day,
    };
    // Within a period the last figure stands.
    if (figure !== undefined) own.parts[party].figures = { ...part.figures, [period ?? '2019-12']: figure };
  }

  const isOpen = ({ parts }: Own) => sidesOf.some((party) => !parts[party].signed);
  const canReport = (own: Own, party: Party) =>
    isOpen(own) && !own.parts[party].signed && !['suspended', 'withdrawn'].includes(own.parts[party].status);
  const byCode = (code: string) => all.find((own) => own.code === code)!;
  const sign = async (own: Own, party: Party) => {
    await send(`leader@${party}`, 'PUT', own, 'completion-confirmation');
    own.parts[party].signed = true;
  };

  const measured = ['3.06', '4.03'];
  /** One part is not reported on at all, one only after the due day. */
  let silent: Own;
  let late: Own;
  const done: Own[] = [];
  let putOff: Own;
  /** By one side, and not signed. */
  let declared: Own;
  let middle: Tally;
  let extended: number;

  async function month() {
    const ofOffice = (party: Party) =>
      all.find(
        (own) =>
          own.parts[party].status === 'in_progress' && reporterOf(own, party) === `coordinator@${party}`,
      )!;
    silent = ofOffice('nghean');
    late = ofOffice('hanoi');
    on('2019-11-21');
    for (const code of measured)
      for (const party of sidesOf)
        await send(`coordinator@${party}`, 'PUT', byCode(code), 'indicators', {
          indicators: [INDICATOR],
        });
    on('2019-11-26');
    for (const own of all)
      for (const party of sidesOf)
        if (
          canReport(own, party) &&
          reporterOf(own, party) !== `coordinator@${party}` &&
          own.parts[party].status !== 'completed'
        )
          await report(own, party, '2019-11-26', {
            percent: Math.min((own.parts[party].percent ?? 0) + 10, 95),
            ...(measured.includes(own.code) ? { figure: party === 'hanoi' ? 12 : 7 } : {}),
          });
    on('2019-12-03');
    for (const own of all)
      for (const party of sidesOf) {
        const { status } = own.parts[party];
        const isLeftOut = own === (party === 'hanoi' ? late : silent);
        if (isLeftOut || !canReport(own, party) || own.parts[party].reportedOn || status === 'completed')
          continue;
        await report(own, party, '2019-12-03', {
          percent: Math.min((own.parts[party].percent ?? 0) + 5, 95),
          ...(measured.includes(own.code) ? { figure: party === 'hanoi' ? 12 : 7 } : {}),
        });
      }
    on('2019-12-06');
    const ready = all.filter(
      (own) =>
        own !== late &&
        own !== silent &&
        !own.continuing &&
        own.due !== null &&
        sidesOf.every((party) => own.parts[party].status === 'in_progress'),
    );
    for (const own of ready.slice(0, 3)) {
      for (const party of sidesOf)
        await report(own, party, '2019-12-06', { status: 'completed', percent: 100, doneOn: '2019-12-02' });
      for (const party of sidesOf) await sign(own, party);
      done.push(own);
    }
    on('2019-12-10');
    middle = tallyOn(MIDDLE);
    putOff = ready.find((own) => !done.includes(own) && own.due! < MIDDLE)!;
    declared = ready.find((own) => !done.includes(own) && own !== putOff && !measured.includes(own.code))!;
    const { extensions } = (await get(`/api/v1/commitments/${putOff.id}`)) as CommitmentDetail;
    extended = extensions + 1;
    await extend(putOff, '2020-03-31');
    on('2019-12-12');
    await report(byCode('3.06'), 'hanoi', '2019-12-12', { percent: 60, figure: 15 });
    on(PERIOD_END, '23:00');
    for (const own of all)
      for (const party of sidesOf) if (canReport(own, party)) owed.add(`${own.code} ${party}`);
    on(LAST_DAY);
    await report(late, 'hanoi', LAST_DAY, { percent: 55, period: '2019-12' });
    await report(declared, 'nghean', LAST_DAY, { status: 'completed', percent: 100, doneOn: '2019-12-20' });
    await report(byCode('3.06'), 'hanoi', LAST_DAY, { percent: 65, figure: 5, period: '2020-01' });
  }

  async function extend(own: Own, due: Day) {
    const asked = await send(reporterOf(own, 'hanoi'), 'POST', own, 'extension-requests', {
      due: { precision: 'date', value: due },
      reason: 'Chờ kết quả hội nghị.',
    });
    const answer = async (who: string, what: string) => {
      const { status, text } = await program.ask(
        who,
        'PUT',
        `/api/v1/extension-requests/${asked.id}/${what}`,
        { decision: 'approved', reason: 'Đồng ý.' },
        { 'if-match': await version(who, own.id) },
      );
      expect([what, status < 300 ? 'done' : text]).toEqual([what, 'done']);
    };
    await answer('leader@hanoi', 'decision');
    await answer('coordinator@nghean', 'agreement');
    own.due = due;
  }

  /** The counts as the rules of docs/rules.md have them, told here once more in few words. */
  function groupOf(status: string, own: Own, doneOn: Day | null, day: Day): string {
    if (status === 'suspended' || status === 'withdrawn') return status;
    if (own.due === null) return status === 'completed' ? 'completed_on_time' : 'continuing';
    if (status === 'completed') return doneOn! <= own.due ? 'completed_on_time' : 'completed_late';
    return `${status}_${own.due < day ? 'overdue' : 'on_time'}`;
  }

  function overall({ parts: { hanoi, nghean } }: Own): [string, Day | null] {
    const both = [hanoi, nghean];
    if (both.every(({ signed }) => signed))
      return [
        'completed',
        both
          .map(({ doneOn }) => doneOn!)
          .sort()
          .at(-1)!,
      ];
    const isIdle = both.every(({ status }) => status === 'not_started');
    return [isIdle ? 'not_started' : 'in_progress', null];
  }

  function tallyOn(day: Day): Tally {
    const counts: Record<string, number> = {};
    const bySide = { hanoi: {} as Record<string, number>, nghean: {} as Record<string, number> };
    const add = (to: Record<string, number>, group: string) => (to[group] = (to[group] ?? 0) + 1);
    for (const own of all) {
      const [status, doneOn] = overall(own);
      add(counts, groupOf(status, own, doneOn, day));
      for (const party of sidesOf) {
        const part = own.parts[party];
        add(bySide[party], groupOf(part.status, own, part.doneOn, day));
      }
    }
    return { counts, bySide };
  }

  const withoutZeros = (counts: object) =>
    Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));

  async function told(days = ''): Promise<{ tally: Tally; dashboard: Dashboard }> {
    const dashboard = (await get(`${agreement}/dashboard?${days}`)) as Dashboard;
    const [hanoi, nghean] = sidesOf.map((party) =>
      withoutZeros(dashboard.bySide.find((one) => one.party === party)!.counts),
    ) as [Tally['counts'], Tally['counts']];
    return { tally: { counts: withoutZeros(dashboard.counts), bySide: { hanoi, nghean } }, dashboard };
  }

  it('ends with the counts that its acts add up to, overall and for each side', async () => {
    expect((await told()).tally).toEqual(tallyOn(LAST_DAY));
  });

  it('shows the middle of it as it stood then', async () => {
    expect((await told(`asOf=${MIDDLE}&knownAt=${MIDDLE}`)).tally).toEqual(middle);
    expect(middle).not.toEqual(tallyOn(LAST_DAY));
  });

  it('has an update rate of the reports given by the due day among those owed, the late one apart', async () => {
    const { dashboard } = await told();
    for (const party of sidesOf) {
      const ownOwed = [...owed].filter((one) => one.endsWith(party));
      const gave = ownOwed.filter((one) => {
        const { reportedOn } = byCode(one.split(' ')[0]!).parts[party];
        return reportedOn !== null && reportedOn <= DUE;
      });
      const side = dashboard.bySide.find((one) => one.party === party)!;
      expect([party, side.updateRate]).toEqual([party, gave.length / ownOwed.length]);
      expect(gave.length).toBeLessThan(ownOwed.length);
    }
    const lateNow = await get(`${agreement}/commitments?limit=100&update=late&party=hanoi`);
    expect((lateNow.items as CommitmentItem[]).map(({ code }) => code)).toEqual([late.code]);
  });

  it('has sectors and lists that each count add up to', async () => {
    const { dashboard } = await told();
    for (const [group, count] of Object.entries(dashboard.counts)) {
      const bySector = dashboard.bySector.reduce((sum, { counts }) => sum + counts[group as 'suspended'], 0);
      const { total } = await get(`${agreement}/commitments?limit=1&group=${group}`);
      expect([group, bySector, total]).toEqual([group, count, count]);
    }
    expect(dashboard.total).toBe(all.length);
  });

  it('measures for each side the sum of what its periods stated last', async () => {
    for (const code of measured) {
      const { sides } = (await get(`/api/v1/commitments/${byCode(code).id}`)) as CommitmentDetail;
      for (const { party, indicators } of sides) {
        const stated = Object.values(byCode(code).parts[party as Party].figures);
        const sum = stated.reduce((total, figure) => total + figure, 0);
        expect([code, party, indicators.map((one) => [one.cumulative, one.share])]).toEqual([
          code,
          party,
          [[sum, sum / INDICATOR.target]],
        ]);
      }
    }
    expect(byCode('3.06').parts.hanoi.figures).toEqual({ '2019-12': 15, '2020-01': 5 });
  });

  it('keeps the deadline that was put off, and the day each part was done', async () => {
    const moved = (await get(`/api/v1/commitments/${putOff.id}`)) as CommitmentDetail;
    expect([moved.due.date, moved.extensions]).toEqual(['2020-03-31', extended]);
    for (const { id } of done) {
      const { completedOn, sides } = (await get(`/api/v1/commitments/${id}`)) as CommitmentDetail;
      expect([completedOn, ...sides.map(({ doneOn }) => doneOn)]).toEqual([
        '2019-12-02',
        '2019-12-02',
        '2019-12-02',
      ]);
    }
  });
});

interface Tally {
  counts: Record<string, number>;
  bySide: Record<Party, Record<string, number>>;
}
