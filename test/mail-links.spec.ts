import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MOST_MAIL_DRAFT_BYTES } from '../src/commitments/drafts/mail-draft.types.js';
import { DraftsService } from '../src/commitments/drafts/drafts.service.js';
import { ReportLinks } from '../src/reminders/mail-link/report-links.js';
import { words } from '../src/web/i18n/words.js';
import { startApp } from './support/app.js';
import { sendForm } from './support/form.js';
import { query } from './support/query.js';

jest.setTimeout(180_000);

const say = words('vi').mailDraft;
const DAY = '2019-11-22';
const RESULTS = 'Đã ký biên bản với ba siêu thị.';

/** On 22/11/2019 the officers of industry and trade are told of what is overdue: each commitment with a link that begins its report. */
describe('a link in a mail, with which a report is begun without signing in', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let path: string;
  let commitmentId: number;
  const moveTo = async (date: string) =>
    expect((await program.ask('auditor@tracker', 'PUT', '/api/v1/demo/clock', { date })).status).toBe(200);
  const run = <Row extends object>(sql: string, values?: unknown[]) =>
    query<Row>(program.database.url, sql, values);
  const mailTo = (who: string, day = '22/11/2019') =>
    program.smtp.mails.find(
      ({ envelope, subject }) => envelope.to.includes(`${who}.example`) && subject?.includes(day),
    )!;
  /** Of a commitment, as the plain text of a mail has it. */
  const linkIn = (text: string, code: string) =>
    new RegExp(`\\* ${code.replace('.', '\\.')} [^*]*?(/bao-cao-qua-thu/[\\w-]{35})`).exec(text)?.[1];
  const open = (at = path) => program.app.inject({ method: 'GET', url: at });
  const save = (fields: Record<string, string> = { results: RESULTS }, at = path) =>
    sendForm(program.app, at, fields);
  const drafts = () =>
    run<{ id: number; number: number; content: Record<string, string> | null; outcome: string | null }>(
      'select id, number, content, outcome from mail_draft order by id',
    );
  const kinds = async () =>
    (
      await run<{ kind: string }>(`select kind from audit_entry where kind like '%mail_draft%' order by id`)
    ).map(({ kind }) => kind.replace('commitment.mail_draft_', ''));

  beforeAll(async () => {
    program = await startApp({ works: true });
    await moveTo(DAY);
    path = linkIn(mailTo('congthuong@hanoi').text!, '3.06')!;
    commitmentId = (await run<{ id: number }>(`select id from commitment where code = '3.06'`))[0]!.id;
  });
  beforeEach(async () => {
    await run('delete from mail_draft');
    await run('delete from report_draft');
  });
  afterAll(() => program?.stop());

  describe('in the mail', () => {
    it('stands beside what waits for a report of the reader’s own body, as HTML and as text', () => {
      const { text, html } = mailTo('congthuong@hanoi');
      expect(path).toBeDefined();
      expect(text).toContain(`${say.link.action}: ${program.url}${path}`);
      expect(html).toContain(`href="${program.url}${path}"`);
    });

    it('is another for each reader and each commitment', () => {
      const links = program.smtp.mails.flatMap(({ text }) => text?.match(/\/bao-cao-qua-thu\/[\w-]+/g) ?? []);
      expect(links.length).toBeGreaterThan(3);
      expect(new Set(links).size).toBe(links.length);
    });

    it.each(['leader@hanoi', 'leader@nghean'])('is none in the mail of %s', (who) => {
      expect(mailTo(who)?.text ?? '').not.toContain('/bao-cao-qua-thu/');
    });

    it('is in the mail of an office only beside what the office leads itself', () => {
      const { text } = mailTo('coordinator@hanoi');
      expect(linkIn(text!, '1.08')).toBeDefined();
      expect(text).toContain('* 3.06');
      expect(linkIn(text!, '3.06')).toBeUndefined();
    });
  });

  describe('opened', () => {
    it('shows the commitment as the mail told it, and empty fields', async () => {
      const { statusCode, body } = await open();
      expect(statusCode).toBe(200);
      expect(body).toContain('Kêu gọi đầu tư Trung tâm hội chợ');
      expect(body).toMatch(/31\/8\/2019, quá hạn 83 ngày/);
      expect(body).not.toMatch(/<textarea[^>]*>[^<]/);
      expect(body).not.toMatch(/name="percent"[^>]*value="\d/);
    });

    it('shows nothing of what is kept: no report, draft, figure, evidence, nor what this link saved', async () => {
      await run(
        `insert into report_draft (commitment_id, body_id, content, user_id, author, started_at, saved_at)
         select $1, u.body_id, '{"results":"Bản nháp của cơ quan"}', u.id, u.name, now(), now() from app_user u where u.email = 'congthuong@hanoi.example'`,
        [commitmentId],
      );
      await save({ results: 'Điều đã lưu qua thư' });
      const { body } = await open();
      for (const text of [
        'Bản nháp của cơ quan',
        'Điều đã lưu qua thư',
        '40%',
        '30%',
        'Sở Kế hoạch và Đầu tư',
      ])
        expect(body).not.toContain(text);
    });

    it('is kept nowhere and tells no other site its address', async () => {
      for (const { headers } of [await open(), await save(), await open('/bao-cao-qua-thu/khong-co')]) {
        expect(headers['cache-control']).toBe('no-store');
        expect(headers['referrer-policy']).toBe('no-referrer');
      }
    });

    it('changes nothing, however often a scanner does it', async () => {
      const state = () =>
        run(`select (select count(*) from audit_entry) as entries, (select count(*) from mail_draft) as drafts,
          (select version from commitment where id = ${commitmentId}) as version`);
      const before = await state();
      for (let look = 0; look < 3; look += 1) await open();
      await program.app.inject({ method: 'HEAD', url: path });
      expect(await state()).toEqual(before);
    });

    it('does not depend on who is signed in, and shows no more to them', async () => {
      const mainOf = ({ body }: { body: string }) => /<div class="narrow-form.*<\/main>/s.exec(body)![0];
      const session = await program.browser('auditor@tracker');
      expect(mainOf(await session.get(path))).toBe(mainOf(await open()));
    });
  });

  describe('saving with it', () => {
    it('makes a draft of its own: no report, no version, no event, and the body’s draft stays', async () => {
      const before = await run('select version from commitment where id = $1', [commitmentId]);
      const answer = await save({ percent: '65', results: RESULTS });
      expect([answer.statusCode, answer.headers.location]).toEqual([303, path]);
      expect(await drafts()).toMatchObject([{ number: 1, content: { percent: '65', results: RESULTS } }]);
      expect(await run('select 1 from report_draft')).toEqual([]);
      expect(await run('select version from commitment where id = $1', [commitmentId])).toEqual(before);
    });

    it('from a browser that keeps back where the form came from', async () => {
      const headers = { origin: 'null', 'sec-fetch-site': 'same-origin' };
      expect((await sendForm(program.app, path, { results: RESULTS }, headers)).statusCode).toBe(303);
    });

    it('leaves a trace that names nobody, with the address it came from and without the text', async () => {
      await run('delete from mail_draft');
      await save();
      const [entry] = await run<Record<string, unknown>>(
        `select actor_id, subject, data from audit_entry where kind = 'commitment.mail_draft_saved' order by id desc limit 1`,
      );
      expect(entry).toEqual({ actor_id: null, subject: '3.06', data: { address: '127.0.0.1' } });
    });

    it('overwrites nothing: each saving stands beside the others, ten at most', async () => {
      for (let n = 1; n <= 10; n += 1) expect((await save({ results: `Lần ${n}` })).statusCode).toBe(303);
      const eleventh = await save({ results: 'Lần 11' });
      expect(eleventh.statusCode).toBe(422);
      expect(eleventh.body).toContain(say.link.none);
      expect((await drafts()).map(({ content }) => content!.results)).toEqual(
        Array.from({ length: 10 }, (_, at) => `Lần ${at + 1}`),
      );
      expect((await open()).body).not.toContain('<textarea');
    });

    it('takes a second press for the same saving, and of many at once no more than ten', async () => {
      await Promise.all([save(), save(), save()]);
      expect(await drafts()).toHaveLength(1);
      await Promise.all(Array.from({ length: 14 }, (_, at) => save({ results: `Cùng lúc ${at}` })));
      expect((await drafts()).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    });

    it.each([
      ['nothing', {}, say.link.empty],
      ['blanks', { results: ' \n\t ' }, say.link.empty],
      ['a text that is too long', { results: 'a'.repeat(10_001) }, 'tối đa 10.000 ký tự'],
      ['a control character', { results: 'x\u000by' }, 'ký tự'],
      [
        'more than 64 KiB in all',
        Object.fromEntries(
          ['results', 'difficulties', 'proposals', 'nextSteps'].map((field) => [
            field,
            '\u1ec7'.repeat(5700),
          ]),
        ),
        say.link.long,
      ],
    ])('refuses %s, with what was typed still there', async (_what, fields, reason) => {
      const { statusCode, body } = await save(fields);
      expect(statusCode).toBe(400);
      expect(body).toContain(reason);
      for (const typed of Object.values(fields as Record<string, string>))
        if (typed.trim()) expect(body).toContain(typed.slice(0, 1));
      expect(await drafts()).toEqual([]);
      expect(MOST_MAIL_DRAFT_BYTES).toBeLessThan(4 * 3 * 5700);
    });

    it('keeps markup as text and letters composed', async () => {
      await save({ results: '<script>alert(1)</script> Đã ký'.normalize('NFD') });
      const [{ id, content }] = (await drafts()) as [Awaited<ReturnType<typeof drafts>>[number]];
      expect(content!.results).toBe('<script>alert(1)</script> Đã ký'.normalize('NFC'));
      const session = await program.browser('congthuong@hanoi');
      const { body } = await session.get(`/2016-tb-tu/cam-ket/3.06/cap-nhat/thu/${id}`);
      expect(body).toContain('&lt;script>');
      expect(body).not.toContain('<script>alert');
    });
  });

  describe('opens nothing', () => {
    const gone = async (at = path) => {
      const answers = [await open(at), await save({ results: 'Muộn' }, at)];
      for (const { statusCode, body } of answers) {
        expect(statusCode).toBe(404);
        expect(body).toContain(say.link.goneTitle);
        expect(body).not.toContain('Kêu gọi đầu tư');
      }
      expect(await drafts()).toEqual([]);
    };
    const during = async (change: string, back: string) => {
      await run(change);
      try {
        await gone();
      } finally {
        await run(back);
      }
      expect((await open()).statusCode).toBe(200);
    };
    const account = `email = 'congthuong@hanoi.example'`;

    it('where a letter of it is another, or the ids are another’s', async () => {
      const [, token] = /thu\/(.+)/.exec(path)!;
      const flipped = `${token!.slice(0, 20)}${token![20] === 'A' ? 'B' : 'A'}${token!.slice(21)}`;
      const otherIds = Buffer.from(token!, 'base64url');
      otherIds.writeUInt32BE(commitmentId + 1, 6);
      for (const forged of [flipped, otherIds.toString('base64url'), '', 'x'.repeat(35), `${token}A`])
        expect((await open(`/bao-cao-qua-thu/${forged}`)).statusCode).toBe(404);
      await gone(`/bao-cao-qua-thu/${flipped}`);
    });

    it('of a commitment that the reader’s body does not lead, though it be signed', async () => {
      const links = program.app.get(ReportLinks, { strict: false });
      const { digestId } = links.read(/thu\/(.+)/.exec(path)![1]!)!;
      const [other] = await run<{ id: number }>(`select id from commitment where code = '1.01'`);
      await gone(`/bao-cao-qua-thu/${links.tokenOf({ digestId, commitmentId: other!.id })}`);
    });

    it('while its account is disabled, or has become another body’s', async () => {
      await during(
        `update app_user set active = false where ${account}`,
        `update app_user set active = true where ${account}`,
      );
      const id = (await run<{ id: number }>(`select body_id as id from app_user where ${account}`))[0]!.id;
      await during(
        `update app_user u set body_id = (select min(b.id) from body b where b.party_id = u.party_id and b.id <> ${id}) where ${account}`,
        `update app_user set body_id = ${id} where ${account}`,
      );
    });

    it('once another body leads the part', async () => {
      const [side] = await run<{ id: number; lead: number }>(`
        select s.id, s.lead_body_id as lead from commitment_side s join party p on p.id = s.party_id
        where s.commitment_id = ${commitmentId} and p.code = 'hanoi'`);
      const lead = (id: string) => `update commitment_side set lead_body_id = ${id} where id = ${side!.id}`;
      await during(
        lead(
          `(select min(b.id) from body b where b.party_id = commitment_side.party_id and b.id <> ${side!.lead})`,
        ),
        lead(String(side!.lead)),
      );
    });

    it('where its side has reported since the mail', async () => {
      const { digestId } = program.app.get(ReportLinks, { strict: false }).read(/thu\/(.+)/.exec(path)![1]!)!;
      const at = (
        await run<{ at: string }>(`select sent_at::text as at from digest where id = ${digestId}`)
      )[0]!.at;
      const sent = (when: string) => `update digest set sent_at = '${when}' where id = ${digestId}`;
      await during(sent('2019-10-01T08:00:00+07'), sent(at));
    });

    it('after seven days, and after the next mail to the same reader', async () => {
      const token = /thu\/(.+)/.exec(path)![1]!;
      const { digestId } = program.app.get(ReportLinks, { strict: false }).read(token)!;
      await run(
        `update digest o set day = o.day - 100 from digest d where d.id = ${digestId} and o.recipient_id = d.recipient_id and o.id <> d.id`,
      );
      for (const [days, status] of [
        [6, 200],
        [7, 404],
      ] as const) {
        await run(`update digest set day = day - ${days} where id = ${digestId}`);
        expect((await open()).statusCode).toBe(status);
        await run(`update digest set day = day + ${days} where id = ${digestId}`);
      }
      await moveTo('2019-11-25');
      await gone();
      path = linkIn(mailTo('congthuong@hanoi', '25/11/2019').text!, '3.06')!;
      expect((await open()).statusCode).toBe(200);
    });
  });

  describe('what it saved', () => {
    const href = (id: number, act = '') => `/2016-tb-tu/cam-ket/3.06/cap-nhat/thu/${id}${act}`;
    const saved = async (fields: Record<string, string> = { percent: '65', results: RESULTS }) => {
      await save(fields);
      return (await drafts()).at(-1)!.id;
    };

    it('waits in the work list of its body, marked as not checked, and beside the form of the report', async () => {
      const id = await saved();
      const session = await program.browser('congthuong@hanoi');
      expect((await session.get('/viec-cua-toi')).body).toContain(href(id));
      expect((await session.get('/2016-tb-tu/cam-ket/3.06/cap-nhat')).body).toContain(href(id));
      const page = await session.get(href(id));
      expect(page.body).toContain(say.unchecked);
      expect(page.body).toContain(RESULTS);
    });

    it('becomes the body’s draft, once, and is then gone from here', async () => {
      const id = await saved();
      const session = await program.browser('congthuong@hanoi');
      const answer = await session.post(href(id, '/nhan'));
      expect([answer.statusCode, answer.headers.location]).toEqual([
        303,
        '/2016-tb-tu/cam-ket/3.06/cap-nhat',
      ]);
      expect((await session.get('/2016-tb-tu/cam-ket/3.06/cap-nhat')).body).toContain(RESULTS);
      expect(await drafts()).toMatchObject([{ content: null, outcome: 'taken' }]);
      expect((await session.post(href(id, '/nhan'))).statusCode).toBe(404);
      expect((await kinds()).slice(-2)).toEqual(['saved', 'taken']);
    });

    it('is shown beside a draft that the body has, and both stay as they are', async () => {
      const id = await saved();
      const session = await program.browser('congthuong@hanoi');
      await session.post('/2016-tb-tu/cam-ket/3.06/cap-nhat/nhap', { results: 'Của cơ quan', percent: '50' });
      const answer = await session.post(href(id, '/nhan'));
      expect(answer.statusCode).toBe(412);
      expect(answer.body).toContain(RESULTS);
      expect(answer.body).toContain('Của cơ quan');
      expect(await drafts()).toMatchObject([{ content: { results: RESULTS }, outcome: null }]);
      const own = await run<{ results: string }>(`select content ->> 'results' as results from report_draft`);
      expect(own).toEqual([{ results: 'Của cơ quan' }]);
    });

    it('is discarded, with its text', async () => {
      const id = await saved();
      const session = await program.browser('congthuong@hanoi');
      expect((await session.post(href(id, '/bo'))).headers.location).toBe('/viec-cua-toi');
      expect(await drafts()).toMatchObject([{ content: null, outcome: 'discarded' }]);
      expect((await kinds()).at(-1)).toBe('discarded');
      // What was discarded is counted all the same.
      expect((await open()).body).toContain(say.link.left(9));
    });

    it.each([
      'congthuong@nghean',
      'nongnghiep@hanoi',
      'coordinator@hanoi',
      'coordinator@nghean',
      'leader@hanoi',
      'auditor@tracker',
      'admin@tracker',
    ])('is not to be read, taken or discarded by %s', async (who) => {
      const id = await saved();
      const session = await program.browser(who);
      const answers = [
        await session.get(href(id)),
        await session.post(href(id, '/nhan')),
        await session.post(href(id, '/bo')),
      ];
      for (const { statusCode, body } of answers) {
        expect([403, 404]).toContain(statusCode);
        expect(body).not.toContain(RESULTS);
      }
      expect(await drafts()).toMatchObject([{ outcome: null }]);
    });

    it('goes to one of two who take it over at the same moment', async () => {
      const id = await saved();
      const session = await program.browser('congthuong@hanoi');
      const answers = await Promise.all([1, 2, 3].map(() => session.post(href(id, '/nhan'))));
      expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 404, 404]);
      expect(await run('select 1 from report_draft')).toHaveLength(1);
    });

    it('is deleted after ninety days, with its text', async () => {
      await saved();
      await run(`update mail_draft set saved_at = saved_at - interval '91 days'`);
      await program.app.get(DraftsService, { strict: false }).expire(program.clock.now());
      expect(await drafts()).toMatchObject([{ content: null, outcome: 'expired' }]);
      expect((await kinds()).at(-1)).toBe('expired');
    });
  });

  it('ends as well with a report that waits for the own office', async () => {
    await run('update agreement set report_review = true');
    const said = { status: 'in_progress', percent: 61, results: 'Đã ký kết.' };
    const { status } = await program.ask(
      'congthuong@hanoi',
      'POST',
      `/api/v1/commitments/${commitmentId}/updates`,
      said,
      { 'if-match': '*' },
    );
    expect(status).toBe(201);
    expect((await open()).statusCode).toBe(404);
  });
});
