import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { goesOn } from './support/goes-on.js';
import { bodyOf, formWithFile, pdf } from './support/multipart.js';
import { RouteWorld } from './support/route-world.js';

const SLUG = '/2016-tb-tu/cam-ket';
// On 4.02 the departments of agriculture lead on both sides, and those of science cooperate.
const lead = 'nongnghiep@hanoi';
const colleague = 'coordinator@hanoi';
const cooperating = 'khoahoc@hanoi';

type Answered = Awaited<ReturnType<RouteWorld['ask']>>;

/** A double click, or a request sent again because its answer was lost: the same account, the same content. */
describe('what is sent twice', () => {
  let world: RouteWorld;
  let id: number;
  let url: string;
  let words: string;
  let count = 0;
  beforeAll(async () => {
    world = await RouteWorld.start();
    id = await world.commitmentId('4.02');
    url = `/api/v1/commitments/${id}`;
  });
  afterAll(() => world?.stop());
  beforeEach(() => {
    words = `Đã cấp ${++count} mã số vùng trồng.`;
  });

  /** All that a change leaves, of a commitment. */
  const counts = async (of = id) => {
    const [row] = await world.run<Record<string, number>>(
      `select c.version,
        (select count(*)::integer from progress_update where commitment_id = c.id) as reports,
        (select count(*)::integer from contribution where commitment_id = c.id) as contributions,
        (select count(*)::integer from extension_request where commitment_id = c.id) as requests,
        (select count(*)::integer from extension_agreement g join extension_request x on x.id = g.request_id where x.commitment_id = c.id) as agreements,
        (select count(*)::integer from side_note where commitment_id = c.id) as notes,
        (select count(*)::integer from evidence where commitment_id = c.id) as files,
        (select count(*)::integer from commitment_event where commitment_id = c.id) as events,
        (select count(*)::integer from audit_entry where subject = c.code and kind like 'commitment.%') as entries
       from commitment c where c.id = $1`,
      [of],
    );
    return row!;
  };
  const added = async (act: () => Promise<unknown>, of = id) => {
    const before = await counts(of);
    await act();
    const after = await counts(of);
    const grown = Object.keys(after).map((name) => [name, after[name]! - before[name]!] as const);
    return Object.fromEntries(grown.filter(([, by]) => by !== 0));
  };
  const change = { version: 1, events: 1, entries: 1 };
  const twice = [
    ['at once', <T>(act: () => Promise<T>) => Promise.all([act(), act()])],
    ['one after the other', async <T>(act: () => Promise<T>) => [await act(), await act()] as [T, T]],
  ] as const;
  const sameAnswer = ([one, other]: [Answered, Answered], status: number) => {
    expect([one.status, other.status]).toEqual([status, status]);
    expect(other.json).toEqual(one.json);
  };
  const onPage = async (who: string, path: string, fields: Record<string, string>) => {
    const answer = await (await world.session(who)).post(`${SLUG}/${path}`, fields);
    return [answer.statusCode, goesOn(answer).split(', says ')[1]];
  };
  const version = (code = '4.02') => world.version(code).then(String);

  const report = (more: object = {}) => ({ status: 'in_progress', percent: 44, results: words, ...more });
  const send = (who: string, body: object, match: string) =>
    world.ask(who, 'POST', `${url}/updates`, body, { 'if-match': match });
  const tag = async () => `"${await version()}"`;
  const formOf = async () => {
    const page = (await (await world.session(lead)).get(`${SLUG}/4.02/cap-nhat`)).body;
    const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';
    const period = /name="period"[^>]*value="([^"]+)"/.exec(page)?.[1] ?? '2019-12';
    const said = { status: 'in_progress', percent: '44', results: words };
    return { version: value('version'), basedOn: value('basedOn'), period, ...said };
  };

  describe.each(twice)('%s', (_, both) => {
    it('is one report, with one answer', async () => {
      const match = await tag();
      expect(await added(async () => sameAnswer(await both(() => send(lead, report(), match)), 201))).toEqual(
        { ...change, reports: 1 },
      );
    });

    it('is one report that names its period and takes over a contribution', async () => {
      const body = report({ period: '2019-12', takesOver: [await world.contribution()] });
      const match = await tag();
      expect(await added(async () => sameAnswer(await both(() => send(lead, body, match)), 201))).toEqual({
        ...change,
        reports: 1,
      });
    });

    it('is one report from the form, which goes on as after the first', async () => {
      const form = await formOf();
      const sent = () => onPage(lead, '4.02/cap-nhat', form);
      const go = [303, 'updated'];
      expect(await added(async () => expect(await both(sent)).toEqual([go, go]))).toEqual({
        ...change,
        reports: 1,
      });
    });

    it('is one contribution while it waits, by a program and by the form', async () => {
      const match = await tag();
      const one = { contributions: 1, entries: 1 };
      expect(
        await added(async () => sameAnswer(await both(() => send(cooperating, report(), match)), 201)),
      ).toEqual(one);
      const form = { as: 'contribution', status: 'in_progress', percent: '44', results: `${words} Thêm.` };
      const go = [303, 'contributed'];
      const sent = () => onPage(cooperating, '4.02/cap-nhat', form);
      expect(await added(async () => expect(await both(sent)).toEqual([go, go]))).toEqual(one);
    });

    it('is one refusal of a contribution', async () => {
      const of = await world.contribution();
      const sent = () => world.ask(lead, 'PUT', `/api/v1/contributions/${of}/refusal`, { reason: words });
      expect(await added(async () => sameAnswer(await both(sent), 200))).toEqual({ entries: 1 });
      const other = { reason: `${words} Khác.` };
      expect((await world.ask(lead, 'PUT', `/api/v1/contributions/${of}/refusal`, other)).status).toBe(409);
      expect(
        (await world.ask(colleague, 'PUT', `/api/v1/contributions/${of}/refusal`, { reason: words })).status,
      ).toBe(409);
    });

    it('is one request to extend, one agreement and one decision, and another one is none of them', async () => {
      const on = await world.commitmentId('4.03');
      const path = `/api/v1/commitments/${on}/extension-requests`;
      const due = { precision: 'date', value: `20${40 + count}-03-31` };
      const ask = (who = lead, more: object = {}) =>
        world.ask(who, 'POST', path, { due, reason: words, ...more });
      const other = [
        () => ask(colleague),
        () => ask(lead, { reason: 'Khác.' }),
        () => ask(lead, { due: { precision: 'year', value: '2070' } }),
      ];
      let request = 0;
      const asked = async () => {
        const answers = await both(() => ask());
        sameAnswer(answers, 201);
        request = answers[0].json.id;
      };
      expect(await added(asked, on)).toEqual({ ...change, requests: 1 });
      expect(
        await added(async () => {
          for (const another of other) expect((await another()).status).toBe(409);
        }, on),
      ).toEqual({});
      const answer = (who: string, what: string, reason = words) =>
        world.ask(who, 'PUT', `/api/v1/extension-requests/${request}/${what}`, {
          decision: 'approved',
          reason,
        });
      const agree = () => answer('coordinator@nghean', 'agreement');
      expect(await added(async () => sameAnswer(await both(agree), 200), on)).toEqual({
        ...change,
        agreements: 1,
      });
      expect((await answer('coordinator@nghean', 'agreement', 'Khác.')).status).toBe(409);
      const decide = () => answer('leader@hanoi', 'decision');
      expect(await added(async () => sameAnswer(await both(decide), 200), on)).toEqual({
        version: 1,
        events: 2,
        entries: 2,
      });
      expect((await answer('leader@hanoi', 'decision', 'Khác.')).status).toBe(422);
    });

    it('is one request and one answer from the forms', async () => {
      const on = await world.commitmentId('4.03');
      const due = { precision: 'date', date: `20${50 + count}-03-31`, value: `20${50 + count}-03-31` };
      const asked = () => onPage(lead, '4.03/gia-han', { ...due, reason: words });
      const go = [303, 'extension_requested'];
      expect(await added(async () => expect(await both(asked)).toEqual([go, go]), on)).toEqual({
        ...change,
        requests: 1,
      });
      const request = await world.value('select max(id) from extension_request where commitment_id = $1', [
        on,
      ]);
      const open = await version('4.03');
      const answer = { version: open, decision: 'rejected', reason: words };
      const gone = [303, 'extension_agreed'];
      const answered = () => onPage('coordinator@nghean', `4.03/gia-han/${request}/y-kien`, answer);
      expect(await added(async () => expect(await both(answered)).toEqual([gone, gone]), on)).toEqual({
        ...change,
        agreements: 1,
      });
    });

    it('is one sending back, by a program and by the form', async () => {
      const declare = () => send(lead, report({ status: 'completed', percent: 100 }), '*');
      await declare();
      const sent = (reason = words) =>
        world.ask('leader@nghean', 'POST', `${url}/return`, { reason, party: 'hanoi' });
      expect(await added(async () => sameAnswer(await both(() => sent()), 200))).toEqual(change);
      expect((await sent('Khác.')).status).toBe(422);
      const asColleague = { reason: words };
      expect((await world.ask('coordinator@nghean', 'POST', `${url}/return`, asColleague)).status).toBe(422);
      await declare();
      const form = { version: await version(), reason: words };
      const back = () => onPage('leader@nghean', '4.02/tra-lai', form);
      const go = [303, 'sent_back'];
      expect(await added(async () => expect(await both(back)).toEqual([go, go]))).toEqual(change);
      // Reported anew meanwhile: what was sent back no longer is.
      await send(lead, report(), '*');
      expect((await back())[0]).toBe(412);
    });

    it('is one note, by a program and by the form', async () => {
      const write = (text = words) => world.ask(lead, 'POST', `${url}/notes`, { text });
      const one = { notes: 1, entries: 1 };
      expect(await added(async () => sameAnswer(await both(() => write()), 201))).toEqual(one);
      const sent = () => onPage(lead, '4.02/ghi-chu', { text: `${words} Thêm.` });
      const go = [303, 'note_written'];
      expect(await added(async () => expect(await both(sent)).toEqual([go, go]))).toEqual(one);
    });

    it('is one file, by a program and by the form, counted once against the allowance of the day', async () => {
      const taken = () => world.value(`select coalesce(sum(files), 0)::integer from evidence_day`);
      const attach = async (who = lead, content = words) => {
        const { payload, headers } = await formWithFile('Biên bản.pdf', pdf(content));
        return world.ask(who, 'POST', `${url}/evidence`, payload, headers);
      };
      const before = await taken();
      expect(await added(async () => sameAnswer(await both(() => attach()), 201))).toEqual({
        ...change,
        files: 1,
      });
      expect(await taken()).toBe(before + 1);
      expect((await attach(colleague)).status).toBe(409);
      const { cookie, csrf } = await world.session(lead);
      const sent = async () => {
        const form = new FormData();
        form.append('_csrf', csrf);
        form.append('file', new Blob([pdf(`${words} Thêm.`)]), 'Biên bản.pdf');
        const { payload, headers } = await bodyOf(form);
        const answer = await world.program.app.inject({
          method: 'POST',
          url: `${SLUG}/4.02/minh-chung`,
          payload,
          headers: { cookie, ...headers },
        });
        return [answer.statusCode, goesOn(answer).split(', says ')[1]];
      };
      const go = [303, 'evidence_added'];
      expect(await added(async () => expect(await both(sent)).toEqual([go, go]))).toEqual({
        ...change,
        files: 1,
      });
    });

    it('is one confirmation and one withdrawal of it from the form', async () => {
      const who = 'coordinator@nghean';
      const withdrawn = await world.ask(who, 'DELETE', `${url}/plan-confirmation`);
      expect(withdrawn.status).toBe(200);
      for (const [action, done] of [
        ['confirm', 'plan_confirmed'],
        ['withdraw', 'plan_withdrawn'],
      ] as const) {
        const form = { version: await version(), action };
        const sent = () => onPage(who, '4.02/xac-nhan-ke-hoach', form);
        const go = [303, done];
        expect(await added(async () => expect(await both(sent)).toEqual([go, go]))).toEqual(change);
        const other = { ...form, action: action === 'confirm' ? 'withdraw' : 'confirm' };
        expect((await onPage(who, '4.02/xac-nhan-ke-hoach', other))[0]).toBe(412);
      }
    });
  });

  describe('is something else, and refused as before', () => {
    const refused = async (act: () => Promise<Answered>) =>
      expect(await added(async () => expect((await act()).status).toBe(412))).toEqual({});

    it.each([
      ['another status', { status: 'suspended' }],
      ['another percent', { percent: 45 }],
      ['other results', { results: 'Khác.' }],
      ['other difficulties', { difficulties: 'Khác.' }],
      ['other proposals', { proposals: 'Khác.' }],
      ['other next steps', { nextSteps: 'Khác.' }],
      ['another period', { period: '2019-11' }],
    ])('with %s', async (__, more) => {
      const match = await tag();
      const body = report({ period: '2019-12' });
      expect((await send(lead, body, match)).status).toBe(201);
      await refused(() => send(lead, { ...body, ...more }, match));
    });

    it('by another account of the same side', async () => {
      const match = await tag();
      expect((await send(lead, report(), match)).status).toBe(201);
      await refused(() => send(colleague, report(), match));
    });

    it('once a colleague has reported, or done anything else of the side', async () => {
      const match = await tag();
      expect((await send(lead, report(), match)).status).toBe(201);
      expect((await send(colleague, report({ percent: 50 }), '*')).status).toBe(201);
      await refused(() => send(lead, report(), match));
      const next = await tag();
      expect((await send(lead, report(), next)).status).toBe(201);
      await world.ask(colleague, 'DELETE', `${url}/plan-confirmation`);
      await world.ask(colleague, 'PUT', `${url}/plan-confirmation`);
      await refused(() => send(lead, report(), next));
    });

    it('once the other side has sent it back', async () => {
      const match = await tag();
      const declared = report({ status: 'completed', percent: 100 });
      expect((await send(lead, declared, match)).status).toBe(201);
      await world.ask('leader@nghean', 'POST', `${url}/return`, { reason: words });
      await refused(() => send(lead, declared, match));
    });

    it('but not because of what the other side says of its own part', async () => {
      const match = await tag();
      const first = await send(lead, report(), match);
      await send('nongnghiep@nghean', report(), '*');
      const again = await send(lead, report(), match);
      expect([again.status, again.json]).toEqual([201, { ...first.json, version: Number(await version()) }]);
    });

    it('on the present version, where the same is meant to be said again', async () => {
      expect(
        await added(async () => {
          for (let n = 0; n < 2; n++) expect((await send(lead, report(), await tag())).status).toBe(201);
        }),
      ).toEqual({ version: 2, events: 2, entries: 2, reports: 2 });
    });

    it('on another day, where no period is named', async () => {
      const match = await tag();
      expect((await send(lead, report(), match)).status).toBe(201);
      world.program.clock.moveTo(new Date('2019-11-21T02:00:00Z'));
      await refused(() => send(lead, report(), match));
    });
  });

  it('is two contributions where the first was dealt with, two notes where the first was withdrawn or is older than a minute, two files where one was withdrawn', async () => {
    const first = await world.contribution();
    await world.ask(lead, 'PUT', `/api/v1/contributions/${first}/refusal`, { reason: words });
    expect(await world.contribution()).not.toBe(first);
    const note = async (who = lead) =>
      (await world.ask(who, 'POST', `${url}/notes`, { text: words })).json.id as number;
    const written = await note();
    expect(await note(colleague)).toBe(written + 1);
    await world.ask(lead, 'DELETE', `${url}/notes/${written}`);
    expect(await note()).toBe(written + 2);
    const { clock } = world.program;
    clock.moveTo(new Date(clock.now().getTime() + 61_000));
    expect(await note()).toBe(written + 3);
    const { payload, headers } = await formWithFile('Biên bản.pdf', pdf(words));
    const attach = () => world.ask(lead, 'POST', `${url}/evidence`, payload, headers);
    const file = (await attach()).json.id;
    await world.ask(lead, 'DELETE', `/api/v1/evidence/${file}`);
    expect((await attach()).json.id).not.toBe(file);
  });
});
