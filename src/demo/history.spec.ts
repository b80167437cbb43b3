import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import { startApp } from '../../test/support/app.js';
import { DemoHistory } from './history.js';
import { DemoUseCases } from './use-cases.js';

describe('the illustrative history', () => {
  let whole: Awaited<ReturnType<typeof startApp>>;
  let cut: Awaited<ReturnType<typeof startApp>>;
  beforeAll(async () => {
    whole = await startApp();
    // Nothing is told of 21 June: only the notice and the accounts are there.
    cut = await startApp({ day: '2019-06-21' });
  });
  afterAll(() => Promise.all([whole.stop(), cut.stop()]));

  const stateOf = (program: typeof whole) =>
    program.app.get(EntityManager).getConnection().execute(`
      select c.code, c.status, c.percent, c.due_on::text, c.completed_on::text, c.extensions, c.version,
        (select count(*)::integer from commitment_event e where e.commitment_id = c.id) as events,
        (select count(*)::integer from reminder r where r.commitment_id = c.id) as reminders
      from commitment c order by c.position`);

  it('goes on where a start that was cut off had stopped, and ends as if it had not been', async () => {
    const history = cut.app.get(DemoHistory, { strict: false });
    const uses = cut.app.get(DemoUseCases, { strict: false });
    const take = uses.take.bind(uses);
    let taken = 0;
    uses.take = (step, side) => {
      taken += 1;
      if (taken === 150) throw new Error('cut off');
      return take(step, side);
    };
    await expect(history.replay('2016-tb-tu', '2019-11-20', () => {})).rejects.toThrow('cut off');
    uses.take = take;
    await history.replay('2016-tb-tu', '2019-11-20', () => {});
    expect(await stateOf(cut)).toEqual(await stateOf(whole));
  });

  it('adds nothing once it has been told', async () => {
    const before = await stateOf(whole);
    let told = 0;
    await whole.app.get(DemoHistory, { strict: false }).replay('2016-tb-tu', '2019-11-20', () => (told += 1));
    expect(told).toBe(0);
    expect(await stateOf(whole)).toEqual(before);
  });
});
