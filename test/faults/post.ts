import type { Pool } from 'pg';
import type { MailServer, Taken } from './mail-server.js';
import { isRefusing } from './mail-server.js';
import { codesOf, isStep, type Model } from './model.js';
import type { Line, Subject } from './model-line.js';
import type { Verdict } from './verdict.js';
import { ATTEMPTS } from './workers.js';

interface Row {
  code: string;
  rule: string;
  version: number;
  status: string;
}

const isDigest = (messageId: string) => messageId.startsWith('<digest-');

/** Looks at what the mail server has got, at the end of each stretch of a story, beside what the model says. */
export class Post {
  private seen = 0;
  /** Message-IDs of digests that somebody has, by address and day. */
  private readonly had = new Map<string, Set<string>>();

  constructor(
    private readonly smtp: MailServer,
    private readonly model: Model,
    private readonly verdict: Verdict,
  ) {}

  /** @param disturbed how often a process or the database went away in the meantime: an attempt may have been lost with it */
  async check(db: Pool, day: string, disturbed: number): Promise<void> {
    const fresh = this.smtp.taken.slice(this.seen);
    this.seen = this.smtp.taken.length;
    this.verdict.mails += fresh.length;
    for (const [messageId, copies] of Map.groupBy(fresh, (one) => one.messageId))
      this.repeats(messageId, copies);
    const digests = Map.groupBy(
      fresh.filter(({ messageId }) => isDigest(messageId)),
      ({ to }) => to,
    );
    for (const { email } of this.model.world.people) {
      const key = `${email} ${day}`;
      const before = this.had.get(key)?.size ?? 0;
      const own = digests.get(email) ?? [];
      for (const messageId of new Set(own.map((one) => one.messageId)))
        await this.read(db, own, messageId, day);
      const ids = new Set([...(this.had.get(key) ?? []), ...own.map(({ messageId }) => messageId)]);
      this.had.set(key, ids);
      if (ids.size > 1) this.verdict.different.push(`${day} ${email}: ${[...ids].join(' and ')}`);
      // One digest a day: what came up after it waits for the next.
      if (before === 0 && own.length === 0) await this.missing(db, email, day, disturbed);
    }
    for (const to of digests.keys())
      if (!this.model.world.people.some(({ email }) => email === to))
        this.verdict.wrong.push(`${day} to ${to}`);
    this.smtp.missed.length = 0;
    this.model.phase += 1;
  }

  private repeats(messageId: string, copies: Taken[]): void {
    const earlier = this.smtp.taken.slice(0, this.seen).filter((one) => one.messageId === messageId);
    const before = earlier.filter((one) => !copies.includes(one));
    [...before, ...copies].forEach((copy, n, all) => {
      if (n === 0 || !copies.includes(copy)) return;
      if (all[n - 1]!.acknowledged) this.verdict.repeated.push(`${copy.day} ${copy.to}: ${messageId}`);
      else this.verdict.excused += 1;
    });
  }

  private async read(db: Pool, own: Taken[], messageId: string, day: string): Promise<void> {
    const copies = own.filter((one) => one.messageId === messageId);
    const copy = copies.at(-1)!;
    const { to, mail } = copy;
    const where = `${day} ${to} ${messageId}`;
    if (copy.day !== day) this.verdict.wrong.push(`${where}: went out on ${copy.day}`);
    const sent = (await rowsOf(db, messageId)).filter(({ status }) => status === 'sent');
    const text = mail.text ?? '';
    for (const row of sent) {
      if (!text.includes(row.code)) this.verdict.lost.push(`${where}: ${row.code} is not in the mail`);
      const line = this.model.lineOf(asLine(to, row), day);
      if (!line) this.verdict.wrong.push(`${where}: ${row.code} ${row.rule}`);
    }
    const person = this.model.world.people.find(({ email }) => email === to)!;
    for (const [, code] of text.matchAll(/\/cam-ket\/([\d.]+\d)/g))
      if (!this.model.mayRead(person, code!)) this.verdict.wrong.push(`${where}: names ${code}`);
    const told = (line: Line) =>
      sent.some(
        (row) =>
          row.code === line.code &&
          asLine(to, row).subject === line.subject &&
          (!isStep(line) || codesOf(line).includes(row.rule)),
      );
    // Without an acknowledgement the ledger may say otherwise, and tell it again.
    const isKnown = copies.some(({ acknowledged }) => acknowledged);
    for (const line of this.model.mustTell(to, day)) {
      if (told(line)) continue;
      if (isKnown)
        this.verdict.lost.push(`${where}: without ${line.code} ${codesOf(line).join()} of ${line.day}`);
      else line.maybe = true;
    }
    for (const row of sent) {
      const line = this.model.lineOf(asLine(to, row), day);
      if (line) this.model.tell(line, day, row.rule);
    }
  }

  private async missing(db: Pool, email: string, day: string, disturbed: number): Promise<void> {
    const lines = this.model.mustTell(email, day);
    if (lines.length === 0) return;
    const missed = this.smtp.missed.filter(({ to }) => to === null || to === email);
    const refused = missed.some(({ conduct }) => isRefusing(conduct));
    if (refused) {
      for (const line of lines) this.model.refuse(line, day);
    } else if (missed.length + disturbed >= ATTEMPTS) {
      // Given up for the day: it waits for the next run, or for whatever else comes up.
      for (const line of lines) line.givenUpOn = day;
    } else {
      const what = lines.map((line) => `${line.code} ${codesOf(line).join()}`).join(', ');
      this.verdict.lost.push(`${day} ${email}: no mail, with ${what}; ${await stateOf(db, email, day)}`);
    }
  }
}

const asLine = (to: string, { code, rule, version }: Row) => {
  const subject: Subject = version > 0 ? 'deadline' : version === 0 ? 'waits' : 'silence';
  return { to, code, subject, rule, version };
};

async function rowsOf(db: Pool, messageId: string): Promise<Row[]> {
  const { rows } = await db.query<Row>(
    `select c.code, r.rule, r.due_version as version, r.status from reminder r join digest d on d.id = r.digest_id
     join commitment c on c.id = r.commitment_id where d.message_id = $1`,
    [messageId],
  );
  return rows;
}

async function stateOf(db: Pool, email: string, day: string): Promise<string> {
  const { rows } = await db.query<{ state: string }>(
    `select d.status || ' after ' || d.attempts || ', ' || coalesce(d.reason, '') as state
     from digest d join app_user u on u.id = d.recipient_id where u.email = $1 and d.day = $2`,
    [email, day],
  );
  return rows[0]?.state ?? 'nothing in the ledger';
}
