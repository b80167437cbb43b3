import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { DEMO_PASSWORD } from '../../src/demo/accounts.js';
import { changedTables, fingerprint } from '../support/fingerprint.js';
import { exampleOf, requestOf } from '../support/route-walk.js';
import { mailsOnTheirWay, type RouteWorld } from '../support/route-world.js';
import { costOf } from './cost.js';
import { faultsOf } from './judge.js';
import { nameOf, planned, type Attempt } from './plan.js';
import { Random } from './random.js';
import { asCurl, exchange, injected, type Draft } from './requests.js';
import { targetsOf, type Target } from './targets.js';

const people = [
  'nongnghiep@hanoi',
  'congthuong@nghean',
  'coordinator@hanoi',
  'leader@hanoi',
  'coordinator@nghean',
  'auditor@tracker',
  'admin@tracker',
  'congthuong@danang',
  null,
];
/** A refused one leaves these, and is to leave them. */
const entriesOfRefusals = [
  'session.refused',
  'account.reset_refused',
  'account.reset_requested',
  'account.mail_sent',
  'account.mail_failed',
];
/** The worker goes on with these in its own time, and enters what it has made. */
const tablesOfTheWorker = [
  'account_mail',
  'digest',
  'reminder',
  'reminder_run',
  'document',
  'document_file',
  'sheet',
  'sheet_row',
  'webhook',
  'webhook_delivery',
];
const entriesOfTheWorker = ['agreement.document_made'];
const PATIENCE_MS = 15_000;
/** Nobody is to wait longer for what somebody else sends. */
const MOST_MS = 250;
/** What is asked for and given whole, such as the audit log as a file, takes by its size, batch by batch. */
const MS_A_MIB = 250;
/** How many requests lie between two looks at all tables. They are compared where only refusals came between. */
const COMPARE_EVERY = 50;

/** None within the patience that we have. */
type Answer = LightMyRequestResponse | null;

export interface Finding {
  what: string;
  name: string;
  who: string | null;
  curl: string;
}

const AT_WORK = 'mails on their way';

/** Sends bad input to every parameter of every route as everybody, one request after the other. */
export class Fuzzer {
  readonly findings: Finding[] = [];
  readonly statuses = new Map<number, number>();
  readonly reached = new Set<string>();
  private readonly random: Random;
  private readonly drafts = new Map<string, Draft>();
  private readonly signedIn = new Map<string, Promise<Record<string, string>>>();
  private mark = '';
  private tables: Record<string, string> | null = null;
  private sinceCompared: string[] = [];

  constructor(
    private readonly world: RouteWorld,
    seed: number,
  ) {
    this.random = new Random(seed);
  }

  async run(count: number): Promise<void> {
    const targets = targetsOf(this.world.program.app);
    this.mark = await this.markNow();
    let sent = 0;
    for (const attempt of planned(targets, this.random)) {
      if (sent++ >= count) break;
      await this.attempt(attempt);
      if (sent % 40 === 0) await this.world.run('delete from sign_in_failure; delete from reset_request');
    }
    await this.compare();
  }

  private async attempt(attempt: Attempt): Promise<void> {
    const { target } = attempt;
    const who = this.random.pick(people);
    const language = this.random.pick(['vi', 'en'] as const);
    const plain = await this.draftOf(target);
    const signedIn = await this.credentials(who, target);
    const headers = { ...plain.headers, ...signedIn, 'accept-language': language };
    const draft = { ...plain, headers };
    const bad =
      'twist' in attempt
        ? attempt.twist.apply(draft, this.random)
        : exchange(draft, target, attempt.field, attempt.value);
    const request = injected(bad);
    const { answer, ms } = await this.measured(request);
    const finding = (what: string) => ({ what, name: nameOf(attempt), who, curl: asCurl(request) });
    if (answer === null) {
      this.findings.push(finding(`no answer within ${PATIENCE_MS} ms`));
      return;
    }
    this.note(attempt, answer);
    const asked = (bad.headers['accept-language'] ?? '').toLowerCase();
    const isApi = bad.path.startsWith('/api/') || bad.path.startsWith('/healthz/');
    const faults = faultsOf(answer, {
      request,
      isApi,
      language: chosen(bad.headers.cookie) ?? (isApi && asked.startsWith('en') ? 'en' : 'vi'),
      expect: 'twist' in attempt && takesBody(target) ? attempt.twist.expect : undefined,
    });
    this.findings.push(...faults.map(finding));
    if (ms > mostFor(answer))
      this.findings.push(finding(`it took ${Math.round(ms)} ms of the process’s own time`));
    await this.watch(answer.statusCode, finding);
    const sent: Record<string, string | undefined> = bad.headers;
    const isOwn = sent.authorization === signedIn.authorization && sent.cookie === signedIn.cookie;
    if (isOwn) this.forget(who, target, answer.statusCode);
  }

  /**
   * What is loaded or compiled at the first time, or cleaned up by chance, is not taken for the request's own: of three times
   * the least counts.
   */
  private async measured(request: InjectOptions, trials = 3): Promise<{ answer: Answer; ms: number }> {
    const { result: answer, ms } = await costOf(() => this.send(request));
    if (trials === 1 || answer === null || ms <= mostFor(answer)) return { answer, ms };
    const again = await this.measured(request, trials - 1);
    return { ...again, ms: Math.min(ms, again.ms) };
  }

