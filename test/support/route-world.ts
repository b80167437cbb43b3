import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { linkCookie, linkName, SsoLinks } from '../../src/accounts/sso/sso-links.js';
import { DEMO_PASSWORD } from '../../src/demo/accounts.js';
import { Tokens } from '../../src/accounts/tokens.js';
import { startApp, type AppOptions } from './app.js';
import { makeAccounts } from './accounts.js';
import type { BrowserSession } from './form.js';
import { formWithFile, pdf } from './multipart.js';
import type { AmendmentItem } from '../../src/commitments/amendments/amendment.types.js';
import { addDays } from '../../src/platform/clock.js';
import { importOtherAgreement } from './other-agreement.js';
import { RemindersService } from '../../src/reminders/ledger/reminders.service.js';
import { extraAccounts } from './permission-callers.js';

type Program = Awaited<ReturnType<typeof startApp>>;

/** How many runs, same-day mails and documents the worker has not brought to an end, as SQL: what it changes at the end of them is nobody's request. */
export const mailsOnTheirWay = ({ program }: Pick<RouteWorld, 'program'>): string =>
  `(select count(*) from reminder_run where finished_at is null) + (select count(*) from notice_mail
    where status = 'claimed' or status = 'planned' and due_at <= '${program.clock.now().toISOString()}')
    + (select count(*) from document where status in ('waiting', 'making'))
    + (select count(*) from sheet where status in ('reading', 'applying'))`;

/** The program with an account for every caller, and what the examples of routes need of it. */
export class RouteWorld {
  private readonly sessions = new Map<string, Promise<BrowserSession>>();
  private readonly tokens = new Map<string, Promise<string>>();
  private readonly client: Client;
  private reviewsMoved = 0;

  private constructor(readonly program: Program) {
    this.client = new Client({ connectionString: program.database.url });
  }

  /** With the agreement to which Đà Nẵng is party. */
  static async start(options: AppOptions = {}): Promise<RouteWorld> {
    const world = await RouteWorld.startAlone(options);
    await world.importOther();
    return world;
  }

  static async startAlone(options: AppOptions = {}): Promise<RouteWorld> {
    const world = new RouteWorld(await startApp(options));
    await makeAccounts(world.program.database.url, extraAccounts);
    await world.client.connect();
    // The reminders of its first day would change tables while tests look at what changes them.
    if (options.works) await world.program.app.get(RemindersService, { strict: false }).settled(world.today);
    return world;
  }

  /** @returns the id of its commitment */
  importOther(): Promise<number> {
    return importOtherAgreement(this.program.app, this.program.database.url);
  }

  async stop(): Promise<void> {
    await this.client.end();
    await this.program.stop();
  }

  get ask() {
    return this.program.ask;
  }

  get today(): string {
    return this.program.clock.today();
  }

  /** @param who `coordinator@hanoi` */
  session(who: string, anew = false): Promise<BrowserSession> {
    if (anew) return this.program.browser(who);
    if (!this.sessions.has(who)) this.sessions.set(who, this.program.browser(who));
    return this.sessions.get(who)!;
  }

  token(who: string, anew = false): Promise<string> {
    const make = async () => {
      const known = { email: `${who}.example`, password: DEMO_PASSWORD };
      return (await this.ask(null, 'POST', '/api/v1/sessions', known)).json.token as string;
    };
    if (anew) return make();
    if (!this.tokens.has(who)) this.tokens.set(who, make());
    return this.tokens.get(who)!;
  }

  /** Runs a statement, as the owner of the tables. */
  async run<T = unknown>(statement: string, values: unknown[] = []): Promise<T[]> {
    return (await this.client.query(statement, values)).rows as T[];
  }

  /** One value of one row. */
  async value<T = number>(query: string, values: unknown[] = []): Promise<T> {
    const { rows } = await this.client.query<Record<string, T>>(query, values);
    return Object.values(rows[0]!)[0]!;
  }

  commitmentId(code: string): Promise<number> {
    return this.value(
      `select c.id from commitment c join agreement a on a.id = c.agreement_id where a.slug = '2016-tb-tu' and c.code = $1`,
      [code],
    );
  }

