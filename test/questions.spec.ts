import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CommitmentDetail, EventItem } from '../src/commitments/commitment.types.js';
import type { DirectiveItem } from '../src/commitments/directives/directive.types.js';
import type { QuestionItem } from '../src/commitments/questions/question.types.js';
import type { PreviewRow } from '../src/reminders/pages/preview-range.types.js';
import { DigestMails } from '../src/reminders/digest/digest.mails.js';
import { sendNotices } from './support/notices.js';
import { RouteWorld } from './support/route-world.js';

const PAGE = '/2016-tb-tu/cam-ket/4.02';
const lead = 'nongnghiep@hanoi';
const cooperating = 'khoahoc@hanoi';
const office = 'coordinator@hanoi';
const otherOffice = 'coordinator@nghean';
const otherLead = 'nongnghiep@nghean';
const leadBody = 'hn-so-nong-nghiep-va-ptnt';
const otherBody = 'na-so-nong-nghiep-va-ptnt';
const toOffice = { party: 'nghean' };
const toBody = { party: 'nghean', body: otherBody };
const both = [lead, cooperating, office, 'leader@hanoi', otherLead, otherOffice, 'leader@nghean'];

describe('a question', () => {
  let world: RouteWorld;
  let id: number;
  let url: string;
  /** Found nowhere else. */
  let text: string;
  let count = 0;

  beforeAll(async () => {
    world = await RouteWorld.start();
    id = await world.commitmentId('4.02');
    url = `/api/v1/commitments/${id}`;
    await sendNotices(world);
  });
  afterAll(() => world?.stop());
  beforeEach(() => {
    text = `Khi nào có kế hoạch, lần ${++count}?`;
    world.program.smtp.mails.length = 0;
  });

  const ask = (who: string, body: object = {}, at = url) =>
    world.ask(who, 'POST', `${at}/questions`, { to: toOffice, text, ...body });
  const asked = async (who = lead, body: object = {}): Promise<QuestionItem> => {
    const { status, json, text: said } = await ask(who, body);
    if (status !== 201) throw new Error(said);
    return json;
  };
  const answer = (who: string, { id: of }: { id: number }, said = 'Trong tháng 12.') =>
    world.ask(who, 'PUT', `/api/v1/questions/${of}/answer`, { text: said });
  const withdraw = (who: string, { id: of }: { id: number }) =>
    world.ask(who, 'DELETE', `/api/v1/questions/${of}`);
  const read = async (who: string): Promise<QuestionItem[]> =>
    (await world.ask(who, 'GET', `${url}/questions`)).json.items;
  const page = async (who: string, at = PAGE) => (await world.ask(who, 'GET', at)).text;
  const detail = async (who: string, at = url): Promise<CommitmentDetail> =>
    (await world.ask(who, 'GET', at)).json;
  const events = async (): Promise<EventItem[]> =>
    (await world.ask(lead, 'GET', `${url}/events?limit=20`)).json.items;
  /** Nothing waits from before. */
  const settleAll = async () => {
    for (const one of await read(office))
      if (one.state === 'open') await withdraw(`coordinator@${one.party}`, one);
  };
  const backdate = async (question: string, day: string) => {
    await world.run('alter table question disable trigger append_only');
    await world.run(`update question set answer_by = $2, day = $2::date - 1 where text = $1`, [
      question,
      day,
    ]);
    await world.run('alter table question enable trigger append_only');
    // Read again, as it is after any change.
    await world.run('update agreement set revision = revision + 1');
  };
  /** The daily email of somebody whom a rule tells that something waits. */
  const digest = async (who: string) => {
    const rows = [{ commitmentId: id, rule: 'office_waits' }];
    const recipientId = await world.userId(who);
    const mails = await world.program.app
      .get(DigestMails, { strict: false })
      .read([{ recipientId, day: '2019-11-22', messageId: '<x@y>', rows }]);
    return mails[0]!();
  };
  const told = () =>
    world.program.smtp.mails.map(({ envelope, subject }) => `${envelope.to.join()} ${subject}`).sort();
  const form = async (who: string, path: string, body: Record<string, string> = {}) => {
    const { statusCode, body: shown } = await (
      await world.session(who)
    ).post(`${PAGE}/${path}`, { version: '1', ...body });
    return { status: statusCode, text: shown };
  };

  describe('is asked', () => {
    it('by officers with a part in it and coordinators: of the other office, a body of that side or of the own; due in two working days', async () => {
      const version = await world.version('4.02');
      expect(await asked(lead)).toMatchObject({
        party: 'hanoi',
        by: { vi: 'Sở NN và PTNT · Hà Nội' },
        to: { party: 'nghean', body: null },
        text,
        // Wednesday, 20/11/2019.
        answerBy: '2019-11-22',
        state: 'open',
        daysLate: 0,
        outcome: null,
        mayAnswer: false,
        mayWithdraw: true,
      });
      expect((await asked(cooperating, { to: toBody })).to.body?.code).toBe(otherBody);
      expect(
        (await asked(office, { to: { party: 'hanoi', body: leadBody }, answerBy: '2019-11-20' })).answerBy,
      ).toBe('2019-11-20');
      // A joint fact: an event each, without the words.
      expect(await world.version('4.02')).toBe(version + 3);
      const [last] = await events();
      expect(last).toMatchObject({ kind: 'question_asked', party: 'hanoi', data: { to: 'hanoi' } });
      expect(JSON.stringify(await events())).not.toContain(text);
    });

    it('by nobody else', async () => {
      const refused = ['leader@hanoi', 'congthuong@hanoi', 'auditor@tracker', 'admin@tracker'];
      for (const who of refused) expect((await ask(who)).status).toBe(403);
      expect((await ask('coordinator@danang')).status).toBe(404);
    });

    it('of nobody who has no part in it, nor of oneself or the own office; not empty, too long, or for a day that has passed', async () => {
      const fault = async (body: object) => {
        const { status, json } = await ask(lead, body);
        return [status, json.errors[0].field];
      };
      expect(await fault({ to: { party: 'danang' } })).toEqual([422, 'to']);
      expect(await fault({ to: { party: 'nghean', body: 'na-so-y-te' } })).toEqual([422, 'to']);
      expect(await fault({ to: { party: 'nghean', body: leadBody } })).toEqual([422, 'to']);
      expect(await fault({ to: { party: 'hanoi' } })).toEqual([422, 'to']);
      expect(await fault({ to: { party: 'hanoi', body: leadBody } })).toEqual([422, 'to']);
      expect((await ask(lead, { to: undefined })).status).toBe(400);
      expect((await ask(lead, { to: 'nghean' })).status).toBe(400);
      expect(await fault({ text: ' ' })).toEqual([400, 'text']);
      expect(await fault({ text: 'x'.repeat(10_000) })).toEqual([400, 'text']);
      expect(await fault({ answerBy: '2019-11-19' })).toEqual([422, 'answerBy']);
      expect(await fault({ answerBy: '2020-11-21' })).toEqual([422, 'answerBy']);
    });

    it('once, however often the same is sent, in whatever form of Unicode, while nobody has answered it', async () => {
      const before = (await read(lead)).length;
      const twice = await Promise.all([asked(), asked(), asked(lead, { text: text.normalize('NFD') })]);
      expect(new Set(twice.map((one) => one.id)).size).toBe(1);
      expect(await read(lead)).toHaveLength(before + 1);
      expect((await asked(office)).id).not.toBe(twice[0].id);
      await answer(otherOffice, twice[0]);
      expect((await asked()).id).not.toBe(twice[0].id);
    });
  });

  describe('is read', () => {
    it('by both sides and auditors, with its answer, marked up as it was written', async () => {
      text = `<script>alert(${count})</script> ${'dài'.repeat(300)}`;
      const one = await asked();
      await answer(otherOffice, one, `<b>Trả lời ${count}</b>`);
      for (const who of [...both, 'auditor@tracker']) {
        expect((await read(who))[0]).toMatchObject({
          id: one.id,
          text,
          state: 'answered',
          outcome: { text: `<b>Trả lời ${count}</b>`, by: { vi: 'Văn phòng Tỉnh ủy · Nghệ An' } },
        });
        const shown = await page(who);
        expect(shown).toContain(`&lt;script>alert(${count})`);
        expect(shown).toContain(`&lt;b>Trả lời ${count}`);
        expect(shown).not.toContain(`<script>alert(${count})`);
      }
      expect((await world.ask('coordinator@danang', 'GET', `${url}/questions`)).status).toBe(404);
    });

    it('a page at a time, newest first', async () => {
      const all = await read(lead);
      const first = (await world.ask(lead, 'GET', `${url}/questions?limit=2`)).json;
      const rest = (await world.ask(lead, 'GET', `${url}/questions?limit=50&cursor=${first.nextCursor}`))
        .json;
      expect([...first.items, ...rest.items]).toEqual(all);
    });
  });

  describe('is answered', () => {
    it('by the body that was asked or the office of its side; of an office by it alone', async () => {
      const one = await asked(lead, { to: toBody });
      const refused = ['khoahoc@nghean', 'leader@nghean', lead, office, 'auditor@tracker'];
      for (const who of refused) expect((await answer(who, one)).status).toBe(403);
      const may = async (who: string) => (await read(who))[0]!.mayAnswer;
      expect([await may(otherLead), await may(otherOffice), await may(office)]).toEqual([true, true, false]);
      expect((await answer(otherLead, one)).json).toMatchObject({ state: 'answered', mayAnswer: false });
      const other = await asked();
      expect((await answer(otherLead, other)).status).toBe(403);
      expect((await answer(otherOffice, other)).status).toBe(200);
      const third = await asked(lead, { to: toBody });
      expect((await answer(otherOffice, third)).status).toBe(200);
    });

    it('once: the same again is the same, a second answer or a withdrawal is refused with what happened', async () => {
      const one = await asked();
      const version = await world.version('4.02');
      expect((await answer(otherOffice, one)).status).toBe(200);
      expect((await answer(otherOffice, one)).status).toBe(200);
      expect(await world.version('4.02')).toBe(version + 1);
      const second = await answer(otherOffice, one, 'Khác.');
      expect([second.status, second.text]).toEqual([409, expect.stringContaining('đã được trả lời')]);
      expect((await withdraw(lead, one)).status).toBe(409);
      expect((await answer(otherOffice, one, ' ')).status).toBe(400);
      expect((await answer(otherOffice, { id: 2_147_483_647 })).status).toBe(404);
      expect((await answer('coordinator@danang', one)).status).toBe(404);
    });

    it('or withdrawn, by the account that asked or its office, and then by nobody answered; it stays to be read', async () => {
      const one = await asked();
      for (const who of [cooperating, otherOffice]) expect((await withdraw(who, one)).status).toBe(403);
      expect((await withdraw(lead, one)).status).toBe(204);
      expect((await withdraw(lead, one)).status).toBe(204);
      expect((await answer(otherOffice, one)).status).toBe(409);
      expect((await read(otherOffice))[0]).toMatchObject({
        id: one.id,
        state: 'withdrawn',
        outcome: { text: null },
      });
      const other = await asked();
      expect((await withdraw(office, other)).status).toBe(204);
    });
  });

  describe('is a matter', () => {
    const waiting = async (who = office) =>
      (await detail(who)).holders.filter(({ kind }) => kind === 'question');

    it('of whom was asked, to every reader, until it is answered; of a body that has ended, of what followed it, else the office’s', async () => {
      await settleAll();
      const toTheirs = await asked(lead, { to: toBody });
      const toTheirOffice = await asked();
      const toOwn = await asked(office, { to: { party: 'hanoi', body: leadBody } });
      for (const who of [lead, otherOffice, 'auditor@tracker'])
        expect((await waiting(who)).map(({ party, role, body }) => [party, role, body?.code])).toEqual([
          ['hanoi', 'lead_body', leadBody],
          ['nghean', 'lead_body', otherBody],
          ['nghean', 'other_coordinator', undefined],
        ]);
      const end = async (successor: string | null) => {
        await world.run(
          `update body set last_day = case when $1 = 'no' then null else '2019-11-01'::date end,
             successor_id = (select id from body where code = $1) where code = '${otherBody}'`,
          [successor],
        );
        await world.run('update agreement set revision = revision + 1');
      };
      await end('na-so-khoa-hoc-va-cong-nghe');
      expect((await waiting())[1]).toMatchObject({
        role: 'lead_body',
        body: { code: 'na-so-khoa-hoc-va-cong-nghe' },
      });
      expect((await answer(otherLead, toTheirs)).status).toBe(403);
      await end(null);
      expect((await waiting()).map(({ role }) => role)).toEqual([
        'lead_body',
        'other_coordinator',
        'other_coordinator',
      ]);
      await end('no');
      for (const one of [toTheirs, toTheirOffice]) await answer(otherOffice, one);
      await answer(lead, toOwn);
      expect(await waiting()).toEqual([]);
    });

    it('under My work of whom was asked, with its day and words, and of nobody else', async () => {
      await settleAll();
      const one = await asked(lead, { to: toBody });
      const has = async (who: string) => (await page(who, '/viec-cua-toi')).includes(text);
      expect(await Promise.all(both.map(has))).toEqual(both.map((who) => who === otherLead));
      expect(await page(otherLead)).toContain(`hoi-dap/${one.id}/tra-loi`);
      await answer(otherLead, one);
      const other = await asked();
      expect(await Promise.all(both.map(has))).toEqual(both.map((who) => who === otherOffice));
      await answer(otherOffice, other);
      expect(await has(otherOffice)).toBe(false);
    });

    it('past its day the one that holds the commitment back most, in lists, filters and exceptions', async () => {
      await settleAll();
      await asked();
      await backdate(text, '2019-11-14');
      const held = async () =>
        (
          await world.ask(
            office,
            'GET',
            '/api/v1/agreements/2016-tb-tu/commitments?holder=nghean.coordinator&limit=100',
          )
        ).json.items.some(({ code }: { code: string }) => code === '4.02');
      expect((await read(office))[0]).toMatchObject({ state: 'open', daysLate: 4 });
      expect((await detail(office)).holder).toMatchObject({ kind: 'question', pastDays: 4 });
      expect(await held()).toBe(true);
      const { json } = await world.ask(
        otherOffice,
        'GET',
        '/api/v1/agreements/2016-tb-tu/exceptions?limit=100',
      );
      expect(json.items.find(({ code }: { code: string }) => code === '4.02')).toMatchObject({
        decisionLevel: 'coordinator',
        holder: { kind: 'question' },
      });
      await settleAll();
      expect(await held()).toBe(false);
    });

    it('is seen on a past day as it stood then', async () => {
      await settleAll();
      const one = await asked();
      await world.run('alter table question disable trigger append_only');
      await world.run(`update question set at = '2019-11-12T03:00:00Z', day = '2019-11-12' where id = $1`, [
        one.id,
      ]);
      await world.run('alter table question enable trigger append_only');
      await answer(otherOffice, one);
      const on = async (day: string) =>
        (await detail(office, `${url}?asOf=${day}`)).holders.some(
          ({ kind, since }) => kind === 'question' && since === '2019-11-12',
        );
      expect([await on('2019-11-11'), await on('2019-11-12'), await on('2019-11-20')]).toEqual([
        false,
        true,
        false,
      ]);
    });
  });

  it('waits for nobody once its commitment has ended, and is neither asked nor answered', async () => {
    const code = await world.value<string>(
      `select c.code from commitment c where c.status in ('not_started', 'in_progress') and c.code not like '4.%' and c.agreement_id = (select min(id) from agreement)
         and not exists (select 1 from commitment_side s where s.commitment_id = c.id and s.status = 'completed') order by c.id limit 1`,
    );
    const at = `/api/v1/commitments/${await world.commitmentId(code)}`;
    const { json: one } = await ask(office, {}, at);
    const declared = { status: 'completed', percent: 100, results: 'Xong.', noEvidenceReason: 'Bản giấy.' };
    for (const side of ['hanoi', 'nghean']) {
      await world.ask(`coordinator@${side}`, 'POST', `${at}/updates`, declared, { 'if-match': '*' });
      await world.ask(`leader@${side}`, 'PUT', `${at}/completion-confirmation`);
    }
    expect((await world.ask(office, 'GET', `${at}/questions`)).json.items[0]).toMatchObject({
      state: 'closed',
      mayAnswer: false,
    });
    expect((await detail(office, at)).holders).toEqual([]);
    expect((await answer(otherOffice, one)).status).toBe(422);
    expect((await ask(office, { text: 'Nữa?' }, at)).status).toBe(422);
  });

  it('is asked, answered and withdrawn on the page, which keeps what was typed where it is refused', async () => {
    const refused = await form(lead, 'hoi-dap', { to: 'nghean', text, answerBy: '19/11/2019' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(text);
    expect(refused.text).toContain('Ngày cần trả lời không được trước hôm nay.');
    expect((await form(lead, 'hoi-dap', { to: `nghean:${otherBody}`, text, answerBy: '' })).status).toBe(303);
    const [one] = await read(lead);
    expect(one).toMatchObject({ text, to: { body: { code: otherBody } } });
    expect((await form(otherLead, `hoi-dap/${one!.id}/tra-loi`, { text: ' ' })).status).toBe(400);
    expect((await form(otherLead, `hoi-dap/${one!.id}/tra-loi`, { text: 'Tháng 12.' })).status).toBe(303);
    const late = await form(otherOffice, `hoi-dap/${one!.id}/tra-loi`, { text: 'Tháng 1.' });
    expect([late.status, late.text]).toEqual([409, expect.stringContaining('đã được trả lời')]);
    const other = await asked();
    expect((await form(lead, `hoi-dap/${other.id}/thu-hoi`)).status).toBe(303);
    expect(await page('auditor@tracker')).not.toContain('hoi-dap-text');
    expect(await page('leader@hanoi')).not.toContain('hoi-dap-text');
  });

  describe('is told', () => {
    it('by a same-day email to whom was asked, once, with the way to the answer; its answer to the account that asked', async () => {
      await settleAll();
      await sendNotices(world);
      world.program.smtp.mails.length = 0;
      const one = await asked(lead, { to: toBody });
      await sendNotices(world);
      await sendNotices(world);
      expect(told()).toEqual([`${otherLead}.example [4.02] Có câu hỏi cần trả lời`]);
      const mail = world.program.smtp.mails[0]!.text;
      expect(mail).toContain(text);
      expect(mail).toContain('Đề nghị trả lời trước hết ngày 22/11/2019.');
      expect(mail).toContain(`${PAGE}#tra-loi-cau-hoi`);
      world.program.smtp.mails.length = 0;
      await answer(otherLead, one, `Xong ${count}.`);
      await sendNotices(world);
      expect(told()).toEqual([`${lead}.example [4.02] Câu hỏi đã được trả lời`]);
      expect(world.program.smtp.mails[0]!.text).toContain(`trả lời: Xong ${count}.`);
    });

    it('to the office where it is the office’s, and to nobody where it was withdrawn before', async () => {
      await withdraw(lead, await asked());
      await asked(office, { text: `${text} Nữa?` });
      await sendNotices(world);
      expect(told()).toEqual([`${otherOffice}.example [4.02] Có câu hỏi cần trả lời`]);
      await settleAll();
    });

    it('to the office in place of a body that has no account, on the day and in its daily email', async () => {
      await settleAll();
      const has = (active: boolean) =>
        world.run(`update app_user set active = $1 where email = 'khoahoc@nghean.example'`, [active]);
      await has(false);
      const one = await asked(lead, { to: { party: 'nghean', body: 'na-so-khoa-hoc-va-cong-nghe' } });
      await sendNotices(world);
      expect(told()).toEqual([`${otherOffice}.example [4.02] Có câu hỏi cần trả lời`]);
      expect((await digest(otherOffice)).text).toContain('Trả lời câu hỏi: http');
      await has(true);
      expect((await digest(otherOffice)).text).not.toContain('Trả lời câu hỏi: http');
      await answer(otherOffice, one);
    });

    it('again after two working days to whom was asked, with the question to be done first, until it is answered', async () => {
      await settleAll();
      const one = await asked(lead, { to: toBody });
      const preview = async () =>
        (
          await world.ask(
            'admin@tracker',
            'GET',
            '/api/v1/agreements/2016-tb-tu/reminder-preview?from=2019-11-20&to=2019-11-29',
          )
        ).json.items
          .filter(
            ({ commitmentCode, rule }: PreviewRow) => commitmentCode === '4.02' && rule === 'office_waits',
          )
          .map(({ day, recipient }: PreviewRow) => [day, recipient]);
      expect(await preview()).toEqual(
        expect.arrayContaining([
          ['2019-11-22', `${otherLead}.example`],
          ['2019-11-27', `${otherLead}.example`],
        ]),
      );
      const { text: said, subject } = await digest(otherLead);
      expect(subject).toContain('1 cam kết có câu hỏi chờ trả lời');
      expect(said).toContain('CÂU HỎI CHỜ CƠ QUAN TRẢ LỜI (1)');
      expect(said).toContain(`Trả lời câu hỏi: http`);
      expect(await page(office)).toMatch(/Nhắc Sở Nông nghiệp[^<]*Nghệ An/);
      await answer(otherLead, one);
      expect((await preview()).filter(([, who]: string[]) => who === `${otherLead}.example`)).toEqual([]);
    });
  });

  describe('that comes of a leader’s directive', () => {
    let secret: string;
    beforeEach(() => {
      secret = `Mật lệnh nội bộ ${count}`;
    });
    const direct = async (body: object = {}): Promise<DirectiveItem> => {
      const given = { kind: 'report', text: secret, part: 'nghean', ...body };
      const {
        status,
        json,
        text: said,
      } = await world.ask('leader@hanoi', 'POST', `${url}/directives`, given);
      if (status !== 201) throw new Error(said);
      return json;
    };
    const directive = async (who: string, of: { id: number }): Promise<DirectiveItem> =>
      (await world.ask(who, 'GET', `${url}/directives`)).json.items.find(
        (one: DirectiveItem) => one.id === of.id,
      );
    const send = (who: string, { id: of }: { id: number }, said = text) =>
      world.ask(who, 'POST', `/api/v1/directives/${of}/questions`, { text: said });

    it('is sent by the office alone, in its own words, and comes back to the directive with its answer', async () => {
      const one = await direct();
      for (const who of [lead, 'leader@hanoi', otherOffice, 'auditor@tracker'])
        expect((await send(who, one)).status).toBe(who === otherOffice ? 404 : 403);
      expect((await send(office, await direct({ part: 'hanoi', kind: 'reassign' }))).status).toBe(422);
      const ownPart = await direct({ part: 'hanoi' });
      expect((await send(office, ownPart)).status).toBe(403);
      expect((await send(office, one, ' ')).status).toBe(400);

      const shown = await page(office);
      expect(shown).toMatch(new RegExp(`<textarea[^>]*id="chi-dao-${one.id}-hoi"[^>]*></textarea>`));
      const { status, json: question } = await send(office, one);
      expect([status, question]).toEqual([
        201,
        expect.objectContaining({ to: { party: 'nghean', body: null }, text }),
      ]);
      expect((await send(office, one)).json.id).toBe(question.id);
      expect((await directive('leader@hanoi', one)).questions).toMatchObject([
        { id: question.id, text, state: 'open' },
      ]);

      await answer(otherOffice, question, `Xong ngày 5 ${count}.`);
      expect((await directive('leader@hanoi', one)).questions).toMatchObject([
        { state: 'answered', answer: { text: `Xong ngày 5 ${count}.` } },
      ]);
      // Its words are the beginning of the answer to the leader.
      expect(await page(office)).toContain(
        `Văn phòng Tỉnh ủy · Nghệ An trả lời ngày 20/11/2019: “Xong ngày 5 ${count}.”`,
      );
      await world.ask(office, 'PUT', `/api/v1/directives/${one.id}/answer`, { text: 'Đã hỏi, đã trả lời.' });
      expect((await send(office, one, 'Nữa?')).status).toBe(409);
    });

    it('tells the other side nothing of it: on no page, by no route, event, email, file or number', async () => {
      await settleAll();
      await sendNotices(world);
      world.program.smtp.mails.length = 0;
      const one = await direct();
      const { json: question } = await send(office, one);
      const plain = await asked(office, { text: `${text} Không qua chỉ đạo.` });
      await sendNotices(world);
      const paths = [
        url,
        `${url}/events`,
        `${url}/questions`,
        `${url}/directives`,
        '/api/v1/agreements/2016-tb-tu',
        '/api/v1/agreements/2016-tb-tu/commitments?limit=100',
        '/api/v1/agreements/2016-tb-tu/exceptions?limit=100',
        '/api/v1/agreements/2016-tb-tu/directives',
        '/api/v1/agreements/2016-tb-tu/dashboard',
        '/api/v1/agreements/2016-tb-tu/file',
        '/api/v1/reminders?limit=100',
        PAGE,
        `${PAGE}?asOf=2019-11-19`,
        '/2016-tb-tu/chi-dao',
        '/2016-tb-tu/tong-quan',
        '/2016-tb-tu/diem-nghen',
        '/viec-cua-toi',
        '/don-doc',
      ];
      const others = ['coordinator@nghean', 'leader@nghean', otherLead, 'khoahoc@nghean'];
      for (const who of others)
        for (const path of paths) {
          const { text: said } = await world.ask(who, 'GET', path);
          for (const word of [secret, String(one.id), 'directive_question'])
            expect([who, path, said.includes(word) ? word : null]).toEqual([who, path, null]);
        }
      // The two are told apart by nothing but their words and numbers.
      const bare = ({ id: _id, text: _text, at: _at, ...rest }: QuestionItem) => rest;
      const found = (await read(otherOffice)).filter(({ id: of }) => of === question.id || of === plain.id);
      expect(found).toHaveLength(2);
      expect(bare(found[0]!)).toEqual(bare(found[1]!));
      const kinds = (await events()).slice(0, 2).map(({ kind, data }) => [kind, Object.keys(data).sort()]);
      expect(kinds[0]).toEqual(kinds[1]);
      const mails = world.program.smtp.mails.filter(({ envelope }) => envelope.to.join().includes('nghean'));
      expect(mails).toHaveLength(1);
      for (const { raw = '', ...mail } of mails as { raw?: string; text: string; html?: string }[])
        expect(`${raw}${JSON.stringify(mail)}`).not.toContain(secret);
      await world.ask('leader@hanoi', 'PUT', `/api/v1/directives/${one.id}/withdrawal`, { reason: 'Thôi.' });
      await settleAll();
    });

    it('is sent on the page beside the answer, from an empty form, which keeps what was typed where it is refused', async () => {
      const one = await direct();
      const refused = await form(office, `chi-dao/${one.id}/hoi`, { text, answerBy: '19/11/2019' });
      expect(refused.status).toBe(422);
      expect(refused.text).toContain(text);
      expect((await form(lead, `chi-dao/${one.id}/hoi`, { text, answerBy: '' })).status).toBe(403);
      expect((await form(office, `chi-dao/${one.id}/hoi`, { text, answerBy: '' })).status).toBe(303);
      expect((await directive(office, one)).questions).toHaveLength(1);
      await settleAll();
    });

    it('is in the audit log as a fact, without a word of the directive', async () => {
      const one = await direct();
      await send(office, one);
      const kinds = await world.value<string[]>(
        `select jsonb_agg(kind order by id) from (select id, kind from audit_entry order by id desc limit 3) e`,
      );
      expect(kinds).toEqual([
        'commitment.directive_given',
        'commitment.directive_asked_across',
        'commitment.question_asked',
      ]);
      expect(
        await world.value(
          `select count(*)::integer from audit_entry e where to_jsonb(e)::text like '%' || $1 || '%'`,
          [secret],
        ),
      ).toBe(0);
      await settleAll();
    });
  });
});
