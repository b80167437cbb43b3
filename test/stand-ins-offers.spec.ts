import { EntityManager } from '@mikro-orm/postgresql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { isOfOwnHand } from '../src/commitments/read/own-hand.sql.js';
import { isOwnHand } from '../src/identity/other-hand.js';
import { actingSession, type Acting } from './support/acting.js';
import { startApp } from './support/app.js';
import { openSession } from './support/form.js';
import { query } from './support/query.js';

const [officer, office, leader] = ['congthuong@hanoi', 'coordinator@hanoi', 'leader@hanoi'];
const SLUG = '2016-tb-tu';

/** The office of Hanoi stands in for its leader and for one of its officers. */
describe('what was written by one’s other hand is not offered', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let acting: Acting;
  const ids = new Map<string, number>();

  beforeAll(async () => {
    program = await startApp();
    for (const { id, email } of await run<{ id: number; email: string }>('select id, email from app_user'))
      ids.set(email.replace('.example', ''), id);
    acting = await actingSession(program.app, office);
    const until = { pausedFrom: null, pausedUntil: '2019-11-22', standIn: `${office}.example` };
    expect((await program.ask(leader, 'PUT', '/api/v1/me/notification-settings', until)).status).toBe(200);
    const named = { officer: String(ids.get(officer)), pausedFrom: '', pausedUntil: '22/11/2019' };
    const answer = await acting.post('/lam-thay/can-bo', { ...named, standIn: `${office}.example` });
    expect(answer.statusCode).toBe(303);
  });
  afterAll(() => program?.stop());
  beforeEach(() => acting.stop());

  const run = <Row extends object>(text: string) => query<Row>(program.database.url, text);
  const idOf = async (code: string) =>
    (await run<{ id: number }>(`select id from commitment where code = '${code}'`))[0]!.id;
  const newest = async (table: string) =>
    (await run<{ id: number }>(`select max(id)::integer as id from ${table}`))[0]!.id;
  const as = async <Answer>(post: string, ask: () => Promise<Answer>): Promise<Answer> => {
    await acting.begin(ids.get(post)!);
    const answer = await ask();
    await acting.stop();
    return answer;
  };
  const done = async (asked: Promise<{ status: number; json: unknown }>) => {
    const { status, json } = await asked;
    expect([status, json]).toEqual([expect.any(Number), expect.anything()]);
    expect(status).toBeLessThan(300);
    return json as { id: number };
  };
  const pageOf = async (code: string, part = '') =>
    (await acting.get(`/${SLUG}/cam-ket/${code}${part}`)).body;
  const others = async (who: string, code: string, part = '') =>
    (await (await openSession(program.app, who)).get(`/${SLUG}/cam-ket/${code}${part}`)).body;
  const offeredOn = async (code: string): Promise<string[]> => {
    const { body } = await program.app.inject({
      method: 'GET',
      url: `/api/v1/agreements/${SLUG}/exceptions?limit=100`,
      headers: acting.credentials(),
    });
    return JSON.parse(body).items.find((item: { code: string }) => item.code === code)?.actions ?? [];
  };
  const report = { status: 'in_progress', percent: 60, results: 'Đã làm.' };

  it('to confirm or to send back for its day; the leader is offered both', async () => {
    const declared = { ...report, status: 'completed', percent: 100, noEvidenceReason: 'Theo biên bản.' };
    const id = await idOf('3.06');
    await done(as(officer, () => acting.json('POST', `/api/v1/commitments/${id}/updates`, declared)));
    const forms = /action="[^"]*3\.06\/(xac-nhan-hoan-thanh|tra-lai)"/;
    for (const page of [await pageOf('3.06'), await as(leader, () => pageOf('3.06'))])
      expect(page).not.toMatch(forms);
    expect(await as(leader, () => offeredOn('3.06'))).not.toContain('confirm_completion');
    expect(await others(leader, '3.06')).toMatch(forms);
  });

  it('to decide on an extension', async () => {
    const asked = { due: { precision: 'date', value: '2021-12-31' }, reason: 'Chờ vốn.' };
    const url = `/api/v1/commitments/${await idOf('3.03')}/extension-requests`;
    const { id } = await done(acting.json('POST', url, asked));
    const form = `gia-han/${id}/quyet-dinh`;
    expect(await as(leader, () => pageOf('3.03'))).not.toContain(form);
    expect(await as(leader, () => offeredOn('3.03'))).not.toContain('decide_extension');
    expect(await others(leader, '3.03')).toContain(form);
  });

  it('to answer a question or a directive', async () => {
    const commitment = `/api/v1/commitments/${await idOf('3.04')}`;
    const question = { to: { party: 'hanoi', body: 'hn-so-cong-thuong' }, text: 'Bao giờ xong?' };
    const asked = await done(acting.json('POST', `${commitment}/questions`, question));
    const directive = { kind: 'urge', text: 'Đôn đốc phía Nghệ An.', part: 'nghean' };
    const given = await done(as(leader, () => acting.json('POST', `${commitment}/directives`, directive)));
    const forms = [`hoi-dap/${asked.id}/tra-loi`, `chi-dao/${given.id}/tra-loi`] as const;
    expect(await as(officer, () => pageOf('3.04'))).not.toContain(forms[0]);
    expect(await others(officer, '3.04')).toContain(forms[0]);
    expect(await pageOf('3.04')).not.toContain(forms[1]);
  });

  it('to answer a difficulty, which it may still hand on', async () => {
    const stuck = { ...report, percent: 61, decisionLevel: 'leader', difficulties: 'Vướng mặt bằng.' };
    const url = `/api/v1/commitments/${await idOf('3.05')}/updates`;
    await done(as(officer, () => acting.json('POST', url, stuck)));
    const form = `vuong-mac/${await newest('decision_matter')}`;
    expect(await as(leader, () => pageOf('3.05'))).not.toContain(`${form}/tra-loi`);
    expect(await as(leader, () => offeredOn('3.05'))).not.toContain('decide_matter');
    expect(await others(leader, '3.05')).toContain(`${form}/tra-loi`);
  });

  it('to review a report', async () => {
    await run('update agreement set report_review = true');
    const url = `/api/v1/commitments/${await idOf('3.07')}/updates`;
    await done(as(officer, () => acting.json('POST', url, { ...report, percent: 62 })));
    const decision = 'name="decision"';
    expect(await pageOf('3.07', '/bao-cao')).not.toContain(decision);
    const sent = await program.ask(officer, 'POST', url, { ...report, percent: 63 }, { 'if-match': '*' });
    expect(sent.status).toBe(201);
    expect(await pageOf('3.07', `/bao-cao?ban=${await newest('submitted_report')}`)).toContain(decision);
    await run('update agreement set report_review = false');
  });

  it('by the same rule, whether a service asks it or a page', async () => {
    const db = program.app.get(EntityManager).getKysely();
    const accounts = [null, 1, 2, 3];
    const viewers = [1, 2, 3].flatMap((userId) =>
      [undefined, 1, 2, 3].map((hand) => ({
        userId,
        standIn: hand ? ({ userId: hand } as never) : undefined,
      })),
    );
    for (const viewer of viewers)
      for (const userId of accounts)
        for (const standInId of accounts) {
          const { rows } = await sql<{ own: boolean }>`
            select ${isOfOwnHand(viewer, 'w')} as own from (select ${userId}::integer as user_id, ${standInId}::integer as stand_in_id) w`.execute(
            db,
          );
          const asked = { viewer, userId, standInId };
          expect({ ...asked, own: rows[0]!.own }).toEqual({
            ...asked,
            own: isOwnHand(viewer, { userId, standInId }),
          });
        }
  });
});
