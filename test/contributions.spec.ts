import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { goesOn } from './support/goes-on.js';
import { openSession, sendForm, type BrowserSession } from './support/form.js';
import { RouteWorld } from './support/route-world.js';

const CODE = '4.02';
const PAGE = `/2016-tb-tu/cam-ket/${CODE}`;
// 4.02 is led by the departments of agriculture; those of science cooperate.
const lead = 'nongnghiep@hanoi';
const cooperating = 'khoahoc@hanoi';
const ownSide = [lead, cooperating, 'congthuong@hanoi', 'coordinator@hanoi', 'leader@hanoi'];
const otherSide = ['nongnghiep@nghean', 'khoahoc@nghean', 'coordinator@nghean', 'leader@nghean'];
const overseers = ['auditor@tracker', 'admin@tracker'];
const match = { 'if-match': '*' };

interface Contribution {
  id: number;
  results: string;
  body: { code: string };
  outcome: { kind: string; reason: string | null; updateId: number | null; by: { vi: string } } | null;
}

describe('a contribution', () => {
  let world: RouteWorld;
  let url: string;
  /** Found nowhere else. */
  let words: string;
  let count = 0;

  beforeAll(async () => {
    world = await RouteWorld.start();
    url = `/api/v1/commitments/${await world.commitmentId(CODE)}`;
  });
  afterAll(() => world?.stop());
  beforeEach(() => {
    words = `Đã thẩm định ${++count} giống lúa.`;
  });

  const statement = (more: object = {}) => ({ status: 'in_progress', percent: 30, results: words, ...more });
  const report = (who: string, more: object = {}, headers: Record<string, string> = match) =>
    world.ask(who, 'POST', `${url}/updates`, statement(more), headers);
  const contribute = async (
    who = cooperating,
    more: object = {},
  ): Promise<Contribution & { version: number }> => {
    const { status, json } = await report(who, more);
    expect([status, json.contribution]).toEqual([201, true]);
    return json;
  };
  const read = async (who: string): Promise<Contribution[]> => {
    const { status, json } = await world.ask(who, 'GET', `${url}/contributions`);
    expect(status).toBe(200);
    return json.items;
  };
  const one = async (who: string, id: number) => (await read(who)).find((item) => item.id === id);
  const page = async (who: string) => (await world.ask(who, 'GET', PAGE)).text;
  const refuse = (who: string, id: number, reason = 'Đã có trong báo cáo trước.') =>
    world.ask(who, 'PUT', `/api/v1/contributions/${id}/refusal`, { reason });
  const session = (who: string): Promise<BrowserSession> => openSession(world.program.app, who);

  /** All that others count or compare of the commitment and its sides. */
  const told = async () => {
    const [detail, events, dashboard, missing] = await Promise.all(
      [
        url,
        `${url}/events`,
        '/api/v1/agreements/2016-tb-tu/dashboard',
        '/api/v1/agreements/2016-tb-tu/commitments?update=missing&limit=100',
      ].map((path) => world.ask('coordinator@hanoi', 'GET', path)),
    );
    const { revision: _revision, ...figures } = dashboard!.json;
    return {
      etag: detail!.headers.etag,
      detail: detail!.json,
      events: events!.json,
      figures,
      missing: missing!.json,
      reminders: await world.value('select count(*)::integer from reminder'),
      reports: await world.value('select count(*)::integer from progress_update'),
      states: await world.value('select count(*)::integer from side_state'),
    };
  };

  it('is answered 201 and changes nothing of the side: no status, percent, day, owed report, event, version', async () => {
    const before = await told();
    const { version } = await contribute();
    expect(version).toBe(before.detail.version);
    expect(await told()).toEqual(before);
  });

  it('says of a report of the lead body and of the office that it is none', async () => {
    for (const who of [lead, 'coordinator@hanoi']) {
      const { status, json } = await report(who, { percent: 41 });
      expect([status, json.contribution]).toEqual([201, false]);
    }
  });

  it('needs the version like a report: 428 without, 412 on an old one', async () => {
    expect((await report(cooperating, {}, {})).status).toBe(428);
    expect((await report(cooperating, {}, { 'if-match': '"1"' })).status).toBe(412);
  });

  it.each(['completed', 'suspended', 'withdrawn'])('cannot say that the part is %s', async (status) => {
    const before = await told();
    const answer = await report(cooperating, { status, percent: 100 });
    expect(answer.status).toBe(422);
    expect(answer.json.errors[0].field).toBe('status');
    expect(await told()).toEqual(before);
  });

  it('is not for a body without a part in the commitment, a leader, or the other side’s part', async () => {
    for (const who of ['congthuong@hanoi', 'leader@hanoi', 'auditor@tracker', 'admin@tracker'])
      expect([who, (await report(who)).status]).toEqual([who, 403]);
    const { json } = await report('khoahoc@nghean');
    expect(json).toMatchObject({ contribution: true, party: 'nghean' });
  });

  it('is not taken where the part is signed off', async () => {
    const id = await world.commitmentId('1.01');
    const body = await world.value(
      `select b.id from body b join commitment_side s on s.party_id = b.party_id join party p on p.id = s.party_id
        where s.commitment_id = $1 and p.code = 'hanoi' and b.code = 'hn-so-khoa-hoc-va-cong-nghe'`,
      [id],
    );
    await world.run(
      `insert into cooperating_body (side_id, body_id) select s.id, $2 from commitment_side s join party p on p.id = s.party_id
        where s.commitment_id = $1 and p.code = 'hanoi' on conflict do nothing`,
      [id, body],
    );
    const updates = `/api/v1/commitments/${id}/updates`;
    const done = { status: 'completed', percent: 100, results: 'Xong.' };
    await world.ask('coordinator@hanoi', 'POST', updates, done, match);
    await world.ask('leader@hanoi', 'PUT', `/api/v1/commitments/${id}/completion-confirmation`);
    const answer = await world.ask(cooperating, 'POST', updates, statement(), match);
    expect(answer.status).toBe(422);
  });

  it('is read by its own side and by those who oversee, and by the other side only once it is taken over', async () => {
    const { id } = await contribute();
    for (const who of [...ownSide, ...overseers]) expect((await one(who, id))?.results).toBe(words);
    for (const who of otherSide) {
      expect(await one(who, id)).toBeUndefined();
      expect(await page(who)).not.toContain(words);
    }
    expect((await report(lead, { results: 'Tổng hợp.', takesOver: [id] })).status).toBe(201);
    for (const who of otherSide) {
      expect((await one(who, id))?.outcome?.kind).toBe('taken_over');
      expect(await page(who)).toContain(words);
    }
    expect((await world.ask('coordinator@danang', 'GET', `${url}/contributions`)).status).toBe(404);
  });

  it('is linked with the report that takes it over, which names whose it was', async () => {
    const first = await contribute();
    const second = await contribute(cooperating, { percent: 31 });
    const { json } = await report(lead, { percent: 44, takesOver: [first.id, second.id] });
    for (const { id } of [first, second])
      expect((await one(lead, id))?.outcome).toMatchObject({
        kind: 'taken_over',
        updateId: json.id,
        reason: null,
      });
    const events = await world.ask('coordinator@nghean', 'GET', `${url}/events?limit=1`);
    expect(events.json.items[0]).toMatchObject({
      kind: 'updated',
      data: { updateId: json.id, percent: 44, contributionIds: [first.id, second.id] },
    });
    expect(await page('coordinator@nghean')).toContain('tổng hợp báo cáo phối hợp của');
  });

  it('is declined with a word, which its sender reads', async () => {
    const { id } = await contribute();
    const before = await told();
    const { status, json } = await refuse(lead, id, 'Số liệu chưa có biên bản.');
    expect(status).toBe(200);
    expect(json.outcome).toMatchObject({
      kind: 'declined',
      reason: 'Số liệu chưa có biên bản.',
      updateId: null,
    });
    expect(await told()).toEqual(before);
    expect((await one(cooperating, id))?.outcome?.reason).toBe('Số liệu chưa có biên bản.');
    expect(await page(cooperating)).toContain('Số liệu chưa có biên bản.');
  });

  it('is not declined without a word', async () => {
    const { id } = await contribute();
    expect((await refuse(lead, id, '  ')).status).toBe(400);
    expect((await one(lead, id))?.outcome).toBeNull();
  });

  it('is dealt with once: neither declined nor taken over again', async () => {
    const { id } = await contribute();
    await refuse('coordinator@hanoi', id);
    expect((await refuse(lead, id)).status).toBe(409);
    const before = await told();
    expect((await report(lead, { takesOver: [id] })).status).toBe(409);
    expect(await told()).toEqual(before);
  });

  it('is dealt with once by two who act at the same moment', async () => {
    const { id } = await contribute();
    const answers = await Promise.all([
      refuse(lead, id),
      report(lead, { takesOver: [id] }),
      refuse('coordinator@hanoi', id),
      report('coordinator@hanoi', { takesOver: [id] }),
    ]);
    const done = answers.filter(({ status }) => status < 300);
    expect(done).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(3);
  });

  it('is taken over or declined by its lead body and office alone, and not found by the other side', async () => {
    const { id } = await contribute();
    for (const who of [cooperating, 'congthuong@hanoi', 'leader@hanoi'])
      expect([who, (await refuse(who, id)).status]).toEqual([who, 403]);
    expect((await report(cooperating, { takesOver: [id] })).status).toBe(403);
    for (const who of ['nongnghiep@nghean', 'coordinator@nghean']) {
      expect([who, (await refuse(who, id)).status]).toEqual([who, 404]);
      expect([who, (await report(who, { takesOver: [id] })).status]).toEqual([who, 404]);
    }
    expect((await one(lead, id))?.outcome).toBeNull();
  });

  it('cannot be changed or deleted, nor what became of it', async () => {
    const { id } = await contribute();
    await refuse(lead, id);
    for (const statementOf of [
      `update contribution set results = 'x'`,
      `delete from contribution`,
      `update contribution_outcome set reason = 'x'`,
      `delete from contribution_outcome`,
      `truncate contribution_outcome`,
    ])
      await expect(world.run(statementOf)).rejects.toThrow();
  });

  it('stands in the audit log by whom and on what, without a word of it', async () => {
    const { id } = await contribute();
    await refuse(lead, id);
    const entries = await world.run<{ kind: string; subject: string; data: object }>(
      `select kind, subject, data from audit_entry where kind like 'commitment.contribut%' order by id desc limit 2`,
    );
    expect(entries).toEqual([
      { kind: 'commitment.contribution_declined', subject: CODE, data: { contributionId: id } },
      { kind: 'commitment.contributed', subject: CODE, data: { contributionId: id } },
    ]);
  });

  it('raises the agreement’s revision, so that pages which count it are read anew', async () => {
    const revision = () => world.value(`select revision::integer from agreement where slug = '2016-tb-tu'`);
    const before = await revision();
    await contribute();
    expect(await revision()).toBe(before + 1);
  });

  it('is in no file of the agreement', async () => {
    await contribute();
    const { text } = await world.ask('coordinator@hanoi', 'GET', '/api/v1/agreements/2016-tb-tu/file');
    expect(text).not.toContain(words);
  });

  describe('on pages', () => {
    it('is sent by a form that offers only what a cooperating body may say', async () => {
      const { cookie, csrf } = await session(cooperating);
      const form = await world.program.app.inject({ url: `${PAGE}/cap-nhat`, headers: { cookie } });
      expect(form.body).toContain('Gửi báo cáo phối hợp');
      expect(form.body.match(/name="status" value="\w+"/g)).toEqual([
        'name="status" value="not_started"',
        'name="status" value="in_progress"',
      ]);
      const before = await told();
      const fields = { _csrf: csrf, as: 'contribution', version: '1', ...statement(), percent: '30' };
      const answer = await sendForm(world.program.app, `${PAGE}/cap-nhat`, fields, { cookie });
      expect([answer.statusCode, goesOn(answer)]).toEqual([303, `${PAGE}, says contributed`]);
      expect(await told()).toEqual(before);
      expect(await page(lead)).toContain(words);
    });

    it('keeps what was typed where it is refused', async () => {
      const { cookie, csrf } = await session(cooperating);
      const fields = {
        _csrf: csrf,
        as: 'contribution',
        ...statement({ status: 'completed' }),
        percent: '100',
      };
      const answer = await sendForm(world.program.app, `${PAGE}/cap-nhat`, fields, { cookie });
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain(words);
      expect(answer.body).toContain('name="as" value="contribution"');
    });

    it('opens the report of the lead body filled in from it; sent, it is taken over', async () => {
      await report(lead, { percent: 47, results: 'Trước đó.' });
      const { id } = await contribute();
      const { cookie, csrf } = await session(lead);
      const form = await world.program.app.inject({
        url: `${PAGE}/cap-nhat?tong-hop=${id}`,
        headers: { cookie },
      });
      expect(form.body).toContain(words);
      expect(form.body).toContain(`name="takesOver" value="${id}"`);
      // Where the part stands is the side's own.
      expect(/name="percent"[^>]*value="(\d+)"/.exec(form.body)?.[1]).toBe('47');
      const [, version] = /name="version" value="(\d+)"/.exec(form.body)!;
      const [, basedOn] = /name="basedOn" value="(\d+)"/.exec(form.body)!;
      const fields = {
        _csrf: csrf,
        version: version!,
        basedOn: basedOn!,
        takesOver: String(id),
        ...statement(),
      };
      const answer = await sendForm(
        world.program.app,
        `${PAGE}/cap-nhat`,
        { ...fields, percent: '48' },
        { cookie },
      );
      expect(goesOn(answer)).toBe(`${PAGE}, says updated`);
      expect((await one(lead, id))?.outcome?.kind).toBe('taken_over');
    });

    it('lets the report go on where a contribution was declined meanwhile, and says so', async () => {
      const { id } = await contribute();
      const { cookie, csrf } = await session(lead);
      await refuse('coordinator@hanoi', id);
      const basedOn = (await world.ask(lead, 'GET', url)).json.statements.hanoi.id;
      const fields = { _csrf: csrf, version: String(await world.version(CODE)), basedOn: String(basedOn) };
      const sent = { ...fields, takesOver: String(id), ...statement(), percent: '30' };
      const answer = await sendForm(world.program.app, `${PAGE}/cap-nhat`, sent, { cookie });
      expect(answer.statusCode).toBe(409);
      expect(answer.body).toContain('đã được xử lý');
      expect(answer.body).toContain(words);
      expect(answer.body).not.toContain('name="takesOver"');
    });

    it('fills no form from what the reader may not take over', async () => {
      const { id } = await contribute();
      for (const who of ['nongnghiep@nghean', 'coordinator@nghean']) {
        const { cookie } = await session(who);
        const form = await world.program.app.inject({
          url: `${PAGE}/cap-nhat?tong-hop=${id}`,
          headers: { cookie },
        });
        expect(form.body).not.toContain(words);
      }
    });

    it('is declined on the commitment’s page, and a missing word is asked for there', async () => {
      const { id } = await contribute();
      const { cookie, csrf } = await session(lead);
      const form = `${PAGE}/phoi-hop/${id}/khong-tong-hop`;
      const refused = await sendForm(world.program.app, form, { _csrf: csrf, reason: ' ' }, { cookie });
      expect(refused.statusCode).toBe(400);
      expect(refused.body).toContain('Hãy ghi lý do');
      const done = await sendForm(world.program.app, form, { _csrf: csrf, reason: 'Trùng.' }, { cookie });
      expect(goesOn(done)).toBe(`${PAGE}, says contribution_declined`);
      expect((await one(cooperating, id))?.outcome?.reason).toBe('Trùng.');
    });

    it('offers to answer it to those alone who may', async () => {
      const { id } = await contribute();
      const offer = `phoi-hop/${id}/khong-tong-hop`;
      for (const who of [lead, 'coordinator@hanoi']) expect(await page(who)).toContain(offer);
      for (const who of [cooperating, 'leader@hanoi', 'congthuong@hanoi', ...overseers])
        expect(await page(who)).not.toContain(offer);
    });
  });
});
