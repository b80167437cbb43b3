import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Client } from 'pg';
import { makeData } from '../bench/data.js';
import type { BulkItem } from '../src/bulk/bulk.types.js';
import { startApp } from './support/app.js';

jest.setTimeout(120_000);

const office = 'coordinator@hanoi';
const [MOST, SHORT] = [200, 50];

/** As many rows as go at once, in an agreement that has more. */
describe('one thing done with 200 commitments', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let client: Client;
  let ids: number[];

  beforeAll(async () => {
    program = await startApp();
    client = new Client({ connectionString: program.database.url });
    await client.connect();
    await makeData(client, { commitments: 400, agreements: 1 }, program.clock.today());
    await client.query(
      `update agreement set period_from = '2019-01-01', period_to = '2020-12-31' where slug = 'bench'`,
    );
    const { rows } = await client.query<{ id: number }>(
      `select c.id from commitment c join agreement a on a.id = c.agreement_id where a.slug = 'bench' and c.status not in ('completed', 'withdrawn') order by c.id`,
    );
    ids = rows.map(({ id }) => id);
  });
  afterAll(async () => {
    await client?.end();
    await program?.stop();
  });

  const bodies = async () =>
    (
      await client.query<{ code: string }>(
        `select b.code from body b join party p on p.id = b.party_id where p.code = 'hanoi' and b.last_day is null order by b.id limit 3`,
      )
    ).rows.map(({ code }) => code);
  const handOver = async (some: number[], body: string) => {
    const asked = { action: 'hand_over', ids: some, body };
    const { status, json } = await program.ask(office, 'POST', '/api/v1/agreements/bench/bulk', asked);
    return {
      status,
      done: ((json.items ?? []) as BulkItem[]).filter(({ outcome }) => outcome === 'done').length,
    };
  };
  const confirmOne = (id: number) =>
    program.ask(office, 'DELETE', `/api/v1/commitments/${id}/plan-confirmation`);
  /** Until so many wait for a lock. */
  const untilWaiting = async () => {
    for (;;) {
      const { rows } = await client.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      if (rows.length > 0) return;
    }
  };

  it('takes them all, and the agreement has one new revision', async () => {
    const revision = async () =>
      (
        await client.query<{ revision: number }>(
          `select revision::integer from agreement where slug = 'bench'`,
        )
      ).rows[0]!.revision;
    const before = await revision();
    const [, body] = await bodies();
    const { status, done } = await handOver(ids.slice(0, MOST), body!);
    expect([status, done > 150]).toEqual([200, true]);
    expect(await revision()).toBe(before + 1);
  });

  it.each([
    ['tells at once whoever changes one of them meanwhile, where they are many', MOST, 409],
    ['lets whoever changes one of them wait for as long as it takes, where they are few', SHORT, 200],
  ])('%s', async (_what, count, status) => {
    const some = ids.slice(0, count);
    const other = new Client({ connectionString: program.database.url });
    await other.connect();
    // The last of them is held, so that the others are for as long as the test wants.
    await other.query('begin');
    await other.query('select 1 from commitment where id = $1 for no key update', [some.at(-1)]);
    const [first, , third] = await bodies();
    const bulk = handOver(some, status === 409 ? first! : third!);
    await untilWaiting();
    const single = confirmOne(some[0]!);
    if (status === 409) expect((await single).json.detail).toContain('cùng nhiều cam kết khác');
    await other.query('commit');
    await other.end();
    expect((await single).status).toBe(status);
    const { status: ended, done } = await bulk;
    expect([ended, done > 0]).toEqual([200, true]);
  });
});
