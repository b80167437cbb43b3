import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LedgerRow, LedgerRowPage } from '../src/reminders/ledger/reminder.types.js';
import { startApp } from './support/app.js';

describe('the demo', () => {
  let t: Awaited<ReturnType<typeof startApp>>;
  beforeAll(async () => {
    t = await startApp({ works: true });
  });
  afterAll(() => t.stop());

  const move = (date: unknown) => t.ask('auditor@tracker', 'PUT', '/api/v1/demo/clock', { date });
  const rows = async (query: string) =>
    (await t.ask('admin@tracker', 'GET', `/api/v1/reminders?${query}`)).json;

  /** Page after page. */
  const everyRow = async (query: string): Promise<LedgerRow[]> => {
    const all: LedgerRow[] = [];
    for (let cursor = ''; ;) {
      const page: LedgerRowPage = await rows(`${query}&limit=100${cursor}`);
      all.push(...page.items);
      if (page.nextCursor === null) return all;
      cursor = `&cursor=${page.nextCursor}`;
    }
  };

  it('moves its clock on and answers when every reminder in between is final', async () => {
    expect(await move('2019-11-25')).toMatchObject({ status: 200, json: { date: '2019-11-25' } });
    const items = await everyRow('from=2019-11-20&to=2019-11-25');
    expect(items.length).toBeGreaterThan(20);
    expect(items.every(({ status }) => status === 'sent')).toBe(true);
    expect(new Set(items.map(({ day }) => day))).toEqual(
      new Set(['2019-11-20', '2019-11-21', '2019-11-22', '2019-11-25']),
    );
    expect(t.smtp.mails.length).toBe(new Set(items.map(({ messageId }) => messageId)).size);
  });

  it('takes the same date as done, and an earlier one as a mistake', async () => {
    const sent = t.smtp.mails.length;
    expect((await move('2019-11-25')).status).toBe(200);
    expect(await move('2019-11-24')).toMatchObject({ status: 422, json: { errors: [{ field: 'date' }] } });
    expect((await move('2019-11-31')).status).toBe(400);
    expect((await move('2031-01-01')).status).toBe(422);
    expect(t.smtp.mails.length).toBe(sent);
  });

  it('lets two who press at once both wait for the same days, which are told once', async () => {
    // Which of the two arrives first is left open: it makes no difference.
    const answers = await Promise.all([move('2019-11-29'), move('2019-11-29')]);
    expect(answers.map(({ status, json }) => [status, json.date])).toEqual([
      [200, '2019-11-29'],
      [200, '2019-11-29'],
    ]);
    expect((await move('2019-11-28')).status).toBe(422);
    const told = t.smtp.mails.map((mail) => `${mail.messageId}`);
    expect(new Set(told).size).toBe(told.length);
    expect((await rows('from=2019-11-26&to=2019-11-29&status=planned')).total).toBe(0);
  });

  it('says nothing again when a day is run again', async () => {
    const sent = t.smtp.mails.length;
    const answer = await t.ask('admin@tracker', 'POST', '/api/v1/reminder-runs', { date: '2019-11-29' });
    expect(answer).toMatchObject({ status: 201, json: { planned: 0, sent: 0, skipped: 0, failed: 0 } });
    expect(t.smtp.mails.length).toBe(sent);
  });

  it('runs no day to come, whether asked by a program or by the page', async () => {
    const sent = t.smtp.mails.length;
    const date = '2019-12-02';
    expect(await t.ask('admin@tracker', 'POST', '/api/v1/reminder-runs', { date })).toMatchObject({
      status: 422,
      json: { errors: [{ field: 'date' }] },
    });
    const admin = await t.browser('admin@tracker');
    const answer = await admin.post('/don-doc/chay', { date });
    expect([answer.statusCode, answer.body.includes('Ngày 02/12/2019 chưa đến')]).toEqual([422, true]);
    expect((await admin.get(`/don-doc/xem-truoc?day=${date}`)).body).not.toContain('action="/don-doc/chay"');
    expect(t.smtp.mails.length).toBe(sent);
    expect((await rows(`from=${date}&to=${date}`)).total).toBe(0);
  });

  it('says of no day already run that something will be sent', async () => {
    const admin = await t.browser('admin@tracker');
    const shown = async (day: string) => (await admin.get(`/don-doc/xem-truoc?day=${day}`)).body;
    for (const day of ['2019-11-28', '2019-11-29']) {
      expect(await shown(day)).not.toContain('Sẽ gửi');
      expect(await shown(day)).toContain('Đã gửi xong');
    }
    expect(await shown('2019-12-02')).toContain('Sẽ gửi');
  });
});
