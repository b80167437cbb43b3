import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { leaderInCharge } from '../src/commitments/leaders/leader-in-charge.sql.js';
import { NoticeSender } from '../src/reminders/notices/notice.sender.js';
import { makeAccounts } from './support/accounts.js';
import { RouteWorld } from './support/route-world.js';

const second = 'leader2@hanoi';

/** Hà Nội has two leaders here, the demo's and a second one. Agriculture is sector 4. */
describe('the leader in charge of a sector', () => {
  let world: RouteWorld;
  beforeAll(async () => {
    world = await RouteWorld.start();
    await makeAccounts(world.program.database.url, [
      { email: `${second}.example`, role: 'leader', party: 'hanoi', body: null },
    ]);
    await send();
  });
  afterAll(() => world?.stop());
  beforeEach(() => void (world.program.smtp.mails.length = 0));

  const send = () => world.program.app.get(NoticeSender, { strict: false }).sendWaiting();
  const told = () => world.program.smtp.mails.map(({ envelope }) => envelope.to.join()).sort();
  const name = (sector: string, who: string | null) =>
    world.run(
      `insert into sector_leader (agreement_id, sector_id, party_id, leader_id, at, author)
       select s.agreement_id, s.id, p.id, u.id, now(), '{"vi": "Văn phòng", "en": "Office"}'
       from sector s join agreement a on a.id = s.agreement_id and a.slug = '2016-tb-tu' join party p on p.code = 'hanoi'
       left join app_user u on u.email = $2 where s.code = $1`,
      [sector, who && `${who}.example`],
    );
  const ask = async (code: string) => {
    const asked = { due: { precision: 'date', date: '2021-03-31' }, reason: 'Chậm kinh phí.' };
    const url = `/api/v1/commitments/${await world.commitmentId(code)}/extension-requests`;
    const { status, text } = await world.ask('coordinator@hanoi', 'POST', url, asked);
    expect([text, status]).toEqual([text, 201]);
  };

  it('alone is told on the day what is the side’s leader’s to decide; where nobody is named, all leaders are', async () => {
    await name('4', second);
    await ask('4.03');
    await ask('3.09');
    await send();
    expect(told().filter((to) => to.startsWith('leader'))).toEqual([
      'leader2@hanoi.example',
      'leader2@hanoi.example',
      'leader@hanoi.example',
    ]);
  });

  it('is not told any more once another is named, or all leaders again', async () => {
    await name('4', 'leader@hanoi');
    await ask('4.05');
    await send();
    expect(told().filter((to) => to.startsWith('leader'))).toEqual(['leader@hanoi.example']);
    world.program.smtp.mails.length = 0;
    await name('4', null);
    await ask('4.02');
    await send();
    expect(told().filter((to) => to.startsWith('leader'))).toEqual([
      'leader2@hanoi.example',
      'leader@hanoi.example',
    ]);
  });

  it.each([
    ['disabled', `update app_user set active = false where email = '${second}.example'`],
    ['of another role', `update app_user set role = 'coordinator' where email = '${second}.example'`],
    [
      'of another side',
      `update app_user set party_id = (select id from party where code = 'nghean') where email = '${second}.example'`,
    ],
  ])(
    'is all leaders of the side once the account is %s, and again that one once it is back',
    async (_, change) => {
      await name('4', second);
      const before = await revision();
      await world.run(change);
      expect(await revision()).toBe(before + 1);
      expect(await inCharge()).toBeNull();
      await world.run(
        `update app_user set active = true, role = 'leader', party_id = (select id from party where code = 'hanoi') where email = '${second}.example'`,
      );
      expect(await inCharge()).toBe(await world.userId(second));
    },
  );
  const revision = () => world.value(`select revision::integer from agreement where slug = '2016-tb-tu'`);
  const inCharge = async () => {
    const { rows } = await sql<{ id: number | null }>`
      select ${leaderInCharge(sql`s.id`, sql`p.id`)} as id from sector s join party p on p.code = 'hanoi' where s.code = '4'
      and s.agreement_id = (select id from agreement where slug = '2016-tb-tu')`.execute(
      world.program.app.get(EntityManager, { strict: false }).fork().getKysely(),
    );
    return rows[0]!.id;
  };
});