  private async send(request: InjectOptions): Promise<Answer> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS, null);
    });
    const answer = this.world.program.app.inject(request);
    return Promise.race([answer, late]).finally(() => clearTimeout(timer));
  }

  private note({ target }: Attempt, { statusCode }: LightMyRequestResponse): void {
    this.statuses.set(statusCode, (this.statuses.get(statusCode) ?? 0) + 1);
    this.reached.add(target.route);
  }

  /** A refusal moves nothing; what got through by luck may. */
  private async watch(status: number, finding: (what: string) => Finding): Promise<void> {
    const before = this.mark;
    this.mark = await this.markNow();
    this.sinceCompared.push(finding('').name);
    if (status < 400) {
      if (this.mark !== before) this.tables = null;
    } else if (this.mark !== before) {
      const kinds = await this.kindsAfter(Number(before.split(' ')[0]));
      const others = kinds.filter((kind) => ![...entriesOfRefusals, ...entriesOfTheWorker].includes(kind));
      if (others.length > 0 || (kinds.length === 0 && !before.endsWith(AT_WORK)))
        this.findings.push(
          finding(`refused with ${status}, and yet there came ${others.join(', ') || 'a change'}`),
        );
      this.tables = null;
    }
    if (this.sinceCompared.length >= COMPARE_EVERY) await this.compare();
  }

  /**
   * The audit log's end and all revisions: every change moves one of them, as other tests see to. Where mails that were asked for are on their way,
   * the worker moves them at the end.
   */
  private markNow(): Promise<string> {
    return this.world.value(
      `select concat_ws(' ', (select coalesce(max(id), 0) from audit_entry), (select sum(revision) from agreement),
        (select sum(version) from commitment), (select count(*) from session), (select count(*) from access_token), (select count(*) from reminder),
        case when ${mailsOnTheirWay(this.world)} > 0 then '${AT_WORK}' end)`,
    );
  }

  private async kindsAfter(entry: number): Promise<string[]> {
    const rows = await this.world.run<{ kind: string }>(`select kind from audit_entry where id > $1`, [
      entry,
    ]);
    return rows.map(({ kind }) => kind);
  }

  /** All tables, row by row, where nothing but refusals came since. */
  private async compare(): Promise<void> {
    const now = await fingerprint(this.world);
    const all = this.tables === null ? [] : changedTables(this.tables, now);
    const changed = all.filter((table) => !tablesOfTheWorker.includes(table));
    if (changed.length > 0) {
      const what = `refusals changed ${changed.join(', ')}`;
      this.findings.push({ what, name: this.sinceCompared.join('\n    '), who: null, curl: '' });
    }
    this.tables = now;
    this.sinceCompared = [];
  }

  /** A request that is in order, made once for each route. */
  private async draftOf(target: Target): Promise<Draft> {
    const known = this.drafts.get(target.route);
    if (known) return known;
    const example = await exampleOf(this.world, target.route, null);
    const { url, headers = {} } = await requestOf(this.world, target.route, example, null);
    const [path, query = ''] = String(url).split('?') as [string, string?];
    const draft: Draft = {
      method: target.method,
      path,
      query: query === '' ? [] : query.split('&').map((pair) => pair.split('=') as [string, string]),
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      body: example.body ?? (target.method === 'GET' ? null : {}),
      isJson: target.isJson,
    };
    if (!Buffer.isBuffer(draft.body)) delete draft.headers['content-type'];
    this.drafts.set(target.route, draft);
    this.mark = await this.markNow();
    this.tables = null;
    return draft;
  }

  private async credentials(who: string | null, { isJson }: Target): Promise<Record<string, string>> {
    if (who === null) return {};
    const key = `${isJson} ${who}`;
    if (!this.signedIn.has(key)) {
      this.signedIn.set(key, isJson ? this.bearer(who) : this.browser(who));
      await this.signedIn.get(key);
      this.mark = await this.markNow();
      this.tables = null;
    }
    return this.signedIn.get(key)!;
  }

  private async bearer(who: string): Promise<Record<string, string>> {
    const known = { email: `${who}.example`, password: DEMO_PASSWORD };
    const { json } = await this.world.ask(null, 'POST', '/api/v1/sessions', known);
    return { authorization: `Bearer ${json.token}` };
  }

  private async browser(who: string): Promise<Record<string, string>> {
    const { cookie, csrf } = await this.world.program.browser(who);
    return { cookie, 'x-csrf-token': csrf };
  }

  /** What got through may have ended the session, there or here. */
  private forget(who: string | null, { isJson, path }: Target, status: number): void {
    if (who === null || (status >= 400 && status !== 401)) return;
    const ends = /dang-xuat|mat-khau|sessions|tokens|tai-khoan|quan-tri/.test(path);
    if (!ends && status !== 401) return;
    this.signedIn.delete(`${isJson} ${who}`);
    if (ends) this.signedIn.delete(`${!isJson} ${who}`);
  }
}

/** What a route does not read it does not judge, as long as it can be parsed. */
function takesBody({ fields }: Target): boolean {
  return fields.some(({ place }) => place === 'body');
}

function chosen(cookie: string | undefined): 'vi' | 'en' | undefined {
  const found = /(?:^|; )language=(vi|en)(?:;|$)/.exec(cookie ?? '');
  return found?.[1] as 'vi' | 'en' | undefined;
}

function mostFor({ rawPayload }: LightMyRequestResponse): number {
  return MOST_MS + (rawPayload.length / 1_048_576) * MS_A_MIB;
}