  version(code: string): Promise<number> {
    return this.commitmentId(code).then((id) =>
      this.value('select version from commitment where id = $1', [id]),
    );
  }

  userId(who: string): Promise<number> {
    return this.value('select id from app_user where email = $1', [`${who}.example`]);
  }

  freshAddress(): string {
    return `moi-${randomUUID()}@hanoi.example`;
  }

  /** The id of an account that nobody else uses. */
  async spareUser(active = true): Promise<number> {
    const email = this.freshAddress();
    await makeAccounts(this.program.database.url, [{ email, role: 'leader', party: 'hanoi', body: null }]);
    await this.run('update app_user set active = $2 where email = $1', [email, active]);
    return this.value('select id from app_user where email = $1', [email]);
  }

  /** An account with a session that it may do without. */
  async spareSession(): Promise<{ id: number; sessionId: number }> {
    const id = await this.spareUser();
    const email = await this.value<string>('select email from app_user where id = $1', [id]);
    await this.program.browser(email);
    const sessionId = await this.value('select id from session where user_id = $1', [id]);
    return { id, sessionId };
  }

  /** A session of the caller's that he may do without. */
  async sessionId(who: string | null): Promise<number> {
    if (who === null) return 1;
    await this.program.browser(who);
    return this.value('select max(id) from session where user_id = $1', [await this.userId(who)]);
  }

  /** A sheet that the caller handed in, with nothing in it to change; of who is no party, somebody else's. */
  async sheetId(who: string | null): Promise<number> {
    if (who?.startsWith('admin@')) return this.ownSheetId(who);
    const email = who?.endsWith('@hanoi') || who?.endsWith('@nghean') ? who : 'coordinator@hanoi';
    return this.value(
      `insert into sheet (agreement_id, party_id, user_id, file_name, sha256, kind, status, at)
       select 1, party_id, id, 'Báo cáo.xlsx', $2, 'xlsx', 'ready', now() from app_user where email = $1 returning id`,
      [`${email}.example`, createHash('sha256').update(randomUUID()).digest('hex')],
    );
  }

  /** A sheet that an office keeps itself and the caller brought; of who may bring none, somebody else's. */
  async ownSheetId(who: string | null): Promise<number> {
    const mayBring = who?.startsWith('admin@') || /^coordinator@(hanoi|nghean)$/.test(who ?? '');
    const mapping = {
      sheet: '',
      head: 1,
      columns: { code: 'A' },
      bodies: {},
      statuses: {},
      sector: null,
      asItStands: [],
      reviewOn: null,
    };
    const sheet = { name: '', rows: 2, lines: [['Mã'], ['9.99']], further: [''], head: null };
    const found = { sheets: [sheet], how: { code: 'heading' }, repeated: [] };
    return this.value(
      `insert into sheet (agreement_id, party_id, user_id, file_name, sha256, kind, status, at, form, administered, content, found, mapping)
       select 1, coalesce(party_id, 1), id, 'Sổ.csv', $2, 'csv', 'ready', now(), 'own', role = 'admin', $3, $4, $5
       from app_user where email = $1 returning id`,
      [
        `${mayBring ? who : 'coordinator@hanoi'}.example`,
        createHash('sha256').update(randomUUID()).digest('hex'),
        Buffer.from('Mã\n9.99\n'),
        JSON.stringify(found),
        JSON.stringify(mapping),
      ],
    );
  }

  /** A token that the caller may do without, made by the one with which the caller asks: of others it may not know. */
  async tokenId(who: string | null): Promise<number> {
    if (who === null) return 1;
    const body = { name: 'Thử', scope: 'read', days: 7 };
    const headers = { authorization: `Bearer ${await this.token(who)}` };
    return (await this.ask(null, 'POST', '/api/v1/tokens', body, headers)).json.id;
  }

  /** A calendar address of the caller's that he may do without; of who is nobody, somebody's. */
  calendarAddressId(who: string | null): Promise<number> {
    return this.value(
      `insert into calendar_address (user_id, secret_hash, name, scope, created_at)
       select id, sha256(convert_to($2, 'UTF8')), 'Thử', 'all', now() from app_user where email = $1 returning id`,
      [`${who ?? 'coordinator@hanoi'}.example`, randomUUID()],
    );
  }

