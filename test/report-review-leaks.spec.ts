import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { RemindersService } from '../src/reminders/ledger/reminders.service.js';
import { browse, differences, steady, type Seen } from './support/browse.js';
import { pdf } from './support/multipart.js';
import { uploads } from './support/tus.js';
import { RouteWorld } from './support/route-world.js';

// Hundreds of pages: on a busy machine they take their time.
jest.setTimeout(240_000);

const agreement = '/api/v1/agreements/2016-tb-tu';
/** Whatever tells something of the agreement, beside the pages to which links lead. */
const json = (id: number) => [
  agreement,
  `${agreement}/commitments?limit=100`,
  `${agreement}/commitments?q=zqcx`,
  `${agreement}/commitments?update=missing`,
  `${agreement}/commitments?holder=hanoi.coordinator`,
  `${agreement}/commitments?waits=hanoi.coordinator.report`,
  `${agreement}/commitments?asOf=2019-11-19`,
  `${agreement}/dashboard`,
  `${agreement}/exceptions`,
  `${agreement}/data-quality`,
  `${agreement}/unreported`,
  '/2016-tb-tu/don-doc-truc-tiep?commitments=4.02&party=hanoi',
  `/api/v1/commitments/${id}`,
  `/api/v1/commitments/${id}?asOf=2019-11-20`,
  `/api/v1/commitments/${id}/events`,
  `/api/v1/commitments/${id}/updates`,
  `/api/v1/commitments/${id}/evidence`,
  `/api/v1/commitments/${id}/contributions`,
  `/api/v1/commitments/${id}/matters`,
  '/api/v1/reminders?limit=100',
  '/2016-tb-tu/cam-ket/4.02/bao-cao',
  '/2016-tb-tu/diem-nghen',
];
/** The log holds the bare fact, for those who read it. */
const apart = /^\/(nhat-ky|ngon-ngu|dang-xuat|tai-khoan|huong-dan|assets|api\/docs|quan-tri|trinh-dien)/;
/** So does the ledger, for those who run it: who is told, and never of what. */
const ofLedger = /^admin@tracker \/don-doc/;
const others = [
  'coordinator@nghean',
  'leader@nghean',
  'nongnghiep@nghean',
  'congthuong@nghean',
  'admin@tracker',
  'coordinator@danang',
];
const own = ['nongnghiep@hanoi', 'khoahoc@hanoi', 'coordinator@hanoi', 'leader@hanoi', 'auditor@tracker'];
const mark = 'Zqcxkq';
/** Of nothing. */
const NOWHERE = 1_999_999_999;
const answered = ({ statusCode: status, body: text }: { statusCode: number; body: string }) => ({
  status,
  text,
});

