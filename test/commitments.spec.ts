import { EntityManager } from '@mikro-orm/postgresql';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import type { CommitmentItem } from '../src/commitments/commitment.types.js';
import { startApp } from './support/app.js';

const list = '/api/v1/agreements/2016-tb-tu/commitments';
const dashboard = '/api/v1/agreements/2016-tb-tu/dashboard';

describe('commitments', () => {
  let t: Awaited<ReturnType<typeof startApp>>;
  beforeAll(async () => {
    t = await startApp();
  });
  afterAll(() => t.stop());

  const byCode = async (code: string): Promise<CommitmentItem> => {
    const { json } = await t.ask('admin@tracker', 'GET', `${list}?limit=100`);
    return json.items.find((item: CommitmentItem) => item.code === code);
  };
  const report = async (who: string, code: string, statement: object) => {
    const { id, version } = await byCode(code);
    const ifMatch = { 'if-match': `"${version}"` };
    return t.ask(
      who,
      'POST',
      `/api/v1/commitments/${id}/updates`,
      { results: 'Đã làm.', ...statement },
      ifMatch,
    );
  };
  const put = async (who: string, code: string, resource: string) => {
    const { id } = await byCode(code);
    return t.ask(who, 'PUT', `/api/v1/commitments/${id}/${resource}`);
  };

  describe('in lists', () => {
    it('carry both sides, with a deadline as stated and its last day', async () => {
      const item = await byCode('3.03');
      expect(item).toMatchObject({
        sector: { code: '3' },
        clauses: ['P6.S2b'],
        status: 'in_progress',
        timeliness: 'overdue',
        percent: 60,
        due: { precision: 'quarter', date: '2019-09-30', label: { vi: 'Quý III/2019', en: 'Q3 2019' } },
        differs: true,
        extensions: 1,
      });
      expect(item.sides.map(({ party, percent, proposed }) => [party, percent, proposed])).toEqual([
        ['hanoi', 100, false],
        ['nghean', 60, false],
      ]);
    });

    it('show a side that said nothing as unknown, not as 0', async () => {
      const { sides, percent } = await byCode('3.08');
      expect(sides.map((side) => side.percent)).toEqual([0, null]);
      expect(percent).toBe(0);
    });

    it.each(['code', '-code', 'due', '-due', 'percent', '-percent', 'title', '-title'])(
      'come page by page in the order %s, each exactly once',
      async (sort) => {
        const codes: string[] = [];
        let cursor: string | null = '';
        for (let page = 0; cursor !== null && page < 10; page += 1) {
          const { json } = await t.ask(
            'leader@hanoi',
            'GET',
            `${list}?sort=${sort}&limit=7${cursor ? `&cursor=${cursor}` : ''}`,
          );
          expect(json.total).toBe(44);
          codes.push(...json.items.map(({ code }: CommitmentItem) => code));
          cursor = json.nextCursor;
        }
        expect(codes).toHaveLength(44);
        expect(new Set(codes).size).toBe(44);
        if (sort === 'code')
          expect(codes.slice(0, 2).concat(codes.slice(-2))).toEqual(['1.01', '1.02', '11.01', '12.01']);
      },
    );

    it.each([
      ['xang dau', ['3.04']],
      ['XĂNG DẦU', ['3.04']],
      ['xăng dầu'.normalize('NFD'), ['3.04']],
      ['“xăng\u200b dầu”,', ['3.04']],
      ['P6.S2b', ['3.03']],
      ['ton giao', ['1.07']],
      ['religion', ['1.07']],
      ['%', []],
      ["'; drop table commitment; --", []],
    ])('are found by %s whatever the tone marks', async (q, codes) => {
      const { json } = await t.ask('leader@hanoi', 'GET', `${list}?q=${encodeURIComponent(q)}`);
      expect(json.items.map(({ code }: CommitmentItem) => code)).toEqual(codes);
      expect(json.total).toBe(codes.length);
    });

    it('are found by any dash for any other', async () => {
      const found = async (q: string) =>
        (await t.ask('leader@hanoi', 'GET', `${list}?q=${encodeURIComponent(q)}`)).json.items.map(
          ({ code }: CommitmentItem) => code,
        );
      const codes = await found('LĐ – TB');
      expect(codes.length).toBeGreaterThan(0);
      for (const q of ['LĐ - TB', 'LĐ — TB', 'Lao động \u2011 Thương binh'])
        expect(await found(q)).toEqual(codes);
    });

    it.each([
      ['sector=3', 10],
      ['timeliness=overdue', 7],
      ['timeliness=overdue&sector=3', 2],
      ['status=completed', 11],
      ['differs=true', 6],
      ['confirmation=plan_pending', 3],
      ['group=completed_on_time,completed_late', 11],
      ['body=hn-so-y-te', 2],
      ['dueFrom=2019-11-20&dueTo=2019-12-04', 3],
      ['party=hanoi&of=side&status=completed', 14],
      ['party=nghean&update=missing', 10],
    ])('are filtered by %s to %i', async (query, total) => {
      expect((await t.ask('auditor@tracker', 'GET', `${list}?${query}`)).json.total).toBe(total);
    });

    it('are read with the same few queries however many there are', async () => {
      const one = await queriesOf(`${list}?limit=2`);
      const all = await queriesOf(`${list}?limit=99`);
      expect(one).toBeGreaterThan(0);
      expect(all).toBe(one);
    });

    async function queriesOf(url: string): Promise<number> {
      const counted = jest.spyOn(pg.Client.prototype, 'query');
      const { status } = await t.ask('leader@hanoi', 'GET', url);
      const count = counted.mock.calls.length;
      counted.mockRestore();
      expect(status).toBe(200);
      return count;
    }
  });

  describe('reported on by a side', () => {
    it('move with the update, keep it in the history and raise only their own version', async () => {
      const before = await byCode('3.04');
      const other = await byCode('3.05');
      const answer = await report('congthuong@hanoi', '3.04', { status: 'in_progress', percent: 70 });
      expect(answer.status).toBe(201);
      expect(answer.headers.etag).toBe(`"${before.version + 1}"`);
      const after = await byCode('3.04');
      expect(after.sides.map(({ percent }) => percent)).toEqual([70, 50]);
      expect(after.differs).toBe(true);
      expect((await byCode('3.05')).version).toBe(other.version);
      const events = await t.ask('auditor@tracker', 'GET', `/api/v1/commitments/${after.id}/events`);
      expect(events.json.items[0]).toMatchObject({
        kind: 'updated',
        party: 'hanoi',
        illustrative: false,
        data: { percent: 70, previousPercent: 55 },
      });
    });

    it.each([
      [{ status: 'completed', percent: 90 }, 422, 'percent'],
      [{ status: 'not_started', percent: 10 }, 422, 'percent'],
      [{ status: 'in_progress', percent: 30, results: '  ' }, 422, 'results'],
      [{ status: 'in_progress', percent: 101 }, 400, 'percent'],
      [{ status: 'in_progress', percent: '30' }, 400, 'percent'],
      [{ status: 'nearly', percent: 30 }, 400, 'status'],
    ])('refuse %j with %i, naming %s', async (statement, status, field) => {
      const before = await byCode('3.05');
      const answer = await report('congthuong@hanoi', '3.05', statement);
      expect(answer.status).toBe(status);
      expect(answer.json.errors.map((error: { field: string }) => error.field)).toContain(field);
      expect(await byCode('3.05')).toEqual(before);
    });

    it('are checked for permission before version: who may not report learns neither', async () => {
      const { id } = await byCode('4.01');
      for (const headers of [{}, { 'if-match': '"1"' }, { 'if-match': '*' }]) {
        const answer = await t.ask(
          'congthuong@nghean',
          'POST',
          `/api/v1/commitments/${id}/updates`,
          { status: 'in_progress', percent: 5, results: 'x' },
          headers as Record<string, string>,
        );
        expect(answer.status).toBe(403);
      }
    });

    it('take a list of tags where one is of the present version', async () => {
      const { headers, json } = await t.ask('coordinator@hanoi', 'GET', '/api/v1/commitments/24');
      const { status, percent, results, nextSteps } = json.statements.hanoi;
      const again = { status, percent, results, nextSteps: `${nextSteps} Tiếp tục.` };
      const tags = { 'if-match': `"0", ${headers.etag} , W/"abc"` };
      const answer = await t.ask('coordinator@hanoi', 'POST', '/api/v1/commitments/24/updates', again, tags);
      expect(answer.status).toBe(201);
    });

    it('take If-Match * as "whatever the version is"', async () => {
      const { id, version } = await byCode('3.07');
      const answer = await t.ask(
        'congthuong@hanoi',
        'POST',
        `/api/v1/commitments/${id}/updates`,
        { status: 'in_progress', percent: 22, results: 'x' },
        { 'if-match': '*' },
      );
      expect([answer.status, answer.headers.etag]).toEqual([201, `"${version + 1}"`]);
    });

    it('leave the figures of past days as they were', async () => {
      const before = await t.ask('leader@hanoi', 'GET', `${dashboard}?asOf=2019-11-14`);
      await report('congthuong@nghean', '3.05', { status: 'in_progress', percent: 15 });
      const after = await t.ask('leader@hanoi', 'GET', `${dashboard}?asOf=2019-11-14`);
      expect({ ...after.json, revision: 0 }).toEqual({ ...before.json, revision: 0 });
      expect((await t.ask('leader@hanoi', 'GET', dashboard)).json.counts.not_started_on_time).toBe(4);
    });
  });

  describe('completed by both sides', () => {
    it('count as completed only once every side has declared and every leader has confirmed', async () => {
      const code = '3.09';
      expect((await put('leader@hanoi', code, 'completion-confirmation')).status).toBe(422);
      await report('congthuong@hanoi', code, { status: 'completed', percent: 100 });
      expect((await put('leader@hanoi', code, 'completion-confirmation')).json).toMatchObject({
        status: 'in_progress',
        differs: true,
      });
      await report('coordinator@nghean', code, { status: 'completed', percent: 100 });
      expect((await byCode(code)).status).toBe('in_progress');
      expect((await put('coordinator@nghean', code, 'completion-confirmation')).json).toMatchObject({
        status: 'completed',
        timeliness: 'completed_on_time',
        completedOn: '2019-11-20',
      });
    });

    it('say the same again when a confirmation is repeated', async () => {
      const before = await byCode('3.09');
      expect((await put('leader@hanoi', '3.09', 'completion-confirmation')).status).toBe(200);
      expect(await byCode('3.09')).toEqual(before);
    });

    it('take no further report, until a side takes its confirmation back', async () => {
      expect((await report('congthuong@hanoi', '3.09', { status: 'in_progress', percent: 90 })).status).toBe(
        422,
      );
      const { id } = await byCode('3.09');
      expect(
        (await t.ask('leader@hanoi', 'DELETE', `/api/v1/commitments/${id}/completion-confirmation`)).json
          .status,
      ).toBe('in_progress');
      await put('leader@hanoi', '3.09', 'completion-confirmation');
      expect((await byCode('3.09')).status).toBe('completed');
    });

    it('are late where the second confirmation comes after the deadline', async () => {
      await report('coordinator@nghean', '2.05', { status: 'completed', percent: 100 });
      expect((await put('leader@nghean', '2.05', 'completion-confirmation')).json).toMatchObject({
        status: 'completed',
        timeliness: 'completed_late',
      });
    });

    it('can be sent back by the other side while not yet complete, with the reason', async () => {
      const { id } = await byCode('4.08');
      const answer = await t.ask('coordinator@nghean', 'POST', `/api/v1/commitments/${id}/return`, {
        reason: 'Thiếu số liệu quý.',
      });
      expect(answer.status).toBe(200);
      expect(answer.json.sides[0]).toMatchObject({
        status: 'in_progress',
        percent: 100,
        completionDeclaredAt: null,
      });
      const events = await t.ask('leader@hanoi', 'GET', `/api/v1/commitments/${id}/events`);
      expect(events.json.items[0]).toMatchObject({
        kind: 'returned',
        party: 'nghean',
        data: { to: 'hanoi', reason: 'Thiếu số liệu quý.' },
      });
    });
  });

  describe('withdrawn by both sides', () => {
    it('close, and are taken up again by a committee office, not by an officer', async () => {
      for (const side of ['hanoi', 'nghean'])
        await report(`coordinator@${side}`, '4.07', { status: 'withdrawn', percent: 50 });
      expect(await byCode('4.07')).toMatchObject({ status: 'withdrawn', timeliness: null });
      expect((await report('nongnghiep@hanoi', '4.07', { status: 'in_progress', percent: 60 })).status).toBe(
        403,
      );
      expect((await report('coordinator@hanoi', '4.07', { status: 'in_progress', percent: 60 })).status).toBe(
        201,
      );
      expect(await byCode('4.07')).toMatchObject({ status: 'in_progress', differs: true });
    });

    it('are not withdrawn by an officer', async () => {
      expect((await report('nongnghiep@hanoi', '4.02', { status: 'withdrawn', percent: 40 })).status).toBe(
        403,
      );
    });
  });

  it('take confirmations from a client that names JSON and sends nothing', async () => {
    const { id } = await byCode('2.09');
    const headers = { 'content-type': 'application/json' };
    expect(
      (
        await t.ask(
          'coordinator@nghean',
          'PUT',
          `/api/v1/commitments/${id}/plan-confirmation`,
          undefined,
          headers,
        )
      ).status,
    ).toBe(200);
    expect(
      (
        await t.ask(
          'coordinator@nghean',
          'DELETE',
          `/api/v1/commitments/${id}/plan-confirmation`,
          undefined,
          headers,
        )
      ).json.sides[1].proposed,
    ).toBe(true);
  });

  it('give their events page by page', async () => {
    const { id } = await byCode('3.03');
    const seen: number[] = [];
    let cursor: string | null = '';
    for (let page = 0; cursor !== null && page < 20; page += 1) {
      const { json } = await t.ask(
        'auditor@tracker',
        'GET',
        `/api/v1/commitments/${id}/events?limit=4${cursor ? `&cursor=${cursor}` : ''}`,
      );
      seen.push(...json.items.map((event: { id: number }) => event.id));
      cursor = json.nextCursor;
    }
    const { json: whole } = await t.ask('auditor@tracker', 'GET', `/api/v1/commitments/${id}/events`);
    expect(seen).toEqual(whole.items.map((event: { id: number }) => event.id));
    expect(seen.length).toBeGreaterThan(8);
  });

  describe('extended', () => {
    it('refuse an extension only with a reason, after asking who refuses', async () => {
      const { id } = await byCode('2.06');
      const asked = await t.ask('coordinator@hanoi', 'POST', `/api/v1/commitments/${id}/extension-requests`, {
        due: { precision: 'year', value: '2021' },
        reason: 'Chờ kế hoạch mới.',
      });
      const url = `/api/v1/extension-requests/${asked.json.id}/decision`;
      expect((await t.ask('leader@nghean', 'PUT', url, { decision: 'rejected' })).status).toBe(403);
      expect((await t.ask('leader@hanoi', 'PUT', url, { decision: 'rejected' })).status).toBe(422);
      expect(
        (await t.ask('leader@hanoi', 'PUT', url, { decision: 'rejected', reason: 'Cần giữ tiến độ.' })).json
          .status,
      ).toBe('refused');
      expect((await byCode('2.06')).extensions).toBe(0);
    });

    it('keep the first deadline, and move only when the leader and the other side agree', async () => {
      const { id } = await byCode('4.05');
      const asked = await t.ask('nongnghiep@nghean', 'POST', `/api/v1/commitments/${id}/extension-requests`, {
        due: { precision: 'quarter', value: '2020-Q1' },
        reason: 'Chờ kết quả kiểm nghiệm.',
      });
      expect(asked.status).toBe(201);
      expect(asked.json).toMatchObject({ status: 'open', to: { date: '2020-03-31' } });
      const answer = (who: string, what: string) =>
        t.ask(who, 'PUT', `/api/v1/extension-requests/${asked.json.id}/${what}`, {
          decision: 'approved',
          reason: 'Đồng ý.',
        });
      expect((await answer('coordinator@nghean', 'agreement')).status).toBe(403);
      expect((await answer('leader@hanoi', 'decision')).status).toBe(403);
      expect((await answer('coordinator@hanoi', 'agreement')).json.status).toBe('open');
      expect((await byCode('4.05')).due.date).toBe('2019-11-30');
      expect((await answer('leader@nghean', 'decision')).json.status).toBe('granted');
      const { json } = await t.ask('leader@hanoi', 'GET', `/api/v1/commitments/${id}`);
      expect(json).toMatchObject({
        due: { date: '2020-03-31' },
        originalDue: { date: '2019-11-30' },
        extensions: 1,
      });
    });

    it.each([
      [{ precision: 'date', value: '2019-10-01' }, 422],
      [{ precision: 'ongoing' }, 422],
      [{ precision: 'quarter', value: '2020-Q7' }, 400],
      [{ precision: 'date', value: '2020-02-31' }, 400],
      ['2020-06-30', 201],
    ])('to %j answers %i', async (due, status) => {
      const { id } = await byCode('4.03');
      expect(
        (
          await t.ask('nongnghiep@hanoi', 'POST', `/api/v1/commitments/${id}/extension-requests`, {
            due,
            reason: 'Cần thêm thời gian.',
          })
        ).status,
      ).toBe(status);
    });

    it('are not extended once completed: the request waits until they are open again', async () => {
      const { id } = await byCode('5.01');
      const asked = await t.ask('coordinator@hanoi', 'POST', `/api/v1/commitments/${id}/extension-requests`, {
        due: { precision: 'year', value: '2021' },
        reason: 'Chờ kinh phí.',
      });
      const any = { 'if-match': '*' };
      for (const side of ['hanoi', 'nghean']) {
        const done = { status: 'completed', percent: 100, results: 'Xong.' };
        await t.ask(`coordinator@${side}`, 'POST', `/api/v1/commitments/${id}/updates`, done, any);
        await t.ask(`leader@${side}`, 'PUT', `/api/v1/commitments/${id}/completion-confirmation`);
      }
      const answer = (who: string, what: string, decision: string) =>
        t.ask(who, 'PUT', `/api/v1/extension-requests/${asked.json.id}/${what}`, { decision, reason: 'Rõ.' });
      for (const decision of ['approved', 'rejected']) {
        expect((await answer('coordinator@nghean', 'agreement', decision)).status).toBe(422);
        expect((await answer('leader@hanoi', 'decision', decision)).status).toBe(422);
      }
      await t.ask('leader@hanoi', 'DELETE', `/api/v1/commitments/${id}/completion-confirmation`);
      expect((await answer('coordinator@nghean', 'agreement', 'approved')).json.status).toBe('open');
    });

    it('wait for one request at a time', async () => {
      const { id } = await byCode('4.03');
      const again = await t.ask('nongnghiep@nghean', 'POST', `/api/v1/commitments/${id}/extension-requests`, {
        due: { precision: 'year', value: '2020' },
        reason: 'Như trên.',
      });
      expect(again.status).toBe(409);
    });
  });

  it('agree, row by row, with what their sides say and with the kept history', async () => {
    const rows = await t.app.get(EntityManager).getConnection().execute(`
      select c.code from commitment c join commitment_state s on s.commitment_id = c.id and upper_inf(s.validity)
      where (c.title, c.status, c.percent, c.due_on, c.completed_on, c.done_on, c.differs, c.extensions)
        is distinct from (s.title, s.status, s.percent, s.due_on, s.completed_on, s.done_on, s.differs, s.extensions)
        or exists (select 1 from commitment_side x left join side_state y on y.side_id = x.id and upper_inf(y.validity)
          where x.commitment_id = c.id and (x.lead_body_id, array(select body_id from cooperating_body where side_id = x.id order by 1))
            is distinct from (y.lead_body_id, y.cooperating))
        or c.percent <> (select min(coalesce(percent, 0)) from commitment_side where commitment_id = c.id)
        or (c.status = 'completed') <> (select bool_and(completion_confirmed_at is not null) from commitment_side where commitment_id = c.id)`);
    expect(rows).toEqual([]);
  });
});
