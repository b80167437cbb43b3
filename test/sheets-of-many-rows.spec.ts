import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { makeData } from '../bench/data.js';
import { SheetWork } from '../src/sheets/sheet-work.js';
import { startApp } from './support/app.js';
import { watchLoop } from './support/held-up.js';
import { apply, downloaded, preview, settled, type OpenSheet } from './support/sheets.js';

jest.setTimeout(120_000);

const office = 'coordinator@hanoi';
/** Written in five batches. */
const ROWS = 600;
const place = { slug: 'bench' };
/** As long as nobody who only looks something up may wait. */
const MOST_DELAY_MS = 250;

describe('a sheet of many rows', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let client: Client;
  let open: string[];
  const ask = async <Row extends object>(text: string, values: unknown[] = []) =>
    (await client.query<Row>(text, values)).rows;
  const edited = async (sheet: OpenSheet, text: string) => {
    for (const code of open) sheet.set(code, 'results', text);
    return sheet.bytes();
  };
  const reportsSaying = async (text: string) =>
    (
      await ask<{ reports: number; commitments: number }>(
        'select count(*)::integer as reports, count(distinct commitment_id)::integer as commitments from progress_update where results = $1',
        [text],
      )
    )[0];

  beforeAll(async () => {
    program = await startApp({ works: true });
    client = new Client({ connectionString: program.database.url });
    await client.connect();
    await makeData(client, { commitments: ROWS, agreements: 1 }, program.clock.today());
    // As seen from the day of the program's clock.
    await client.query(
      `update agreement set period_from = '2019-01-01', period_to = '2020-12-31' where slug = 'bench'`,
    );
    open = (await downloaded(program, office, place)).open();
  });
  afterAll(async () => {
    await client?.end();
    await program?.stop();
  });

  it('goes out, is read and applied whole while everybody else goes on', async () => {
    const sheet = await downloaded(program, office, place);
    expect(sheet.rows).toHaveLength(ROWS + 1);
    expect(open.length).toBeGreaterThan(400);
    const file = await edited(sheet, 'Lần thứ nhất.');
    const session = await program.browser(office);
    const heldUp = watchLoop();
    await session.get('/api/v1/agreements/bench/sheet.xlsx');
    const read = await preview(program, office, file, place);
    expect(read.counts).toMatchObject({ same: ROWS - open.length, change: open.length });
    await apply(program, office, read.id, 'all');
    const done = await settled(program, office, read.id);
    const mostMs = heldUp();
    expect(done).toMatchObject({ status: 'applied', applied: open.length, total: open.length });
    expect(await reportsSaying('Lần thứ nhất.')).toEqual({ reports: open.length, commitments: open.length });
    expect(mostMs).toBeLessThan(MOST_DELAY_MS);
    const [{ revision }] = (await ask<{ revision: number }>(
      `select revision::integer from agreement where slug = 'bench'`,
    )) as [{ revision: number }];
    expect(revision).toBe(2);
  });

  it('is gone on with where a worker was lost half-way, and no row twice', async () => {
    const file = await edited(await downloaded(program, office, place), 'Lần thứ hai.');
    const read = await preview(program, office, file, place);
    expect(read.counts.change).toBe(open.length);
    const last = open.at(-1)!;
    // The last batch fails as it is written.
    await client.query(`
      create function lose_worker() returns trigger language plpgsql as $$ begin raise exception 'lost'; end $$;
      create trigger lose_worker before insert on progress_update for each row
        when (new.results = 'Lần thứ hai.' and new.commitment_id = ${await idOf(last)}) execute function lose_worker()`);
    await apply(program, office, read.id, 'sound');
    await untilLost(read.id);
    const [half] = await ask<{ applied: number; status: string }>(
      `select s.status, (select count(*)::integer from sheet_row r where r.sheet_id = s.id and r.applied) as applied from sheet s where id = $1`,
      [read.id],
    );
    expect(half!.status).toBe('applying');
    expect(half!.applied).toBeGreaterThan(200);
    expect(half!.applied).toBeLessThan(open.length);
    expect(await reportsSaying('Lần thứ hai.')).toMatchObject({ reports: half!.applied });

    await client.query('drop trigger lose_worker on progress_update');
    const work = program.app.get(SheetWork, { strict: false });
    // Still in the hands of the one that was lost.
    await work.pickUp();
    expect(await reportsSaying('Lần thứ hai.')).toMatchObject({ reports: half!.applied });
    await client.query(`update sheet set lease_until = now() - interval '1 second' where id = $1`, [read.id]);
    await Promise.all([work.pickUp(), work.go(read.id)]);
    expect(await settled(program, office, read.id)).toMatchObject({
      status: 'applied',
      applied: open.length,
    });
    expect(await reportsSaying('Lần thứ hai.')).toEqual({ reports: open.length, commitments: open.length });
  });

  it('is read again from the start where the worker was lost while reading, and is given up after five times', async () => {
    const file = await edited(await downloaded(program, office, place), 'Lần thứ ba.');
    const read = await preview(program, office, file, place);
    await client.query(
      `update sheet set status = 'reading', content = $2, attempts = 1, lease_until = null where id = $1`,
      [read.id, file],
    );
    const work = program.app.get(SheetWork, { strict: false });
    await work.pickUp();
    expect((await settled(program, office, read.id)).counts.change).toBe(open.length);
    await client.query(
      `update sheet set status = 'reading', content = $2, attempts = 5, lease_until = null where id = $1`,
      [read.id, file],
    );
    await work.pickUp();
    expect(await settled(program, office, read.id)).toMatchObject({
      status: 'failed',
      fault: { vi: expect.stringContaining('nhiều lần') },
    });
    await work.expire(new Date(program.clock.now().getTime() + 91 * 86_400_000));
    expect((await program.ask(office, 'GET', `/api/v1/sheets/${read.id}`)).status).toBe(404);
  });

  const idOf = async (code: string) =>
    (await ask<{ id: number }>('select id from commitment where code = $1', [code]))[0]!.id;

  /** Its job has failed where it makes no more progress. */
  async function untilLost(id: number): Promise<void> {
    let [before, still] = [0, 0];
    while (still < 15) {
      await sleep(100);
      const [row] = await ask<{ progress: number }>('select progress from sheet where id = $1', [id]);
      still = row!.progress > 0 && row!.progress === before ? still + 1 : 0;
      before = row!.progress;
    }
  }
});
