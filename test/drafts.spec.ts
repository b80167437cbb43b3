import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DraftsService } from '../src/commitments/drafts/drafts.service.js';
import { ExportQueries } from '../src/exchange/export.queries.js';
import { makeAccounts } from './support/accounts.js';
import { query } from './support/query.js';
import { RouteWorld } from './support/route-world.js';

const PAGE = '/2016-tb-tu/cam-ket/4.02';
const OWN = 'nongnghiep@hanoi';
const COLLEAGUE = 'nongnghiep2@hanoi';
const TEXT = 'Zqnhap: đang viết dở';

interface Kept {
  status: number;
  json: Record<string, unknown>;
  etag: string;
}

describe('the draft of a report', () => {
  let world: RouteWorld;
  let url: string;
  let id: number;

  beforeAll(async () => {
    world = await RouteWorld.startAlone();
    id = await world.commitmentId('4.02');
    url = `/api/v1/commitments/${id}/draft`;
    const body = await world.value<string>(
      'select b.code from app_user u join body b on b.id = u.body_id where u.email = $1',
      [`${OWN}.example`],
    );
    await makeAccounts(world.program.database.url, [
      { email: `${COLLEAGUE}.example`, role: 'liaison', party: 'hanoi', body },
    ]);
  });
  afterAll(() => world?.stop());
  afterEach(() => world.run('delete from report_draft'));

  const ask = async (
    who: string,
    method: 'GET' | 'PUT' | 'DELETE',
    body?: object,
    headers = {},
  ): Promise<Kept> => {
    const { status, json, headers: answered } = await world.ask(who, method, url, body, headers);
    return { status, json, etag: answered.etag ?? '' };
  };
  const save = (who: string, typed: object, basis?: string) =>
    ask(who, 'PUT', typed, basis === undefined ? {} : { 'if-match': basis });
  const read = (who: string) => ask(who, 'GET');
  const entries = (kind: string) =>
    world.value(`select count(*)::integer from audit_entry where kind = 'commitment.draft_${kind}'`);

  it('is kept as typed, unfinished and at fault as it may be, and says when and by whom', async () => {
    const typed = { percent: 'năm mươi', status: 'sắp xong', results: TEXT, doneOn: '31/02/2019' };
    const saved = await save(OWN, typed);
    expect(saved.status).toBe(200);
    const found = await read(OWN);
    expect(found.json).toMatchObject({ ...typed, savedBy: { vi: 'Sở NN và PTNT · Hà Nội' } });
    expect(found.json.savedAt).toBe(saved.json.savedAt);
    expect(found.etag).toBe(saved.etag);
  });

  it('is the body’s: its accounts share it, and nobody else of either side, overseer or administrator reads it', async () => {
    await save(OWN, { results: TEXT });
    expect((await read(COLLEAGUE)).json.results).toBe(TEXT);
    for (const [who, status] of [
      ['khoahoc@hanoi', 404],
      ['coordinator@hanoi', 404],
      ['nongnghiep@nghean', 404],
      ['coordinator@nghean', 404],
      ['congthuong@hanoi', 403],
      ['leader@hanoi', 403],
      ['leader@nghean', 403],
      ['auditor@tracker', 403],
      ['admin@tracker', 403],
    ] as const) {
      const answer = await world.ask(who, 'GET', url);
      expect([who, answer.status, answer.text.includes(TEXT)]).toEqual([who, status, false]);
    }
  });

  it('of a coordinator is the committee office’s, also where the account names no body', async () => {
    await save('coordinator@hanoi', { results: 'Của văn phòng.' });
    await makeAccounts(world.program.database.url, [
      { email: 'coordinator2@hanoi.example', role: 'coordinator', party: 'hanoi', body: null },
    ]);
    expect((await read('coordinator2@hanoi')).json.results).toBe('Của văn phòng.');
    expect((await read(OWN)).status).toBe(404);
  });

  it('is saved on the version that was read: an older one is 412 with the present ETag, none at all 428', async () => {
    const first = await save(OWN, { results: 'một' });
    const second = await save(COLLEAGUE, { results: 'hai' }, first.etag);
    expect(second.status).toBe(200);
    const late = await save(OWN, { results: 'ba' }, first.etag);
    expect([late.status, late.etag]).toEqual([412, second.etag]);
    expect((await save(OWN, { results: 'ba' })).status).toBe(428);
    expect((await ask(OWN, 'PUT', { results: 'ba' }, { 'if-none-match': '*' })).status).toBe(412);
    expect((await read(OWN)).json.results).toBe('hai');
    expect((await save(OWN, { results: 'hai' })).status).toBe(200);
  });

  it('whose saving was never answered is saved again on the version that was read then', async () => {
    const first = await save(OWN, { results: 'một' });
    const unheard = await save(OWN, { results: 'hai' }, first.etag);
    const again = await save(OWN, { results: 'hai' }, first.etag);
    expect(again.status).toBe(200);
    expect((await save(COLLEAGUE, { results: 'ba' }, again.etag)).status).toBe(200);
    for (const { etag } of [first, unheard, again])
      expect((await save(OWN, { results: 'hai' }, etag)).status).toBe(412);
  });

  it('never gets a version twice: who read one that was discarded since is told so', async () => {
    const first = await save(OWN, { results: 'một' });
    expect((await ask(OWN, 'DELETE', undefined, { 'if-match': '"1"' })).status).toBe(412);
    expect((await ask(OWN, 'DELETE', undefined, { 'if-match': first.etag })).status).toBe(204);
    expect((await ask(OWN, 'DELETE')).status).toBe(204);
    const again = await save(COLLEAGUE, { results: 'hai' });
    expect(again.etag).not.toBe(first.etag);
    expect((await save(OWN, { results: 'ba' }, first.etag)).status).toBe(412);
  });

  it.each([
    ['a report of a program', OWN, 201],
    ['a contribution', 'khoahoc@hanoi', 201],
  ])('goes with %s, and with nothing that was refused', async (_what, who, status) => {
    await save(who, { results: TEXT });
    const send = (percent: number) =>
      world.ask(
        who,
        'POST',
        `/api/v1/commitments/${id}/updates`,
        { status: 'in_progress', percent, results: 'Xong một phần.' },
        { 'if-match': '*' },
      );
    expect((await send(101)).status).toBe(400);
    expect((await read(who)).status).toBe(200);
    expect((await send(who === OWN ? 61 : 62)).status).toBe(status);
    expect((await read(who)).status).toBe(404);
  });

  it('of another body stays when one reports', async () => {
    await save('coordinator@hanoi', { results: TEXT });
    await world.ask(
      OWN,
      'POST',
      `/api/v1/commitments/${id}/updates`,
      { status: 'in_progress', percent: 63, results: 'Xong một phần.' },
      { 'if-match': '*' },
    );
    expect((await read('coordinator@hanoi')).json.results).toBe(TEXT);
  });

  it('leaves the bare fact in the audit log, once, and moves no version, revision, event, search or export', async () => {
    const [begun, discarded] = [await entries('saved'), await entries('discarded')];
    const one = async () =>
      (await world.ask('leader@hanoi', 'GET', `/api/v1/commitments/${id}`)).headers.etag;
    const revision = () => world.value('select max(revision)::integer from agreement');
    const before = [await one(), await revision()];
    let { etag } = await save(OWN, { results: TEXT });
    for (const results of [`${TEXT} 2`, `${TEXT} 3`]) ({ etag } = await save(OWN, { results }, etag));
    expect([await one(), await revision()]).toEqual(before);
    const found = await world.ask(OWN, 'GET', '/api/v1/agreements/2016-tb-tu/commitments?q=zqnhap');
    expect(found.json.total).toBe(0);
    for (const path of [`/api/v1/commitments/${id}`, `/api/v1/commitments/${id}/events`, PAGE])
      expect((await world.ask(OWN, 'GET', path)).text).not.toContain('Zqnhap');
    const file = await world.program.app.get(ExportQueries, { strict: false }).agreement('2016-TB/TU');
    expect(JSON.stringify(file)).not.toContain('Zqnhap');
    expect(await entries('saved')).toBe(begun + 1);
    await ask(OWN, 'DELETE', undefined, { 'if-match': etag });
    expect(await entries('discarded')).toBe(discarded + 1);
    expect(
      await world.value(`select count(*)::integer from audit_entry where data::text like '%Zqnhap%'`),
    ).toBe(0);
  });

  it('is deleted 90 days after it was last touched, not a day before', async () => {
    await save(OWN, { results: TEXT });
    const expired = await entries('expired');
    const { clock, app } = world.program;
    const after = (days: number) => new Date(clock.now().getTime() + days * 86_400_000);
    const drafts = app.get(DraftsService, { strict: false });
    await drafts.expire(after(89));
    expect((await read(OWN)).status).toBe(200);
    await drafts.expire(after(91));
    expect((await read(OWN)).status).toBe(404);
    expect(await entries('expired')).toBe(expired + 1);
  });

  it('goes, the night after its body has ended, to the one that answers for it', async () => {
    await save(OWN, { results: TEXT });
    const database = world.program.database.url;
    const holder = () => world.value('select b.code from report_draft d join body b on b.id = d.body_id');
    const own = await holder();
    const ends = (day: string | null, successor: string | null) =>
      query(
        database,
        'update body set last_day = $1, successor_id = (select id from body where code = $2) where code = $3',
        [day, successor, own],
      );
    const successor = 'hn-so-ke-hoach-va-dau-tu';
    const drafts = world.program.app.get(DraftsService, { strict: false });
    await ends('2019-11-20', successor);
    const handed = await entries('handed_over');
    await drafts.handOver(new Date('2019-11-20T12:00:00Z'));
    expect(await holder()).toBe(own);
    expect(await entries('handed_over')).toBe(handed);
    await drafts.handOver(new Date('2019-11-21T01:00:00Z'));
    expect(await holder()).toBe(successor);
    expect(await entries('handed_over')).toBe(handed + 1);
    await ends(null, null);
    await query(database, 'delete from report_draft');
  });

  it.each([
    ['what is no object', '[1,2]', 400],
    ['a name that is no field’s', '{"a b":"x"}', 400],
    ['more than 256 KB', JSON.stringify({ results: 'ệ'.repeat(90_000) }), 413],
    ['ten megabytes', JSON.stringify({ results: 'a'.repeat(10_000_000) }), 413],
  ])('refuses %s, and keeps what is there', async (_what, payload, status) => {
    await save(OWN, { results: TEXT });
    const { cookie, csrf } = await world.session(OWN);
    const headers = { cookie, 'x-csrf-token': csrf, 'content-type': 'application/json', 'if-match': '*' };
    const answer = await world.program.app.inject({ method: 'PUT', url, headers, payload });
    expect(answer.statusCode).toBe(status);
    expect((await read(OWN)).json.results).toBe(TEXT);
  });

  it('keeps a script as text, decomposed letters composed, and passes over what no column holds', async () => {
    const payload = {
      results: `<script>1</script> ${'Đã tổ chức'.normalize('NFD')}\0\ud800`,
      indicators: [{ code: 'a' }],
    };
    expect((await save(OWN, payload)).status).toBe(200);
    expect((await read(OWN)).json).toMatchObject({
      results: '<script>1</script> Đã tổ chức\ufffd',
      indicators: [{ code: 'a' }],
    });
  });

  describe('on the form’s page, without a script', () => {
    const field = (page: string, name: string) =>
      new RegExp(`name="${name}"[^>]*value="([^"]*)"|name="${name}"[^>]*>([^<]*)</textarea>`)
        .exec(page)
        ?.slice(1)
        .find((found) => found !== undefined) ?? '';
    async function form(who: string, page = '') {
      const session = await world.session(who);
      const body = page || (await session.get(`${PAGE}/cap-nhat`)).body;
      const names = ['version', 'basedOn', 'levelStood', 'statusStood', 'draft', 'percent', 'results'];
      const fields = Object.fromEntries(names.map((name) => [name, field(body, name)]));
      return { body, fields: { status: '', ...fields } as Record<string, string>, session };
    }

    it('is saved by a button, and opened with the form, for the colleague too', async () => {
      const { fields, session } = await form(OWN);
      const saved = await session.post(`${PAGE}/cap-nhat/nhap`, { ...fields, percent: 'abc', results: TEXT });
      expect([saved.statusCode, saved.headers.location]).toEqual([303, `${PAGE}/cap-nhat`]);
      for (const who of [OWN, COLLEAGUE]) {
        const opened = await form(who);
        expect([opened.fields.percent, opened.fields.results]).toEqual(['abc', TEXT]);
        expect(opened.body).toContain('Đã mở bản nháp do Sở NN và PTNT · Hà Nội lưu lúc');
      }
      expect((await form('coordinator@hanoi')).body).not.toContain(TEXT);
    });

    it('of which two were written shows both, and keeps what is chosen of each', async () => {
      const [mine, theirs] = [await form(OWN), await form(COLLEAGUE)];
      await theirs.session.post(`${PAGE}/cap-nhat/nhap`, {
        ...theirs.fields,
        percent: '71',
        results: 'Của đồng nghiệp.',
      });
      const typed = { ...mine.fields, percent: '72', results: 'Của tôi.' };
      const both = await mine.session.post(`${PAGE}/cap-nhat/nhap`, typed);
      expect(both.statusCode).toBe(412);
      for (const text of ['Của đồng nghiệp.', 'Của tôi.', 'Lưu nháp bản đã chọn'])
        expect(both.body).toContain(text);
      const chosen = Object.fromEntries(
        [
          ...both.body.matchAll(
            /name="((?:mine|theirs)_\w+|version|basedOn|levelStood|statusStood|draft|period)" value="([^"]*)"/g,
          ),
        ].map(([, name, value]) => [name!, value!]),
      );
      const merged = await mine.session.post(`${PAGE}/cap-nhat/nhap`, {
        ...chosen,
        choose_results: 'theirs',
        intent: 'draft',
      });
      expect(merged.statusCode).toBe(303);
      expect((await read(OWN)).json).toMatchObject({ percent: '72', results: 'Của đồng nghiệp.' });
    });

    it('of which two differ in the period alone shows both periods, and keeps the one chosen', async () => {
      const mine = await form(OWN);
      const typed = { ...mine.fields, percent: '72', results: 'Như nhau.' };
      await save(COLLEAGUE, { ...typed, period: '2019-11' });
      const both = await mine.session.post(`${PAGE}/cap-nhat/nhap`, { ...typed, period: '2019-12' });
      expect(both.statusCode).toBe(412);
      for (const text of ['mine_period" value="2019-12', 'theirs_period" value="2019-11'])
        expect(both.body).toContain(text);
      const chosen = Object.fromEntries(
        [...both.body.matchAll(/name="([\w-]+)" value="([^"]*)"/g)]
          .filter(([, name]) => !/^(choose_|intent|_csrf)/.test(name!))
          .map(([, name, value]) => [name!, value!]),
      );
      const merged = await mine.session.post(`${PAGE}/cap-nhat/nhap`, {
        ...chosen,
        choose_period: 'theirs',
        intent: 'draft',
      });
      expect(merged.statusCode).toBe(303);
      expect((await read(OWN)).json).toMatchObject({ period: '2019-11', results: 'Như nhau.' });
    });

    it('that a colleague saved meanwhile is not lost by sending: both are shown first', async () => {
      const [mine, theirs] = [await form(OWN), await form(COLLEAGUE)];
      await theirs.session.post(`${PAGE}/cap-nhat/nhap`, {
        ...theirs.fields,
        percent: '73',
        results: 'Của đồng nghiệp.',
      });
      const typed = { ...mine.fields, percent: '74', results: 'Của tôi.' };
      const both = await mine.session.post(`${PAGE}/cap-nhat`, typed);
      expect(both.statusCode).toBe(412);
      expect(both.body).toContain('Của đồng nghiệp.');
      expect((await read(COLLEAGUE)).json.results).toBe('Của đồng nghiệp.');
      const sent = await mine.session.post(`${PAGE}/cap-nhat`, {
        ...typed,
        draft: field(both.body, 'draft'),
      });
      expect(sent.statusCode).toBe(303);
      expect((await read(OWN)).status).toBe(404);
    });

    it('is sent in the place of the earlier report that was asked for', async () => {
      const sent = await world.ask(
        OWN,
        'POST',
        `/api/v1/commitments/${id}/updates`,
        { status: 'in_progress', percent: 75, results: 'Xong một phần.' },
        { 'if-match': '*' },
      );
      await save(OWN, { percent: '76', results: 'Của tôi.', period: '2019-12' });
      const { body, session } = await form(OWN);
      expect(field(body, 'corrects')).toBe('');
      const asked = (await session.get(`${PAGE}/cap-nhat?sua=${sent.json.id}`)).body;
      const corrects = field(asked, 'corrects');
      expect([corrects, field(asked, 'results')]).toEqual([String(sent.json.id), 'Của tôi.']);
      const { fields } = await form(OWN, asked);
      const taken = await session.post(`${PAGE}/cap-nhat`, { ...fields, corrects });
      expect(taken.statusCode).toBe(303);
      expect(
        await world.value('select corrects::integer from progress_update order by id desc limit 1'),
      ).toBe(sent.json.id);
    });

    it('is discarded by a button, but not one that was saved since', async () => {
      const first = await save(OWN, { results: 'một' });
      const second = await save(COLLEAGUE, { results: 'hai' }, first.etag);
      const { session } = await form(OWN);
      const version = (etag: string) => etag.replaceAll('"', '');
      await session.post(`${PAGE}/cap-nhat/nhap/bo`, { draft: version(first.etag) });
      expect((await read(OWN)).json.results).toBe('hai');
      await session.post(`${PAGE}/cap-nhat/nhap/bo`, { draft: version(second.etag) });
      expect((await read(OWN)).status).toBe(404);
    });

    it('stands under My work, with a warning a week before it is deleted', async () => {
      await save(OWN, { results: TEXT });
      const mine = async () => (await (await world.session(COLLEAGUE)).get('/viec-cua-toi')).body;
      expect(await mine()).toContain('Bản nháp chưa gửi: 1');
      expect(await mine()).not.toContain('sẽ bị xóa');
      await world.run(
        `update report_draft set saved_at = saved_at - interval '84 days', started_at = started_at - interval '90 days'`,
      );
      expect(await mine()).toMatch(/nháp từ 22\/8\/2019[\s\S]*sẽ bị xóa ngày 26\/11\/2019/);
      expect((await (await world.session('coordinator@hanoi')).get('/viec-cua-toi')).body).not.toContain(
        'Bản nháp chưa gửi',
      );
    });
  });
});
