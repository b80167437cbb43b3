import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from 'pg';
import { openApp, startApp } from './support/app.js';
import { connected } from './support/processes.js';
import { query } from './support/query.js';

const base = '/api/v1/agreements/2016-tb-tu';

describe('an agreement’s revision', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let other: Awaited<ReturnType<typeof openApp>>;
  let holder: Client;
  let id: number;
  let percent = 0;
  beforeAll(async () => {
    program = await startApp();
    other = await openApp(program.database.url, program.folder);
    holder = await connected(program.database.url);
    const { json } = await program.ask('congthuong@hanoi', 'GET', `${base}/commitments?q=3.06`);
    id = json.items[0].id;
  });
  afterAll(async () => {
    await holder?.end();
    await other?.stop();
    await program?.stop();
  });

  /** As another's commit does, for as long as its flush lasts. */
  const hold = () =>
    holder.query(`begin; update agreement set revision = revision + 1 where slug = '2016-tb-tu'`);
  const report = async () => {
    percent += 1;
    const said = { results: 'a', difficulties: 'b', proposals: 'c', nextSteps: 'd' };
    const body = { status: 'in_progress', percent, ...said };
    const url = `/api/v1/commitments/${id}/updates`;
    const { status } = await program.ask('congthuong@hanoi', 'POST', url, body, { 'if-match': '*' });
    expect(status).toBe(201);
  };
  const revision = async (by: Pick<typeof other, 'ask'> = other): Promise<number> =>
    (await by.ask('congthuong@hanoi', 'GET', base)).json.revision;
  const steps = async () =>
    (await query(program.database.url, 'select own from revision_step')).map(({ own }) => own);
  /** What the other process, which keeps its answers, says of the commitment. */
  const seen = async () => {
    const paths = [`${base}/commitments?q=3.06`, `/api/v1/commitments/${id}`];
    const [list, item] = await Promise.all(paths.map((path) => other.ask('congthuong@hanoi', 'GET', path)));
    const ofHanoi = ({ sides }: { sides: { party: string; percent: number }[] }) => sides[0]!.percent;
    return [list!.json.items[0], item!.json].map(ofHanoi);
  };

  it('is raised while another’s commit holds its row, waits for nobody, and counts both', async () => {
    const before = await revision();
    await hold();
    await report();
    expect([await revision(), await steps()]).toEqual([before + 1, [false]]);
    await report();
    expect([await revision(), await steps()]).toEqual([before + 2, [false, false]]);
    await holder.query('commit');
    expect(await revision()).toBe(before + 3);
    await report();
    expect([await revision(), await steps()]).toEqual([before + 4, []]);
  });

  it('does not fall where the transaction that held its row is taken back', async () => {
    await hold();
    await report();
    const told = await revision();
    await holder.query('rollback');
    expect(await revision()).toBe(told);
  });

  it('shows what was taken to everyone from then on, on every process, whoever holds the row', async () => {
    for (const held of [false, true, true, false, true, false]) {
      await seen();
      if (held) await hold();
      await report();
      expect([held, await seen()]).toEqual([held, [percent, percent]]);
      if (held) await holder.query('commit');
      expect([held, await seen()]).toEqual([held, [percent, percent]]);
    }
  });

  it('is another after each commit, in whatever order those come that began together', async () => {
    const writers = await Promise.all([1, 2, 3].map(() => connected(program.database.url)));
    const append = `insert into commitment_event (commitment_id, agreement_id, at, day, kind)
      select id, agreement_id, now(), current_date, 'updated' from commitment where id = ${id}`;
    for (const writer of writers)
      await writer.query(`begin; ${append}; ${append}; set constraints all immediate; ${append}`);
    const told = [await revision()];
    for (const n of [2, 0, 1]) {
      await writers[n]!.query('commit');
      told.push(await revision());
      await writers[n]!.end();
    }
    expect(told.map((each) => each - told[0]!)).toEqual([0, 1, 2, 3]);
    await report();
    expect([await revision(), await steps()]).toEqual([told[0]! + 4, []]);
  });

  it('steps aside in the same way for what only one side reads', async () => {
    const own = async () => {
      const [row] = await query(
        program.database.url,
        `select a.own_revision + (select count(*) from revision_step s where s.agreement_id = a.id and s.own) as own, a.revision::text
        from agreement a where slug = '2016-tb-tu'`,
      );
      return [Number(row!.own), row!.revision];
    };
    const [before, joint] = await own();
    const directives = `/api/v1/commitments/${id}/directives`;
    const direct = (text: string) => program.ask('leader@hanoi', 'POST', directives, { kind: 'urge', text });
    await hold();
    expect((await direct('Đề nghị báo cáo.')).status).toBe(201);
    expect([await own(), await steps()]).toEqual([[Number(before) + 1, joint], [true]]);
    await holder.query('rollback');
    expect((await other.ask('nongnghiep@hanoi', 'GET', directives)).status).toBe(200);
    expect((await direct('Đề nghị bổ sung.')).status).toBe(201);
    expect([await own(), await steps()]).toEqual([[Number(before) + 2, joint], []]);
  });
});
