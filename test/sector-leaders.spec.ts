import { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { leaderInCharge } from '../src/commitments/leaders/leader-in-charge.sql.js';
import type { SideLeaders } from '../src/commitments/leaders/leaders.types.js';
import { sendNotices } from './support/notices.js';
import { makeAccounts } from './support/accounts.js';
import { RouteWorld } from './support/route-world.js';

const second = 'leader2@hanoi';
const LEADERS = '/api/v1/agreements/2016-tb-tu/sector-leaders';
const PAGE = '/2016-tb-tu/lanh-dao-phu-trach';

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

  const send = () => sendNotices(world);
  const told = () => world.program.smtp.mails.map(({ envelope }) => envelope.to.join()).sort();
  const put = (who: string, leaders: unknown, ifMatch: string | null = '*', party = 'hanoi') =>
    world.ask(
      who,
      'PUT',
      `${LEADERS}/${party}`,
      { leaders },
      ifMatch === null ? {} : { 'if-match': ifMatch },
    );
  const name = async (sector: string, who: string | null) => {
    const leader = who === null ? null : await world.userId(who);
    const { status, text, json } = await put('coordinator@hanoi', [{ sector, leader }]);
    expect([text, status]).toEqual([text, 200]);
    return json as SideLeaders;
  };
  const read = async (who: string): Promise<SideLeaders[]> =>
    (await world.ask(who, 'GET', LEADERS)).json.items;
  const agriculture = ({ sectors }: SideLeaders) => sectors.find(({ sector }) => sector.code === '4')!;
  const entries = () =>
    world.value(`select count(*)::integer from audit_entry where kind = 'agreement.leader_named'`);
  const ask = async (code: string) => {
    const asked = { due: { precision: 'date', date: '2021-03-31' }, reason: 'Chậm kinh phí.' };
    const url = `/api/v1/commitments/${await world.commitmentId(code)}/extension-requests`;
    const { status, text } = await world.ask('coordinator@hanoi', 'POST', url, asked);
    expect([text, status]).toEqual([text, 201]);
  };

  describe('is named', () => {
    it('by the side’s office, sector by sector; the others stay as they are, and the log tells from whom to whom', async () => {
      const before = await name('1', null);
      const named = await name('4', second);
      expect(agriculture(named)).toMatchObject({
        leader: { id: await world.userId(second), name: { vi: `${second}.example` } },
        isLapsed: false,
      });
      expect(named.version).toBeGreaterThan(before.version);
      expect(named.sectors.filter(({ leader }) => leader !== null)).toHaveLength(1);
      expect(named.leaders).toHaveLength(2);
      const [entry] = await world.run<{ data: object; subject: string }>(
        `select data, subject from audit_entry where kind = 'agreement.leader_named' order by id desc limit 1`,
      );
      expect(entry).toEqual({
        subject: '2016-TB/TU',
        data: {
          from: 'all_leaders',
          to: { vi: 'leader2@hanoi.example', en: 'leader2@hanoi.example' },
          party: 'hanoi',
          sector: '4',
        },
      });
      const { body } = await (
        await world.session('auditor@tracker')
      ).get('/nhat-ky?kind=agreement.leader_named');
      expect(body.replace(/<[^>]+>/g, ' ')).toMatch(/tất cả lãnh đạo → leader2@hanoi\.example/);
      await name('4', null);
    });

    it('by an administrator for any side, and by nobody else: not by the other side, a leader or an officer', async () => {
      const leader = await world.userId('leader@nghean');
      const naming = [{ sector: '4', leader }];
      expect((await put('admin@tracker', naming, '*', 'nghean')).status).toBe(200);
      const before = await entries();
      for (const who of ['coordinator@hanoi', 'leader@nghean', 'nongnghiep@nghean', 'auditor@tracker'])
        expect([who, (await put(who, naming, '*', 'nghean')).status]).toEqual([who, 403]);
      expect((await put('coordinator@danang', naming, '*', 'nghean')).status).toBe(404);
      expect(await entries()).toBe(before);
      expect((await put('coordinator@nghean', [{ sector: '4', leader: null }], '*', 'nghean')).status).toBe(
        200,
      );
    });

    it('only where it is an active account that leads that very side', async () => {
      const before = await entries();
      for (const who of ['leader@nghean', 'coordinator@hanoi', 'congthuong@hanoi', 'admin@tracker']) {
        const { status, json } = await put('coordinator@hanoi', [
          { sector: '4', leader: await world.userId(who) },
        ]);
        expect([who, status, json.errors[0].field]).toEqual([who, 422, 'leaders.0.leader']);
      }
      const disabled = await world.spareUser(false);
      expect((await put('coordinator@hanoi', [{ sector: '4', leader: disabled }])).status).toBe(422);
      expect(await entries()).toBe(before);
    });

    it.each<[string, unknown, number]>([
      ['a sector that is none', [{ sector: '99', leader: null }], 422],
      [
        'a sector twice',
        [
          { sector: '4', leader: null },
          { sector: '4', leader: null },
        ],
        422,
      ],
      ['an account that is no number', [{ sector: '4', leader: 'leader@hanoi' }], 400],
      ['an account that nobody has', [{ sector: '4', leader: 2_147_483_647 }], 422],
      ['no account at all', [{ sector: '4' }], 400],
      ['a sector of 300 characters', [{ sector: '4'.repeat(300), leader: null }], 400],
      ['no list', null, 400],
      [
        'two hundred and one sectors',
        Array.from({ length: 201 }, () => ({ sector: '4', leader: null })),
        400,
      ],
    ])('is refused with %s, and nothing half done', async (_, leaders, status) => {
      const before = await entries();
      const all = Array.isArray(leaders)
        ? [{ sector: '5', leader: await world.userId(second) }, ...leaders]
        : leaders;
      const answer = await put('coordinator@hanoi', status === 422 ? all : leaders);
      expect([answer.text, answer.status]).toEqual([answer.text, status]);
      expect(await entries()).toBe(before);
    });

    it('on what was read: without its version 428, on an older one 412; of two at once one holds', async () => {
      const [{ version }] = (await read('coordinator@hanoi')) as [SideLeaders];
      const to = async (who: string) => [{ sector: '6', leader: await world.userId(who) }];
      expect((await put('coordinator@hanoi', await to(second), null)).status).toBe(428);
      const both = await Promise.all([
        put('coordinator@hanoi', await to(second), `"${version}"`),
        put('admin@tracker', await to('leader@hanoi'), `"${version}"`),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
      const { headers, json } = both.find(({ status }) => status === 200)!;
      expect(headers.etag).toBe(`"${json.version}"`);
      await name('6', null);
    });

    it('again as it is: nothing is written', async () => {
      await name('4', second);
      const before = [await entries(), await revision()];
      expect((await name('4', second)).version).toBeGreaterThan(0);
      expect([await entries(), await revision()]).toEqual(before);
      await name('4', null);
    });

    it('is read by its own side, and by auditors and administrators of every side; by officers not', async () => {
      const sides = async (who: string) => (await read(who)).map(({ party }) => party);
      expect(await sides('leader@nghean')).toEqual(['nghean']);
      expect(await sides('auditor@tracker')).toEqual(['hanoi', 'nghean']);
      expect((await world.ask('congthuong@hanoi', 'GET', LEADERS)).status).toBe(403);
    });
  });

  describe('on the page', () => {
    it('is chosen for each of the twelve sectors, and said to be saved', async () => {
      const office = await world.session('coordinator@hanoi');
      const { body } = await office.get(PAGE);
      expect(body.match(/name="leader-\d+"/g)).toHaveLength(12);
      const id = await world.userId(second);
      const [version] = /(?<=name="version" value=")\d+/.exec(body)!;
      const answer = await office.post(`${PAGE}/hanoi`, { version, 'leader-4': String(id) });
      expect([answer.statusCode, answer.headers.location]).toEqual([303, PAGE]);
      const said = String(answer.headers['set-cookie']).split(';')[0]!;
      const after = (await office.get(PAGE, { cookie: `${office.cookie}; ${said}` })).body;
      expect(/Đã lưu phân công\./.test(after)).toBe(true);
      expect(new RegExp(`<option value="${id}" selected`).test(after)).toBe(true);
      await name('4', null);
    });

    it('that somebody changed meanwhile is shown again with what was chosen, and saved the second time', async () => {
      const office = await world.session('coordinator@hanoi');
      const [version] = /(?<=name="version" value=")\d+/.exec((await office.get(PAGE)).body)!;
      await name('5', second);
      const sent = { version, 'leader-4': String(await world.userId(second)) };
      const refused = await office.post(`${PAGE}/hanoi`, sent);
      expect(refused.statusCode).toBe(412);
      expect(refused.body).toContain('Chưa lưu được phân công.');
      expect(refused.body).toMatch(/id="hanoi-leader-4"[^>]*>.*?<option value="\d+" selected/s);
      const [again] = /(?<=name="version" value=")\d+/.exec(refused.body)!;
      expect((await office.post(`${PAGE}/hanoi`, { ...sent, version: again })).statusCode).toBe(303);
      await name('4', null);
      await name('5', null);
    });

    it('leaves what a colleague chose meanwhile, in boxes in which one chose nothing', async () => {
      const office = await world.session('coordinator@hanoi');
      const { body } = await office.get(PAGE);
      const boxes = (html: string) =>
        Object.fromEntries(
          [...html.matchAll(/name="(version|shown-leader-\d+)" value(?:="(\d*)")?/g)].map(
            ([, box, value = '']) => [box, value],
          ),
        ) as Record<string, string>;
      const id = String(await world.userId(second));
      await name('1', second);
      const untouched = Object.fromEntries(
        Object.entries(boxes(body)).map(([box, value]) => [box.replace('shown-', ''), value]),
      );
      const refused = await office.post(`${PAGE}/hanoi`, { ...boxes(body), ...untouched, 'leader-4': id });
      expect(refused.statusCode).toBe(412);
      const shown = boxes(refused.body);
      expect([shown['shown-leader-1'], shown['shown-leader-4']]).toEqual([id, '']);
      const selected = Object.fromEntries(
        [...refused.body.matchAll(/<select[^>]*name="(leader-\d+)".*?<\/select>/gs)].map(([select, box]) => [
          box,
          /value(?:="(\d*)")? selected/.exec(select)?.[1] ?? '',
        ]),
      );
      expect([selected['leader-1'], selected['leader-4'], selected['leader-2']]).toEqual([id, id, '']);
      expect((await office.post(`${PAGE}/hanoi`, { ...shown, ...selected })).statusCode).toBe(303);
      const named = (await read('coordinator@hanoi'))
        .find(({ party }) => party === 'hanoi')!
        .sectors.flatMap(({ sector, leader }) => (leader ? [[sector.code, String(leader.id)]] : []));
      expect(named).toEqual([
        ['1', id],
        ['4', id],
      ]);
      await name('1', null);
      await name('4', null);
    });

    it('has no form for a leader or an auditor, and is not there for officers', async () => {
      for (const who of ['leader@hanoi', 'auditor@tracker']) {
        const { body, statusCode } = await (await world.session(who)).get(PAGE);
        expect([who, statusCode]).toEqual([who, 200]);
        expect(body).not.toContain('name="version"');
      }
      expect((await (await world.session('congthuong@hanoi')).get(PAGE)).statusCode).toBe(403);
    });
  });

  it('alone is told on the day what is the side’s leader’s to decide; where nobody is named, all leaders are', async () => {
    await name('4', second);
    await ask('4.03');
    await ask('3.09');
    await send();
    const codesToldTo = (who: string) =>
      world.program.smtp.mails
        .filter(({ envelope }) => envelope.to.join() === `${who}.example`)
        .map(({ text = '' }) => ['4.03', '3.09'].filter((code) => text.includes(code)));
    expect([codesToldTo(second), codesToldTo('leader@hanoi')]).toEqual([[['4.03', '3.09']], [['3.09']]]);
  });

  it('alone has it under My work, in the number of the menu and first on the page of exceptions; others see how much, and may decide', async () => {
    const work = async (who: string, query = '') =>
      (await (await world.session(who)).get(`/viec-cua-toi${query}`)).body;
    const count = (page: string) => Number(/nav-count n"[^>]*>(\d+)/.exec(page)?.[1] ?? 0);
    const own = async (who: string) => {
      const { json } = await world.ask(who, 'GET', '/api/v1/agreements/2016-tb-tu/exceptions');
      return json.items
        .filter(({ isOwn }: { isOwn: boolean }) => isOwn)
        .map(({ code }: { code: string }) => code);
    };
    // 4.08 waits for Hà Nội's leader to sign; 4.03 for a decision.
    const [one, two] = [await work('leader@hanoi'), await work(second)];
    expect(one).not.toMatch(/4\.08#xac-nhan/);
    expect(two).toMatch(/4\.08#xac-nhan/);
    expect(count(two) - count(one)).toBeGreaterThanOrEqual(2);
    expect(one).toMatch(/\d+ việc chờ lãnh đạo khác cùng bên/);
    expect(two).not.toMatch(/việc chờ lãnh đạo khác cùng bên/);
    const others = await work('leader@hanoi', '?cua=lanh-dao-khac');
    expect(others).toMatch(/4\.08#xac-nhan/);
    expect(Number(/(\d+) việc chờ lãnh đạo khác/.exec(one)![1])).toBe(
      Number(/cho-quyet-dinh-h.*?(\d+) việc/s.exec(others)![1]),
    );
    expect([await own('leader@hanoi'), await own(second)]).toEqual([[], ['4.03', '4.08']]);
    const sign = `/api/v1/commitments/${await world.commitmentId('4.08')}/completion-confirmation`;
    expect((await world.ask('leader@hanoi', 'PUT', sign)).status).toBe(200);
    expect((await world.ask('leader@hanoi', 'DELETE', sign)).status).toBe(200);
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
    'is all leaders of the side once the account is %s, which its office reads; and again that one once it is back',
    async (_, change) => {
      await name('4', second);
      const before = await revision();
      await world.run(change);
      expect(await revision()).toBe(before + 1);
      expect(await inCharge()).toBeNull();
      const [side] = (await read('coordinator@hanoi')) as [SideLeaders];
      expect(agriculture(side).isLapsed).toBe(true);
      const { body } = await (await world.session('coordinator@hanoi')).get(PAGE);
      expect(body).toContain('1 lĩnh vực cần phân công lại.');
      expect(body).toMatch(/<option value="\d+" selected>leader2@hanoi\.example \(không còn là lãnh đạo\)/);
      await world.run(
        `update app_user set active = true, role = 'leader', party_id = (select id from party where code = 'hanoi') where email = '${second}.example'`,
      );
      expect(await inCharge()).toBe(await world.userId(second));
      expect((await (await world.session('coordinator@hanoi')).get(PAGE)).body).not.toContain(
        'cần phân công lại',
      );
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
