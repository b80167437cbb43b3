import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from '../../../test/support/app.js';
import { goesOn } from '../../../test/support/goes-on.js';
import { Client } from 'pg';

const PATH = '/api/v1/me/notification-settings';
const plain = { language: 'vi', frequency: 'daily', pausedFrom: null, pausedUntil: null, standIn: null };

/** On 20/11/2019, the day of the demo. */
describe('how an account wants to be reminded', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let database: Client;

  beforeAll(async () => {
    program = await startApp();
    database = new Client({ connectionString: program.database.url });
    await database.connect();
  });
  afterAll(async () => {
    await database?.end();
    await program?.stop();
  });

  const put = (who: string, given: object) => program.ask(who, 'PUT', PATH, given);
  const entries = async (who: string) =>
    (
      await database.query(
        `select data from audit_entry where kind = 'account.notifications_changed' and subject = $1 order by id`,
        [`${who}.example`],
      )
    ).rows.map(({ data }) => data);

  it('is daily until something else is settled; what is left out stays, and the log has each change once', async () => {
    const who = 'congthuong@nghean';
    expect((await program.ask(who, 'GET', PATH)).json).toEqual(plain);
    const weekly = { ...plain, frequency: 'weekly', pausedUntil: '2020-01-04' };
    expect(await put(who, { frequency: 'weekly', pausedUntil: '2020-01-04' })).toMatchObject({
      status: 200,
      json: weekly,
    });
    await put(who, { frequency: 'weekly' });
    expect((await program.ask(who, 'GET', PATH)).json).toEqual(weekly);
    expect((await put(who, { language: 'en', pausedUntil: null })).json).toEqual({
      ...weekly,
      language: 'en',
      pausedUntil: null,
    });
    expect(await entries(who)).toEqual([
      { frequency: { from: 'daily', to: 'weekly' }, pausedUntil: { from: null, to: '2020-01-04' } },
      { language: { from: 'vi', to: 'en' }, pausedUntil: { from: '2020-01-04', to: null } },
    ]);
  });

  it.each([
    ['a pause that is over', { pausedUntil: '2019-11-19' }, 422, 'pausedUntil'],
    ['a pause of more than 45 days', { pausedUntil: '2020-01-05' }, 422, 'pausedUntil'],
    ['another frequency', { frequency: 'monthly' }, 400, 'frequency'],
    ['no day', { pausedUntil: '20/11/2019' }, 400, 'pausedUntil'],
    ['no address', { standIn: 'ai đó' }, 400, 'standIn'],
    ['nobody that there is', { standIn: 'nobody@nghean.example' }, 422, 'standIn'],
    ['oneself', { standIn: 'leader@nghean.example' }, 422, 'standIn'],
    ['another side', { standIn: 'coordinator@hanoi.example' }, 422, 'standIn'],
    ['an administrator', { standIn: 'admin@tracker.example' }, 422, 'standIn'],
    ['an officer in place of a leader', { standIn: 'congthuong@nghean.example' }, 422, 'standIn'],
  ])('cannot be %s', async (_, given, status, field) => {
    const answer = await put('leader@nghean', given);
    expect([answer.status, (answer.json as { errors: { field: string }[] }).errors[0]!.field]).toEqual([
      status,
      field,
    ]);
    expect((await program.ask('leader@nghean', 'GET', PATH)).json).toEqual(plain);
  });

  it('can be a stand-in of the own side, which must have none itself, and none who stands in', async () => {
    const standIn = 'coordinator@hanoi.example';
    expect((await put('leader@hanoi', { standIn: standIn.toUpperCase() })).json).toEqual({
      ...plain,
      standIn,
    });
    await database.query(
      `insert into app_user (email, name, role, party_id, body_id, password_hash, language, created_at)
       select 'second@hanoi.example', name, role, party_id, body_id, 'x', 'vi', now() from app_user where email = $1`,
      [standIn],
    );
    const chain = await put('coordinator@hanoi', { standIn: 'second@hanoi.example' });
    expect(chain.status).toBe(422);
    await put('leader@hanoi', { standIn: null });
    expect((await put('coordinator@hanoi', { standIn: 'second@hanoi.example' })).status).toBe(200);
    expect((await put('leader@hanoi', { standIn })).status).toBe(422);
    await database.query(`update app_user set active = false where email = 'second@hanoi.example'`);
    expect((await program.ask('coordinator@hanoi', 'GET', PATH)).json).toMatchObject({ standIn: null });
  });

  describe('on the page of the own account', () => {
    it('is changed without a script, and says what follows', async () => {
      const session = await program.browser('nongnghiep@hanoi');
      const answer = await session.post('/tai-khoan/nhan-thu-nhac', {
        frequency: 'weekly',
        pausedUntil: '30/11/2019',
        standIn: 'coordinator@hanoi.example',
      });
      expect([answer.statusCode, goesOn(answer)]).toEqual([
        303,
        '/tai-khoan#nhan-thu-nhac, says notifications',
      ]);
      const { body } = await session.get('/tai-khoan');
      expect(body).toContain('value="30/11/2019"');
      expect(body).toMatch(/value="weekly" checked/);
      expect(body).toMatch(/value="coordinator@hanoi.example" selected/);
    });

    it('keeps what was typed beside what is wrong with it', async () => {
      const session = await program.browser('nongnghiep@nghean');
      const fields = { frequency: 'weekly', pausedUntil: '01/03/2020', standIn: '' };
      const answer = await session.post('/tai-khoan/nhan-thu-nhac', fields);
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain('phải từ hôm nay (20/11/2019) đến 04/01/2020');
      expect(answer.body).toContain('value="01/03/2020"');
    });

    it('is not there for whoever gets no reminders', async () => {
      for (const who of ['auditor@tracker', 'admin@tracker'])
        expect((await (await program.browser(who)).get('/tai-khoan')).body).not.toContain('nhan-thu-nhac');
      expect((await (await program.browser('coordinator@nghean')).get('/tai-khoan')).body).toContain(
        'luôn được báo việc quá hạn',
      );
    });
  });
});