  /** A webhook to which nothing can be sent: a name that there is none of. */
  webhookId(active = true): Promise<number> {
    return this.value(
      `insert into webhook (url, secret, active, created_at) values ('https://khong-co.invalid/', sha256('x'), $1, now()) returning id`,
      [active],
    );
  }

  /** Of such a webhook, one that was given up. */
  async webhookDelivery(): Promise<{ id: number; delivery: number }> {
    const id = await this.webhookId();
    const delivery = await this.value(
      `insert into webhook_delivery (webhook_id, attempts, failed_at) values ($1, 9, now()) returning id::integer`,
      [id],
    );
    return { id, delivery };
  }

  /** What a calendar program asks for: the address stands for an account, whoever asks. */
  async calendarFile(): Promise<string> {
    const secret = randomBytes(32).toString('base64url');
    const hash = this.program.app.get(Tokens, { strict: false }).hash(secret);
    await this.run(
      `insert into calendar_address (user_id, secret_hash, name, scope, created_at)
       select id, $1, 'Thử', 'all', now() from app_user where email = 'coordinator@hanoi.example'`,
      [hash],
    );
    return `${secret}.ics`;
  }

  /** Somebody whom a provider knows and nobody here, up to the form on which an account is linked. */
  async ssoLink(): Promise<{ link: string; cookie: string }> {
    const person = { issuer: 'https://id.example', subject: randomUUID(), email: null, verified: false };
    const claims = { name: null, role: null, party: null, body: null };
    const links = this.program.app.get(SsoLinks, { strict: false });
    const secret = await links.open({ ...person, ...claims }, '/');
    const link = linkName(secret);
    return { link, cookie: `${linkCookie(link)}=${secret}` };
  }

  /** The id of a mail to somebody that has just failed. */
  async failedDigest(): Promise<number> {
    const recipient = await this.spareUser();
    const digest = await this.value(
      `insert into digest (recipient_id, day, message_id, status, attempts, reason)
       values ($1, '2019-11-19', $2, 'failed', 4, 'connection: refused') returning id::integer`,
      [recipient, `<failed-${recipient}@tracker.example>`],
    );
    await this.run(
      `insert into reminder (digest_id, recipient_id, commitment_id, rule, due_version, day, status, reason)
       values ($1, $2, $3, 'overdue_5', 1, '2019-11-19', 'failed', 'connection: refused')`,
      [digest, recipient, await this.commitmentId('3.03')],
    );
    return digest;
  }

  /** Moves with every change of an agreement and with every entry of the audit log. */
  mark(): Promise<string> {
    return this.value(
      `select concat_ws(' ', (select count(*) from audit_entry),
        (select sum(revision) from agreement), (select sum(version) from commitment))`,
    );
  }

  /** The id of a request of Hà Nội's to extend 4.03 that nobody has answered yet. */
  async openExtension(): Promise<number> {
    const id = await this.commitmentId('4.03');
    const { json } = await this.ask('auditor@tracker', 'GET', `/api/v1/commitments/${id}`);
    const open = json.extensionRequests.find(({ status }: { status: string }) => status === 'open');
    if (open && open.decision === null && open.agreements.length === 0) return open.id;
    if (open) await this.close(open);
    const due = { precision: 'date', date: `${2030 + json.extensions}-03-31` };
    const url = `/api/v1/commitments/${id}/extension-requests`;
    const answer = await this.ask('nongnghiep@hanoi', 'POST', url, { due, reason: 'Chậm kinh phí.' });
    if (answer.status !== 201) throw new Error(`No extension to answer: ${answer.text}`);
    return answer.json.id;
  }

  private async close(open: { id: number; decision: string | null }): Promise<void> {
    const no = { decision: 'rejected', reason: 'Không.' };
    const url = `/api/v1/extension-requests/${open.id}`;
    if (open.decision === null) await this.ask('leader@hanoi', 'PUT', `${url}/decision`, no);
    else await this.ask('coordinator@nghean', 'PUT', `${url}/agreement`, no);
  }

