import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AgreementRules } from '../src/reminders/rules/rules.types.js';
import { makeAccounts } from './support/accounts.js';
import { rulesForm } from './support/route-examples.js';
import { RouteWorld } from './support/route-world.js';
import { saidCookie } from './support/goes-on.js';

const RULES = '/api/v1/agreements/2016-tb-tu/reminder-rules';
const PAGE = '/2016-tb-tu/quy-tac-nhac-han';
const overdue = { kind: 'overdue', days: 5, to: ['lead_body'] };
const step = { kind: 'step', days: 3, to: ['leader'] };
const least = { rules: [overdue, step], holdDays: 2 };
const [hanoi, nghean, admin] = ['coordinator@hanoi', 'coordinator@nghean', 'admin@tracker'];

describe('the reminder rules of an agreement', () => {
  let world: RouteWorld;
  beforeAll(async () => {
    world = await RouteWorld.start();
    await makeAccounts(world.program.database.url, [
      { email: 'phoban@hanoi.example', role: 'coordinator', party: 'hanoi', body: null },
    ]);
  });
  afterAll(() => world?.stop());
  // Whatever a test leaves is closed, and what was shipped is in force again.
  beforeEach(async () => {
    await world.run('update rule_proposal set closed_at = proposed_at where closed_at is null');
    await world.run('delete from notice where subject is not null');
    await world.run('alter table rule_set disable trigger append_only');
    await world.run('delete from rule_set');
    await world.run('alter table rule_set enable trigger append_only');
  });

  const put = (who: string, body: object = least, headers: Record<string, string> = {}) =>
    world.ask(who, 'PUT', RULES, body, headers);
  const read = async (who = admin): Promise<AgreementRules> => (await world.ask(who, 'GET', RULES)).json;
  const codes = async (who = admin) => (await read(who)).rules.map(({ code }) => code).toSorted();
  const told = () =>
    world.value<string[]>(
      `select coalesce(array_agg(n.kind || ' ' || u.email order by n.kind, u.email), '{}') from notice n join app_user u on u.id = n.recipient_id where n.subject is not null`,
    );
  const logged = () =>
    world.value<string[]>(
      `select array_agg(kind order by id) from (select * from audit_entry where kind like 'reminders.%' order by id desc limit 2) e`,
    );

  it('are those shipped until it has its own, and everybody who reads the agreement may read them', async () => {
    for (const who of ['congthuong@hanoi', 'leader@nghean', hanoi, 'auditor@tracker']) {
      const { source, holdDays, rules, version } = await read(who);
      expect([who, source, holdDays, version]).toEqual([who, 'shipped', 3, 0]);
      expect(rules.map(({ code }) => code)).toEqual(
        expect.arrayContaining(['before_7', 'on_day', 'overdue_5']),
      );
    }
    expect((await world.ask(null, 'GET', RULES)).status).toBe(401);
  });

  describe('changed by an administrator', () => {
    it('are in force at once, and every coordinator is told', async () => {
      const { status, json } = await put(admin);
      expect([status, json]).toEqual([200, { status: 'in_force' }]);
      expect(await codes()).toEqual(['overdue_5', 'step_3_leader']);
      expect(await read()).toMatchObject({
        source: 'agreement',
        holdDays: 2,
        madeBy: { en: 'Administrator' },
      });
      expect(await told()).toEqual(
        ['coordinator@hanoi', 'coordinator@nghean', 'phoban@hanoi'].map(
          (who) => `rules_changed ${who}.example`,
        ),
      );
      expect((await logged()).at(-1)).toBe('reminders.rules_changed');
    });

    it('are not put in force on rules that are none any more, nor twice', async () => {
      const { version } = await read();
      await put(admin);
      const other = { ...least, holdDays: 5 };
      expect((await put(admin, other, { 'if-match': `"${version}"` })).status).toBe(412);
      expect((await put(admin)).json).toEqual({ status: 'in_force' });
      expect(await world.value('select count(*)::integer from rule_set')).toBe(1);
    });

    it('close what the sides have proposed instead of other rules, and say so', async () => {
      await put(hanoi, { ...least, holdDays: 6 });
      await put(nghean, { ...least, holdDays: 7 });
      await put(admin);
      expect((await read()).proposals).toEqual([]);
      const lines = await world.value<string>(
        `select subject::text from notice where kind = 'rules_changed' order by id desc limit 1`,
      );
      expect(lines).toContain('Other proposals that were open are closed');
      await put(admin, { ...least, holdDays: 8 });
      const later = await world.value<string>(
        `select subject::text from notice where kind = 'rules_changed' order by id desc limit 1`,
      );
      expect(later).not.toContain('Other proposals');
    });
  });

  describe('put by a coordinator', () => {
    it('are a proposal of which the other side is told, and change nothing yet', async () => {
      const { status, json } = await put(hanoi);
      expect([status, json]).toEqual([202, { status: 'proposed' }]);
      expect(await codes()).toContain('before_7');
      expect(await told()).toEqual(['rules_proposed coordinator@nghean.example']);
      const { proposals } = await read(nghean);
      expect(proposals).toMatchObject([{ party: 'hanoi', holdDays: 2 }]);
      expect(proposals[0]!.rules.map(({ code }) => code)).toEqual(['overdue_5', 'step_3_leader']);
      for (const who of ['congthuong@hanoi', 'leader@hanoi']) expect((await read(who)).proposals).toEqual([]);
      expect((await put(hanoi)).json).toEqual({ status: 'proposed' });
      expect(await told()).toHaveLength(1);
    });

    it('are in force once the other side puts the same, in whatever order', async () => {
      await put(hanoi);
      const { status, json } = await put(nghean, { rules: [step, overdue], holdDays: 2 });
      expect([status, json]).toEqual([202, { status: 'in_force' }]);
      expect(await codes()).toEqual(['overdue_5', 'step_3_leader']);
      expect((await read()).proposals).toEqual([]);
      expect(await logged()).toEqual(['reminders.rules_proposed', 'reminders.rules_changed']);
    });

    it('are not where the other side puts something else, nor where the same side puts them twice', async () => {
      await put(hanoi);
      await put(nghean, { ...least, holdDays: 4 });
      expect((await put('phoban@hanoi')).json).toEqual({ status: 'proposed' });
      expect((await read()).source).toBe('shipped');
      expect((await read()).proposals.map(({ party, holdDays }) => [party, holdDays])).toEqual([
        ['hanoi', 2],
        ['nghean', 4],
      ]);
      await put(hanoi, { ...least, holdDays: 4 });
      expect(await read()).toMatchObject({ source: 'agreement', holdDays: 4 });
    });

    it('are withdrawn by the side that put them, and by no other', async () => {
      await put(hanoi);
      expect((await world.ask(nghean, 'DELETE', RULES)).status).toBe(204);
      expect((await read()).proposals).toHaveLength(1);
      expect((await world.ask('leader@hanoi', 'DELETE', RULES)).status).toBe(403);
      expect((await world.ask(hanoi, 'DELETE', RULES)).status).toBe(204);
      expect((await read()).proposals).toEqual([]);
      await put(nghean);
      expect((await read()).source).toBe('shipped');
    });

    it('are withdrawn where the side puts what is in force, and it is told so', async () => {
      await put(admin);
      await put(hanoi, { ...least, holdDays: 6 });
      expect((await put(hanoi)).json).toEqual({ status: 'withdrawn' });
      expect((await read()).proposals).toEqual([]);
      expect((await put(hanoi)).json).toEqual({ status: 'in_force' });
    });

    it('come into force once where both put the same at once', async () => {
      const answers = await Promise.all([put(hanoi), put(nghean)]);
      expect(answers.map(({ json }) => json.status).toSorted()).toEqual(['in_force', 'proposed']);
      expect(await world.value('select count(*)::integer from rule_set')).toBe(1);
    });
  });

  it.each(['congthuong@hanoi', 'leader@hanoi', 'auditor@tracker'])('cannot be put by %s', async (who) => {
    expect((await put(who)).status).toBe(403);
    expect((await world.ask(who, 'GET', PAGE)).text).not.toContain('name="kind-0"');
  });

  it.each([
    ['without an overdue notice to the lead body', [step]],
    ['with one that is too rare', [{ ...overdue, days: 21 }, step]],
    ['without a step to the leader', [overdue, { ...step, to: ['head'] }]],
    ['with two that speak on the same day to the same', [overdue, step, { ...step, to: ['head', 'leader'] }]],
    ['with two intervals that meet', [overdue, { ...overdue, days: 7 }, step]],
    [
      'with two of what waits, which both come again',
      [
        overdue,
        step,
        { kind: 'office_waits', days: 2, thenEvery: 3 },
        { kind: 'office_waits', days: 4, thenEvery: 5 },
      ],
    ],
    ['with too many', [overdue, ...Array.from({ length: 20 }, (_, n) => ({ ...step, days: n + 1 }))]],
    ['with too many days', [overdue, { ...step, days: 251 }]],
    ['with days before their day', [overdue, { ...step, days: -1 }]],
    [
      'with calendar days of what waits',
      [overdue, step, { kind: 'office_waits', days: 2, thenEvery: 3, unit: 'calendar' }],
    ],
    ['with overdue notices to leaders', [{ ...overdue, to: ['lead_body', 'leader'] }, step]],
  ])('are refused %s', async (_, rules) => {
    for (const who of [admin, hanoi]) expect((await put(who, { rules, holdDays: 3 })).status).toBe(422);
    expect((await read()).source).toBe('shipped');
    expect((await read()).proposals).toEqual([]);
  });

  it('can say all that there is to say', async () => {
    const rules = [
      overdue,
      { kind: 'report_due', days: 5, to: ['lead_body', 'head'] },
      { kind: 'silent', days: 45, unit: 'calendar', to: ['lead_body', 'head'] },
      { kind: 'before', days: 14, unit: 'calendar', to: ['lead_body', 'head'] },
      { kind: 'on_day', days: 0, to: ['head'] },
      { kind: 'step', days: 10, unit: 'calendar', to: ['head'] },
      { kind: 'count', days: 3, to: ['leader'] },
      { kind: 'report_due', days: 0, thenEvery: 5, to: ['lead_body'] },
      { kind: 'silent', days: 30, unit: 'calendar', thenEvery: 5, to: ['lead_body'] },
      { kind: 'leader_waits', days: 1, thenEvery: 4 },
      { kind: 'office_waits', days: 2, thenEvery: 3 },
    ];
    const { status, text } = await put(admin, { rules, holdDays: 0 });
    expect([text, status]).toEqual(['{"status":"in_force"}', 200]);
    expect(await codes()).toEqual(
      [
        'overdue_5',
        'before_14c_lead_body_head',
        'on_day_head',
        'step_10c_head',
        'count_3_leader',
        'report_due_0_5',
        'report_due_5_lead_body_head',
        'silent_45c_lead_body_head',
        'silent_30c_5',
        'leader_waits_1_4',
        'office_waits',
      ].toSorted(),
    );
  });

  describe('their page', () => {
    const form = async (who: string, more: Record<string, string> = {}) => {
      const { version } = await read();
      return send(who, PAGE, { ...rulesForm, holdDays: '2', version: String(version), ...more });
    };
    const send = async (who: string, path: string, fields: Record<string, string>) => {
      const { statusCode: status, body: text, headers } = await (await world.session(who)).post(path, fields);
      return { status, text, headers };
    };
    const seenIn = (text: string) =>
      /name="seen" value="([^"]*)"/.exec(text)?.[1]?.replaceAll('&quot;', '"') ?? '';

    it('shows the effect on the next 60 days before anything is saved, and saves what was shown', async () => {
      const shown = await form(hanoi, { do: 'save' });
      expect([shown.status, shown.text.includes('Tác động trong 60 ngày tới')]).toEqual([200, true]);
      expect((await read()).proposals).toEqual([]);
      // Only the own side’s emails are told of.
      expect(shown.text).toContain('Chỉ tính thư gửi phía Hà Nội.');
      const saved = await form(hanoi, { do: 'save', seen: seenIn(shown.text) });
      expect([saved.status, saved.headers.location]).toEqual([303, PAGE]);
      expect((await read()).proposals).toMatchObject([{ party: 'hanoi', holdDays: 2 }]);
    });

    it('shows the effect again where something was changed after it', async () => {
      const { text } = await form(admin, { do: 'preview' });
      const again = await form(admin, { do: 'save', seen: seenIn(text), 'days-0': '10' });
      expect([again.status, again.text.includes('Đồng chí đã sửa sau lần xem trước')]).toEqual([200, true]);
      expect((await read()).source).toBe('shipped');
    });

    it('adds and takes out rows without a script, and keeps what was typed where it is refused', async () => {
      const more = await form(hanoi, { do: 'add' });
      expect(more.text).toContain('name="kind-2"');
      const refused = await form(hanoi, { do: 'preview', 'remove-1': 'yes', 'days-0': '7' });
      expect([refused.status, refused.text.includes('Phải có quy tắc báo lãnh đạo')]).toEqual([422, true]);
      expect(refused.text).toMatch(/name="days-0"[^>]*value="7"|value="7"[^>]*name="days-0"/);
      expect(refused.text).not.toContain('name="kind-1"');
      const unread = await form(hanoi, { do: 'preview', 'days-0': 'năm' });
      expect(unread.status).toBe(400);
    });

    it('refuses a stale one, on which it can be saved again', async () => {
      const { text } = await form(admin, { do: 'preview' });
      const { version } = await read();
      await put(admin, { ...least, holdDays: 7 });
      const late = { do: 'save', seen: seenIn(text), version: String(version) };
      const refused = await form(admin, late);
      expect(refused.status).toBe(412);
      expect((await read()).holdDays).toBe(7);
    });

    it('sets the sides’ proposals beside what is in force, and agrees with one press', async () => {
      await put(hanoi);
      const { text } = await world.ask(nghean, 'GET', PAGE);
      expect(text).toContain('Đồng ý với đề nghị của Hà Nội');
      const proposal = /name="proposal" value="(\d+)"/.exec(text)![1]!;
      expect(text).toContain('ngày (tính cả ngày nghỉ)');
      expect((await world.ask('leader@nghean', 'GET', PAGE)).text).not.toContain('Đề nghị của Hà Nội');
      const version = /action="[^"]*dong-y".*?name="version" value="(\d+)"/s.exec(text)![1]!;
      const agreed = await send(nghean, `${PAGE}/dong-y`, { proposal, version });
      expect([agreed.status, (await read()).holdDays]).toEqual([303, 2]);
      expect(saidCookie(agreed)).toBeTruthy();
      expect((await send(nghean, `${PAGE}/dong-y`, { proposal, version })).status).toBe(412);
    });

    it('does not agree beside rules that are none any more', async () => {
      await put(hanoi, { ...least, holdDays: 6 });
      const { version, proposals } = await read();
      const [proposal] = proposals.map(({ id }) => String(id));
      // As if it had stayed open.
      await put(admin);
      await world.run(`update rule_proposal set closed_at = null where id = ${proposal}`);
      const agree = async (on: number) =>
        (await send(nghean, `${PAGE}/dong-y`, { proposal: proposal!, version: String(on) })).status;
      expect([await agree(version), (await read()).holdDays]).toEqual([412, 2]);
      expect([await agree((await read()).version), (await read()).holdDays]).toEqual([303, 6]);
    });

    it('goes on from what the own side has proposed', async () => {
      await put(hanoi, { ...least, holdDays: 9 });
      const held = async (who: string) =>
        /name="holdDays"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="holdDays"/
          .exec((await world.ask(who, 'GET', PAGE)).text)!
          .slice(1)
          .find(Boolean);
      expect([await held(hanoi), await held(nghean)]).toEqual(['9', '3']);
    });
  });
});
