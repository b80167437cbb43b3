import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from './support/app.js';

const LIST = '/api/v1/agreements/2016-tb-tu/commitments';

describe('what happened stays told as it was', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let reader: Awaited<ReturnType<typeof program.browser>>;
  beforeAll(async () => {
    program = await startApp();
    reader = await program.browser('coordinator@hanoi');
  });
  afterAll(() => program?.stop());

  const change = async (who: string, method: 'POST' | 'PUT', url: string, body: object) => {
    const { status, text, json } = await program.ask(who, method, url, body, { 'if-match': '*' });
    expect([text, status < 300]).toEqual([text, true]);
    return json;
  };
  const get = async (url: string) => (await program.ask('auditor@tracker', 'GET', url)).json;
  /** Its words, one space between. */
  const page = async (code: string) =>
    (await reader.get(`/2016-tb-tu/cam-ket/${code}`)).body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

  it('became overdue, although it was extended afterwards', async () => {
    const { items } = await get(`${LIST}?timeliness=overdue&sort=due&limit=1`);
    const [{ id, code, due }] = items;
    const { overdueSpells } = await get(`/api/v1/commitments/${id}`);
    expect(overdueSpells.at(-1)).toMatchObject({ due: due.date, until: null });
    const became = /Chuyển sang quá hạn hết hạn [\d/]+/;
    const [told] = became.exec(await page(code))!;

    const asked = await change('coordinator@hanoi', 'POST', `/api/v1/commitments/${id}/extension-requests`, {
      due: { precision: 'date', date: '2020-05-29' },
      reason: 'Chậm.',
    });
    const yes = { decision: 'approved', reason: '' };
    await change('leader@hanoi', 'PUT', `/api/v1/extension-requests/${asked.id}/decision`, yes);
    await change('coordinator@nghean', 'PUT', `/api/v1/extension-requests/${asked.id}/agreement`, yes);

    const after = await get(`/api/v1/commitments/${id}`);
    expect([after.timeliness, after.due.date]).toEqual(['on_time', '2020-05-29']);
    expect(after.overdueSpells).toEqual([
      ...overdueSpells.slice(0, -1),
      { ...overdueSpells.at(-1), until: '2019-11-20' },
    ]);
    const words = await page(code);
    expect(words).toContain(told);
    expect(words).toContain('Thời hạn hiện hành 29/5/2020');
    expect(words).toContain(`Thời hạn ban đầu ${after.originalDue.label.vi}`);
  });

  it('was never overdue, where the extension came in time', async () => {
    const { items } = await get(`${LIST}?timeliness=on_time&extended=false&limit=1`);
    expect((await get(`/api/v1/commitments/${items[0].id}`)).overdueSpells).toEqual([]);
    expect(await page(items[0].code)).not.toContain('Chuyển sang quá hạn');
  });

  it('was reported as completed by a side whose completion was sent back', async () => {
    const { items } = await get(`${LIST}?status=in_progress&limit=100`);
    // Far enough apart that the page says what each side reports.
    const { id, code } = items.find(
      ({ sides: [hanoi, nghean] }: { sides: { status: string; percent: number }[] }) =>
        hanoi!.status === 'in_progress' && nghean!.percent <= 70,
    );
    await change('coordinator@hanoi', 'POST', `/api/v1/commitments/${id}/updates`, {
      status: 'completed',
      percent: 100,
      results: 'Đã xong.',
    });
    await change('leader@nghean', 'POST', `/api/v1/commitments/${id}/return`, { reason: 'Thiếu biên bản.' });
    const words = await page(code);
    expect(words).toContain(
      'Hà Nội báo cáo hoàn thành (100%), đã bị trả lại ngày 20/11/2019, chưa báo cáo lại',
    );
    expect(words).toMatch(/Phía Hà Nội báo cáo Hoàn thành 100%/);
    expect(words).toContain('Bị trả lại ngày 20/11/2019, chưa báo cáo lại');
    expect(words).not.toMatch(/Hà Nội báo cáo đang thực hiện/i);
  });
});