  /** A commitment that goes on for good gets what it would have if it only had no date yet. */
  async undated(code: string, reviewOn: string): Promise<void> {
    const undated = { reason: 'Chờ kế hoạch vốn.', reviewOn, since: '2019-11-07', firstReviewOn: reviewOn };
    await this.run(`update commitment set undated = $1 where id = $2`, [
      undated,
      await this.commitmentId(code),
    ]);
  }

  /** The id of one, and a day to which its review was not moved yet. */
  async undatedWithDay(): Promise<{ id: number; reviewOn: string }> {
    await this.undated('10.01', '2019-12-15');
    this.reviewsMoved += 1;
    return { id: await this.commitmentId('10.01'), reviewOn: addDays('2019-12-15', this.reviewsMoved) };
  }

  /** The number of a new note that Hà Nội's liaison officer of the lead body has just written on 4.02. */
  async note(): Promise<number> {
    const url = `/api/v1/commitments/${await this.commitmentId('4.02')}/notes`;
    return (await this.ask('nongnghiep@hanoi', 'POST', url, { text: `Để rút ${randomUUID()}.` })).json.id;
  }

  /** The id of a directive that Hà Nội's leader has just given on 4.02, to the lead body. */
  async directive(): Promise<number> {
    const url = `/api/v1/commitments/${await this.commitmentId('4.02')}/directives`;
    const directive = { kind: 'report', text: `Báo cáo ${randomUUID()}.` };
    const answer = await this.ask('leader@hanoi', 'POST', url, directive);
    if (answer.status !== 201) throw new Error(`No directive: ${answer.text}`);
    return answer.json.id;
  }

  /** The id of a question that Nghệ An's coordinator has just asked about 4.02, of Hà Nội's lead body. */
  async question(): Promise<number> {
    const url = `/api/v1/commitments/${await this.commitmentId('4.02')}/questions`;
    const to = { party: 'hanoi', body: 'hn-so-nong-nghiep-va-ptnt' };
    const question = { to, text: `Khi nào xong ${randomUUID()}?` };
    const answer = await this.ask('coordinator@nghean', 'POST', url, question);
    if (answer.status !== 201) throw new Error(`No question: ${answer.text}`);
    return answer.json.id;
  }

  /** The id of an amendment that Hà Nội's office has proposed and nobody has answered: other words for 12.01. */
  async amendment(): Promise<number> {
    const url = '/api/v1/agreements/2016-tb-tu/amendments';
    const { json } = await this.ask('auditor@tracker', 'GET', `${url}?limit=100`);
    const open = (json.items as AmendmentItem[]).find(
      ({ status, changes: [first] }) => status === 'open' && first!.commitment.code === '12.01',
    );
    if (open) return open.id;
    const source = { number: '12-BB/TU', title: 'Biên bản', issuedOn: '2019-11-18' };
    const title = { vi: `Nội dung ${randomUUID()}`, en: 'Other words' };
    const changes = [{ kind: 'reword', commitment: '12.01', title }];
    const answer = await this.ask('coordinator@hanoi', 'POST', url, { source, changes });
    if (answer.status !== 201) throw new Error(`No amendment: ${answer.text}`);
    return answer.json.id;
  }

  /** The id of a directive about Nghệ An's part of 4.02 that Hà Nội's leader has just given, which is its coordinator's to answer. */
  async directiveAcross(): Promise<number> {
    const url = `/api/v1/commitments/${await this.commitmentId('4.02')}/directives`;
    const directive = { kind: 'report', part: 'nghean', text: `Hỏi lại ${randomUUID()}.` };
    const answer = await this.ask('leader@hanoi', 'POST', url, directive);
    if (answer.status !== 201) throw new Error(`No directive: ${answer.text}`);
    return answer.json.id;
  }

  /** The id of a contribution that the department of science of Hà Nội has just made to 4.02: it waits. */
  async contribution(): Promise<number> {
    const url = `/api/v1/commitments/${await this.commitmentId('4.02')}/updates`;
    const statement = { status: 'in_progress', percent: 30, results: 'Đã thẩm định.' };
    const answer = await this.ask('khoahoc@hanoi', 'POST', url, statement, { 'if-match': '*' });
    if (answer.status !== 201 || !answer.json.contribution)
      throw new Error(`No contribution: ${answer.text}`);
    return answer.json.id;
  }

