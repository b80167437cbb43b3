import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { CommitmentDetail } from '../src/commitments/commitment.types.js';
import { startApp } from './support/app.js';
import { query } from './support/query.js';

jest.setTimeout(180_000);

const list = '/api/v1/agreements/2016-tb-tu/commitments';
const done = { status: 'completed', percent: 100, results: 'Đã tổ chức xong.' };

/** 3.09 is due on 25/11/2019: both sides declare on 20/11, their leaders confirm on 3/12. */
describe('a commitment declared in time and confirmed late', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  beforeAll(async () => {
    program = await startApp({ works: true });
    for (const who of ['hanoi', 'nghean']) {
      const { id, version } = await one();
      const match = { 'if-match': `"${version}"` };
      const path = `/api/v1/commitments/${id}/updates`;
      expect((await program.ask(`coordinator@${who}`, 'POST', path, done, match)).status).toBe(201);
    }
    await program.ask('auditor@tracker', 'PUT', '/api/v1/demo/clock', { date: '2019-12-03' });
  });
  afterAll(() => program?.stop());

  const one = async (): Promise<CommitmentDetail> => {
    const { items } = (await program.ask('auditor@tracker', 'GET', `${list}?limit=100`)).json;
    const { id } = (items as CommitmentDetail[]).find(({ code }) => code === '3.09')!;
    return (await program.ask('auditor@tracker', 'GET', `/api/v1/commitments/${id}`)).json;
  };
  const told = async (where: string) =>
    (
      await query<{ said: string }>(
        program.database.url,
        `select distinct to_char(r.day, 'DD/MM ') || u.role || ' ' || r.rule as said, r.day from reminder r join app_user u on u.id = r.recipient_id
         join commitment c on c.id = r.commitment_id where c.code = '3.09' and r.status = 'sent' and ${where} order by r.day, said`,
      )
    ).map(({ said }) => said);

  it('was not chased: the offices have it in their mail, no body is told of it, and nothing is counted', async () => {
    expect(await told(`r.rule = 'overdue_5' and r.day >= '2019-11-20'`)).toEqual([
      '02/12 coordinator overdue_5',
    ]);
    expect(await told(`u.role = 'liaison' and r.day > '2019-11-20'`)).toEqual([]);
    expect((await one()).reminders).toBe(0);
  });

  it('is completed on time once both leaders have confirmed', async () => {
    for (const who of ['hanoi', 'nghean']) {
      const { id } = await one();
      const path = `/api/v1/commitments/${id}/completion-confirmation`;
      expect((await program.ask(`leader@${who}`, 'PUT', path)).status).toBeLessThan(300);
    }
    const { completedOn, timeliness, reminders } = await one();
    expect([completedOn, timeliness, reminders]).toEqual(['2019-11-20', 'completed_on_time', 0]);
  });
});