describe('a report under review', () => {
  let world: RouteWorld;
  let id: number;
  let report: number;
  let before: Map<string, Map<string, Seen>>;

  /** These name every rule there is, whether or not it has spoken. */
  const tellsRules = /reminder-rules|quy-tac-nhac-han/;
  const look = async () => {
    const seen = new Map<string, Map<string, Seen>>();
    for (const who of others) seen.set(who, await browse(world, who, json(id), apart));
    return seen;
  };
  const expectTheSame = async () => {
    const after = await look();
    const told = others.flatMap((who) =>
      differences(before.get(who)!, after.get(who)!).map((difference) => `${who} ${difference}`),
    );
    expect(told.filter((difference) => !ofLedger.test(difference))).toEqual([]);
    const texts = [...after.values()].flatMap((pages) => [...pages.values()].map(({ text }) => text));
    expect(texts.length).toBeGreaterThan(100);
    expect(texts.filter((text) => text.includes(mark))).toEqual([]);
  };
  /** What was attached with it, as far as somebody may know. */
  const evidence = async (who: string): Promise<{ id: number; name: string }[]> =>
    (await world.ask(who, 'GET', `/api/v1/commitments/${id}/evidence`)).json.items.filter(
      ({ name }: { name: string | null }) => name?.includes(mark),
    );
  const send = async (said: object) => {
    const { status, json: sent } = await world.ask(
      'nongnghiep@hanoi',
      'POST',
      `/api/v1/commitments/${id}/updates`,
      {
        status: 'in_progress',
        percent: 91,
        results: mark,
        difficulties: mark,
        decisionLevel: 'leader',
        ...said,
      },
      { 'if-match': '*' },
    );
    expect([status, sent.review?.status]).toEqual([201, 'pending']);
    return sent.id as number;
  };

  beforeAll(async () => {
    world = await RouteWorld.start();
    await world.run('update agreement set report_review = true');
    id = await world.commitmentId('4.02');
    before = await look();
  });
  afterAll(() => world?.stop());

  it('is in no answer to anybody else, to the byte', async () => {
    const file = await uploads(world.ask).whole('nongnghiep@hanoi', `${mark}.pdf`, pdf(mark), id);
    report = await send({ uploadIds: [file] });
    await expectTheSame();
  });

  it('is told to its own side and to auditors', async () => {
    for (const who of own) {
      const { text } = await world.ask(who, 'GET', `/api/v1/commitments/${id}/updates`);
      expect([who, text.includes(mark)]).toEqual([who, true]);
      const page = await (await world.session(who)).get(`/2016-tb-tu/cam-ket/4.02/bao-cao?ban=${report}`);
      expect([who, page.statusCode, page.body.includes(mark)]).toEqual([who, 200, true]);
    }
    for (const who of own) expect([who, (await evidence(who)).length]).toEqual([who, 1]);
    const [file] = await evidence('coordinator@hanoi');
    const read = async (who: string) => (await world.ask(who, 'GET', `/api/v1/evidence/${file!.id}`)).status;
    expect([
      await read('leader@hanoi'),
      await read('coordinator@nghean'),
      await read('admin@tracker'),
    ]).toEqual([200, 404, 404]);
    const work = await (await world.session('coordinator@hanoi')).get('/viec-cua-toi');
    expect(work.body).toContain('/2016-tb-tu/cam-ket/4.02/bao-cao');
  });

  it.each(others)('cannot be told from nothing by what %s asks to change', async (who) => {
    const [file] = await evidence('coordinator@hanoi');
    const { id: upload } = (await world.run<{ id: number }>('select max(id)::integer as id from upload'))[0]!;
    const session = await world.session(who);
    const page = '/2016-tb-tu/cam-ket/4.02';
    const decision = { decision: 'sent_back', comment: 'Chưa rõ.' };
    const attempts: [hidden: number, ask: (of: number) => Promise<{ status: number; text: string }>][] = [
      [report, (of) => world.ask(who, 'PUT', `/api/v1/updates/${of}/review`, decision)],
      [report, async (of) => answered(await session.get(`${page}/bao-cao?ban=${of}`))],
      [report, async (of) => answered(await session.get(`${page}/cap-nhat?sua=${of}`))],
      [report, async (of) => answered(await session.post(`${page}/bao-cao?ban=${of}`, decision))],
      [file!.id, (of) => world.ask(who, 'DELETE', `/api/v1/evidence/${of}`)],
      [file!.id, (of) => world.ask(who, 'GET', `/api/v1/evidence/${of}`)],
      [file!.id, async (of) => answered(await session.get(`${page}/minh-chung/${of}`))],
      [file!.id, async (of) => answered(await session.get(`${page}/minh-chung/${of}/xem`))],
      [file!.id, async (of) => answered(await session.post(`${page}/minh-chung/${of}/rut`))],
      [upload, (of) => uploads(world.ask).state(who, of)],
      [upload, (of) => uploads(world.ask).remove(who, of)],
    ];
    const asked = async (pick: (hidden: number) => number) => {
      const seen = new Map<string, Seen>();
      for (const [at, [hidden, ask]] of attempts.entries()) {
        const of = pick(hidden);
        const { status, text } = await ask(of);
        const shown = steady(text).replaceAll(
          new RegExp(`((?:ban|sua|evidence|minh-chung|uploads|updates)(?:/|=|%2F|%3D))${of}\\b`, 'g'),
          '$1ID',
        );
        seen.set(`attempt ${at}`, { status, text: shown, etag: undefined });
      }
      return seen;
    };
    expect(differences(await asked(() => NOWHERE), await asked((hidden) => hidden))).toEqual([]);
    expect(await evidence('coordinator@hanoi')).toEqual([file]);
  });

  it('is in no reminder to anybody else, on the day on which its own coordinator is reminded', async () => {
    const toldTo = () =>
      world.run<{ email: string }>(
        `select u.email from reminder r join app_user u on u.id = r.recipient_id where r.rule = 'report_waits'`,
      );
    await world.program.app.get(RemindersService, { strict: false }).plan('2019-11-22');
    expect(await toldTo()).toEqual([{ email: 'coordinator@hanoi.example' }]);
    before = await look();
    for (const [who, pages] of before) {
      const texts = [...pages.values()].map(({ text }) => text);
      expect([who, texts.filter((text) => text.includes(mark))]).toEqual([who, []]);
      // Who runs the system sees in the ledger who was told by which rule.
      if (who === 'admin@tracker') continue;
      const named = [...pages]
        .filter(([, { text }]) => text.replace(/<option[^>]*>/g, '').includes('"report_waits"'))
        .map(([path]) => path);
      expect([who, named.filter((path) => !tellsRules.test(path))]).toEqual([who, []]);
    }
  });

  it('is in none either after it was sent back', async () => {
    const answer = await world.ask('coordinator@hanoi', 'PUT', `/api/v1/updates/${report}/review`, {
      decision: 'sent_back',
      comment: `${mark} chưa rõ.`,
      comments: [{ field: 'results', text: `${mark} ghi số.` }],
    });
    expect(answer.status).toBe(200);
    await expectTheSame();
    const work = await (await world.session('nongnghiep@hanoi')).get('/viec-cua-toi');
    expect(work.body).toContain(`${mark} chưa rõ.`);
  });

  it('is in the log as a bare fact, without a word of it', async () => {
    const rows = await world.value<string>(
      `select string_agg(to_jsonb(a)::text, ' ') from audit_entry a where kind like 'commitment.report%'`,
    );
    expect(rows).toContain('report_submitted');
    expect(rows).toContain('report_sent_back');
    expect(rows).not.toContain(mark);
  });

  it('is there for everyone once its corrected version is accepted, and what was sent back never is', async () => {
    const again = await send({ results: `${mark} bản sửa`, difficulties: '', decisionLevel: 'none' });
    await world.ask('coordinator@hanoi', 'PUT', `/api/v1/updates/${again}/review`, { decision: 'accepted' });
    const { json: seen } = await world.ask('coordinator@nghean', 'GET', `/api/v1/commitments/${id}/updates`);
    expect(seen.items[0]).toMatchObject({ results: `${mark} bản sửa`, review: null });
    expect(await evidence('coordinator@nghean')).toHaveLength(1);
    const { json: told } = await world.ask(
      'coordinator@nghean',
      'GET',
      `/api/v1/commitments/${id}/events?limit=3`,
    );
    expect(told.items.map(({ kind }: { kind: string }) => kind)).toContain('evidence_added');
    expect(JSON.stringify(seen)).not.toContain(`${mark} chưa rõ`);
    expect(seen.items.filter(({ results }: { results: string }) => results === mark)).toEqual([]);
  });
});