  /** The id of a report that Hà Nội's officer has just sent, and that waits for its coordinator. */
  async submitted(code = '4.02'): Promise<number> {
    const url = `/api/v1/commitments/${await this.commitmentId(code)}/updates`;
    const statement = { status: 'in_progress', percent: 30, results: `Đã làm ${randomUUID()}.` };
    const review = (on: boolean) => this.run('update agreement set report_review = $1', [on]);
    await review(true);
    const answer = await this.ask('nongnghiep@hanoi', 'POST', url, statement, { 'if-match': '*' });
    await review(false);
    if (!answer.json.review) throw new Error(`Not under review: ${answer.text}`);
    return answer.json.id;
  }

  /** The id of a matter of Hà Nội's on 4.02, which both committees or a higher level must decide, in its coordinator's hands. */
  async matter(): Promise<number> {
    const url = `/api/v1/commitments/${await this.commitmentId('4.02')}`;
    const report = (decisionLevel: string) => {
      const statement = { status: 'in_progress', percent: 30, results: 'Đang làm.', difficulties: 'Vướng.' };
      return this.ask(
        'nongnghiep@hanoi',
        'POST',
        `${url}/updates`,
        { ...statement, decisionLevel },
        { 'if-match': '*' },
      );
    };
    const held = async () => {
      const { json } = await this.ask('nongnghiep@hanoi', 'GET', url);
      return json.openMatters.find(({ party }: { party: string }) => party === 'hanoi');
    };
    const before = await held();
    if (before?.level === 'higher' && before.role === 'coordinator') return before.id;
    await report('none');
    await report('higher');
    const open = await held();
    if (!open) throw new Error('No matter to decide');
    return open.id;
  }

  /** The id of a file that the department of agriculture of Hà Nội attached to 4.02, not withdrawn. */
  async evidence(): Promise<number> {
    const url = `/api/v1/commitments/${await this.commitmentId('4.02')}/evidence`;
    const { json } = await this.ask('nongnghiep@hanoi', 'GET', url);
    // What the office attached, its liaison officer cannot withdraw.
    const own = json.items.find((item: { withdrawable: boolean }) => item.withdrawable);
    if (own) return own.id;
    const { payload, headers } = await formWithFile('Biên bản.pdf', pdf(randomUUID()));
    const answer = await this.ask('nongnghiep@hanoi', 'POST', url, payload, headers);
    if (answer.status !== 201) throw new Error(`No file to look at: ${answer.text}`);
    return answer.json.id;
  }

  /** The id of an upload on 4.02 that has not begun to come: the caller's where it may have one, else of Hà Nội's department of agriculture. */
  async upload(who: string | null): Promise<number> {
    const isReporter = /^(nongnghiep|khoahoc|coordinator)@(hanoi|nghean)$/.test(who ?? '');
    const owner = isReporter ? who! : 'nongnghiep@hanoi';
    await this.forgetUploads(owner);
    return this.value(
      `insert into upload (commitment_id, side_id, user_id, name, length, day, expires_at)
       select s.commitment_id, s.id, u.id, 'Biên bản.pdf', 100, '2019-11-20', now() + interval '7 days'
       from app_user u join commitment_side s on s.party_id = u.party_id where u.email = $1 and s.commitment_id = $2 returning id`,
      [`${owner}.example`, await this.commitmentId('4.02')],
    );
  }

  /** An account has twenty at most. */
  async forgetUploads(who: string | null): Promise<void> {
    await this.run(
      'delete from upload where evidence_id is null and user_id = (select id from app_user where email = $1)',
      [`${who}.example`],
    );
  }

  /** The address of a style sheet, which names its content. */
  async asset(): Promise<string> {
    const { text } = await this.ask(null, 'GET', '/dang-nhap');
    return /\/assets\/([^"]+\.css)/.exec(text)![1]!;
  }
}
