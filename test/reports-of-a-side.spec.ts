import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { CommitmentDetail, EventItem } from '../src/commitments/commitment.types.js';
import type { ReportItem, ReportPage } from '../src/commitments/submitted/submitted.types.js';
import { instantOf } from '../src/platform/clock.js';
import { startApp } from './support/app.js';

jest.setTimeout(120_000);

const agreement = '/api/v1/agreements/2016-tb-tu';
const list = `${agreement}/commitments`;

/** On 22/11/2019 the current period is 2019-12; reports on 2019-11 were due on 20/11. */
describe('the reports of a side', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  beforeAll(async () => {
    program = await startApp({ day: '2019-11-22' });
  });
  afterAll(() => program?.stop());

  const one = async (code: string): Promise<CommitmentDetail> => {
    const { items } = (await program.ask('auditor@tracker', 'GET', `${list}?limit=100`)).json;
    const { id } = (items as CommitmentDetail[]).find((item) => item.code === code)!;
    return (await program.ask('auditor@tracker', 'GET', `/api/v1/commitments/${id}`)).json;
  };
  const report = async (code: string, said: object, who = 'coordinator@hanoi') => {
    const { id } = await one(code);
    const body = { status: 'in_progress', percent: 30, results: 'Đang làm.', ...said };
    return program.ask(who, 'POST', `/api/v1/commitments/${id}/updates`, body, { 'if-match': '*' });
  };
  const reports = async (code: string, query = '', who = 'coordinator@nghean'): Promise<ReportPage> => {
    const { id } = await one(code);
    return (await program.ask(who, 'GET', `/api/v1/commitments/${id}/updates${query}`)).json;
  };
  const wrong = ({ status, json }: Awaited<ReturnType<typeof report>>) => [
    status,
    (json.errors as { field: string }[] | undefined)?.[0]?.field,
  ];

  describe('on a period that is over', () => {
    it('is taken after its due day, and marked as given late', async () => {
      const { status, json } = await report('3.01', { period: '2019-11' });
      expect([status, json.period, json.givenOn, json.givenLate]).toEqual([
        201,
        '2019-11',
        '2019-11-22',
        true,
      ]);
      const { statements } = await one('3.01');
      expect(statements.hanoi).toMatchObject({ period: '2019-11', givenLate: true });
    });

    it('is taken for any period on which the side had to report, however old', async () => {
      const { status, json } = await report('3.01', { period: '2019-08', results: 'Kết quả tháng 8.' });
      expect([status, json.period, json.givenLate]).toEqual([201, '2019-08', true]);
    });

    it('is not late for the current one', async () => {
      const { json } = await report('3.01', { period: '2019-12' });
      expect([json.period, json.givenLate]).toEqual(['2019-12', false]);
    });

    it.each(['2019-05', '2020-01', '2018-11'])('is refused for %s', async (period) => {
      expect(wrong(await report('3.01', { period }))).toEqual([422, 'period']);
    });

    it('is refused for a period on which the side did not have to report, saying so', async () => {
      await report('1.02', { status: 'suspended', percent: 10, results: 'Tạm dừng.' });
      program.clock.moveTo(instantOf('2019-12-16', '09:00'));
      const refused = await report('1.02', { period: '2019-12' });
      expect(wrong(refused)).toEqual([422, 'period']);
      expect(refused.json.errors[0].message).toContain('không phải báo cáo cho kỳ 2019-12');
    });

    it('changes neither what was owed then nor what had been given by then', async () => {
      const figures = async () => {
        const { json } = await program.ask(
          'auditor@tracker',
          'GET',
          `${agreement}/dashboard?asOf=2019-11-20`,
        );
        return [json.updateRate, json.bySide];
      };
      const before = await figures();
      const late = (
        await program.ask('auditor@tracker', 'GET', `${list}?update=missing&party=hanoi&limit=100`)
      ).json.items[0].code;
      const taken = await report(late, { period: '2019-11', percent: 100, results: 'Kết quả kỳ tháng 11.' });
      expect(taken.status).toBe(201);
      expect(await figures()).toEqual(before);
    });
  });

  describe('that corrects an earlier one', () => {
    let first: ReportItem;
    let second: ReportItem;

    it('stands beside it, which is kept and names its later version', async () => {
      first = (await report('3.05', { period: '2019-11', results: 'Mời 12 doanh nghiệp.' })).json;
      const taken = await report('3.05', { corrects: first.id, results: 'Mời 21 doanh nghiệp.' });
      second = taken.json;
      expect([taken.status, second.corrects, second.period]).toEqual([201, first.id, '2019-11']);
      const { items } = await reports('3.05', '?party=hanoi');
      expect(items.slice(0, 2)).toEqual([
        expect.objectContaining({
          id: second.id,
          corrects: first.id,
          supersededBy: null,
          results: 'Mời 21 doanh nghiệp.',
        }),
        expect.objectContaining({
          id: first.id,
          corrects: null,
          supersededBy: second.id,
          results: 'Mời 12 doanh nghiệp.',
        }),
      ]);
    });

    it('is told in the timeline as such', async () => {
      const { id } = await one('3.05');
      const { items } = (await program.ask('coordinator@nghean', 'GET', `/api/v1/commitments/${id}/events`))
        .json;
      expect((items as EventItem[])[0]).toMatchObject({ kind: 'updated', data: { corrects: first.id } });
    });

    it('is refused where that has been corrected already', async () => {
      expect((await report('3.05', { corrects: first.id, results: 'Khác.' })).status).toBe(409);
    });

    it('is taken once where it is sent twice', async () => {
      const { version } = await one('3.05');
      const body = { status: 'in_progress', percent: 30, results: 'Mời 22.', corrects: second.id };
      const send = async () =>
        program.ask(
          'coordinator@hanoi',
          'POST',
          `/api/v1/commitments/${(await one('3.05')).id}/updates`,
          body,
          {
            'if-match': `"${version}"`,
          },
        );
      const [once, again] = [await send(), await send()];
      expect([once.status, again.status, again.json.id]).toEqual([201, 201, once.json.id]);
    });

    it.each(['coordinator@nghean', 'coordinator@hanoi'])(
      'is refused of another side or another commitment: %s',
      async (who) => {
        const code = who.endsWith('nghean') ? '3.05' : '3.06';
        expect(wrong(await report(code, { corrects: second.id }, who))).toEqual([422, 'corrects']);
      },
    );
  });

  describe('in the list', () => {
    it('are all there, newest first, page by page', async () => {
      const all = (await reports('3.01', '?limit=100')).items.map(({ id }) => id);
      expect(all.length).toBeGreaterThan(2);
      const paged: number[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: ReportPage = await reports('3.01', `?limit=1${cursor && `&cursor=${cursor}`}`);
        paged.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      expect(paged).toEqual(all);
      expect(all).toEqual(all.toSorted((a, b) => b - a));
    });

    it('are those of one side where that is asked for', async () => {
      const parties = async (query: string) =>
        new Set((await reports('3.09', query)).items.map(({ party }) => party));
      await report('3.09', {});
      await report('3.09', {}, 'coordinator@nghean');
      expect(await parties('')).toEqual(new Set(['hanoi', 'nghean']));
      expect(await parties('?party=hanoi')).toEqual(new Set(['hanoi']));
    });

    it('are not there for a side that is no party, or a commitment that does not exist', async () => {
      const ask = (id: number) =>
        program.ask('coordinator@hanoi', 'GET', `/api/v1/commitments/${id}/updates`);
      expect((await ask(999_999)).status).toBe(404);
      expect(
        (await program.ask('auditor@tracker', 'GET', '/api/v1/commitments/1/updates?cursor=9')).status,
      ).toBe(400);
    });
  });
});
