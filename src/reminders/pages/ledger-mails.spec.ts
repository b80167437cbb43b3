import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { SessionsService } from '../../accounts/sessions.service.js';
import type { Viewer } from '../../identity/viewer.js';
import { RouteWorld } from '../../../test/support/route-world.js';
import { LedgerMails, MOST_COUNTED, type LedgerMail, type LedgerMailFilter } from './ledger-mails.queries.js';
import { RemindersQueries, type LedgerFilter } from '../ledger/reminders.queries.js';

jest.setTimeout(90_000);

describe('the ledger, a row a mail', () => {
  let world: RouteWorld;
  let viewer: Viewer;
  beforeAll(async () => {
    world = await RouteWorld.start();
    viewer = await world.program.app
      .get(SessionsService, { strict: false })
      .viewer(await world.userId('coordinator@hanoi'));
  });
  afterAll(() => world?.stop());

  const mails = () => world.program.app.get(LedgerMails, { strict: false });
  const entries = () => world.program.app.get(RemindersQueries, { strict: false });

  /** All pages of mails, one after the other. */
  async function walk(filter: LedgerMailFilter, limit: number): Promise<LedgerMail[]> {
    const all: LedgerMail[] = [];
    let cursor: string | undefined;
    do {
      const page = await mails().list(viewer, filter, limit, cursor);
      expect(page.mailsBefore).toBe(all.length);
      all.push(...page.mails);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    return all;
  }

  async function everyEntry(filter: LedgerFilter): Promise<number[]> {
    const ids: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await entries().list(viewer, filter, 100, cursor);
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    return ids.sort((a, b) => a - b);
  }

  it.each<LedgerFilter>([
    {},
    { status: 'sent' },
    { recipient: 'coordinator@hanoi.example' },
    { from: '2019-10-01', to: '2019-10-31' },
  ])(
    'has every entry that passes %p once, and each mail once, whatever the size of a page',
    async (filter) => {
      const ids = await everyEntry(filter);
      expect(ids.length).toBeGreaterThan(0);
      for (const limit of [3, 25]) {
        const all = await walk(filter, limit);
        expect(all.flatMap(({ items }) => items.map(({ id }) => id)).sort((a, b) => a - b)).toEqual(ids);
        expect(new Set(all.map(({ digest }) => digest)).size).toBe(all.length);
        const { totalMails, total } = await mails().list(viewer, filter, limit);
        expect([totalMails, total]).toEqual([all.length, ids.length]);
      }
    },
  );

  it('goes by day, newest first, within it by recipient, and counts the mails of each day that is shown', async () => {
    const all = await walk({}, 7);
    const keys = all.map(({ day, recipientId, digest }) => [day, recipientId, digest] as const);
    const sorted = keys.toSorted((a, b) => b[0].localeCompare(a[0]) || a[1] - b[1] || b[2] - a[2]);
    expect(keys).toEqual(sorted);
    const { mails: shown, mailsOn } = await mails().list(viewer, {}, 7);
    const days = new Set(shown.map(({ day }) => day));
    for (const day of days) expect(mailsOn[day]).toBe(all.filter((mail) => mail.day === day).length);
  });

  it('is filtered by kind of rule, commitment and side; the side of others shows nothing to a side', async () => {
    const all = (await walk({}, 25)).flatMap(({ items }) => items);
    const overdue = (await walk({ kind: 'overdue' }, 25)).flatMap(({ items }) => items);
    expect(overdue.length).toBeGreaterThan(0);
    expect(overdue.length).toBe(all.filter(({ rule }) => rule.code.startsWith('overdue')).length);
    const [{ commitment }] = all as [(typeof all)[number]];
    const ofOne = (await walk({ code: commitment!.code }, 25)).flatMap(({ items }) => items);
    expect(ofOne.length).toBe(all.filter((item) => item.commitment?.code === commitment!.code).length);
    expect(await walk({ party: 'hanoi' }, 25)).toHaveLength((await walk({}, 25)).length);
    expect(await walk({ party: 'nghean' }, 25)).toEqual([]);
  });

  it('says of a mail that failed what the server answered and what there is to do, to administrators where', async () => {
    const id = await world.failedDigest();
    await world.run(
      `update reminder set reason = 'smtp_550: no such user' where digest_id = $1 and status = 'failed'`,
      [id],
    );
    const { text } = await world.ask('admin@tracker', 'GET', '/don-doc?status=failed');
    expect(text).toContain('Máy chủ thư từ chối (550): no such user');
    expect(text).toContain('sửa địa chỉ của tài khoản rồi gửi lại');
    expect(text).toMatch(/href="\/quan-tri\/tai-khoan\/\d+"/);
    const auditor = await world.ask('auditor@tracker', 'GET', '/don-doc?status=failed');
    expect(auditor.text).toContain('sửa địa chỉ của tài khoản rồi gửi lại');
    expect(auditor.text).not.toContain('href="/quan-tri/tai-khoan/');
  });

  it('promises of a notice that failed no later mail, as it does of a digest', async () => {
    const shownOf = async (failed: string) => {
      await world.run(failed);
      return (await world.ask('auditor@tracker', 'GET', '/don-doc?status=failed')).text;
    };
    const id = await world.failedDigest();
    const digest = `update reminder set reason = 'smtp_451: later' where digest_id = ${id} and status = 'failed'`;
    expect(await shownOf(digest)).toContain('nội dung tự chuyển sang thư kế tiếp');
    const notice = await shownOf(`
      with mail as (insert into notice_mail (recipient_id, day, message_id, status, reason, attempts, due_at, created_at)
        select id, '2019-11-22', '<notice-of-test@tracker>', 'failed', 'smtp_451: later', 20, now(), now()
        from app_user where email = 'coordinator@hanoi.example' returning id, recipient_id)
      insert into notice (mail_id, recipient_id, commitment_id, kind, status, reason, failed_at)
        select mail.id, recipient_id, (select min(id) from commitment), 'sent_back', 'failed', 'smtp_451: later', now() from mail`);
    expect(notice).toContain('không chuyển sang thư khác; đã ghi không gửi được thì gửi lại');
  });

  it('holds in a mail nothing of another recipient or day', async () => {
    for (const { items } of await walk({}, 25))
      expect(new Set(items.map(({ recipient, day }) => `${recipient.email} ${day}`)).size).toBe(1);
  });

  it('counts also where nothing passes the filter, and past the last page', async () => {
    const none = {
      mails: [],
      mailsOn: {},
      nextCursor: null,
      totalMails: 0,
      isMore: false,
      mailsBefore: 0,
      total: 0,
    };
    expect(await mails().list(viewer, { recipient: 'nobody@hanoi.example' }, 25)).toEqual(none);
    const { totalMails } = await mails().list(viewer, {}, 25);
    expect(await mails().list(viewer, {}, 25, '1900-01-01.1.1')).toMatchObject({
      mails: [],
      nextCursor: null,
      totalMails,
      mailsBefore: totalMails,
    });
  });

  it('is on the page one row, which opens on what the mail says', async () => {
    const {
      mails: [first],
    } = await mails().list(viewer, { from: '2019-11-01' }, 1);
    const { text } = await world.ask('coordinator@hanoi', 'GET', '/don-doc?from=2019-11-01');
    const [, ...rows] = text.split('<tr');
    const row = rows.find((one) => one.includes(first!.items[0]!.recipient.email))!;
    for (const { commitment } of first!.items) expect(row).toContain(`>${commitment!.code}</span>`);
  });

  it('counts so many mails and says that there are more, and still leads to all of them', async () => {
    await world.run(`
      with mail as (insert into digest (recipient_id, day, message_id, status, sent_at)
        select u.id, d::date, 'of-' || d::date, 'sent', d from app_user u, generate_series('2012-01-01'::timestamptz, '2013-08-01', '1 day') d
        where u.email = 'coordinator@hanoi.example' returning id, recipient_id, day, sent_at)
      insert into reminder (digest_id, recipient_id, commitment_id, rule, due_version, day, status, sent_at)
        select id, recipient_id, (select min(id) from commitment), 'overdue_5', 1, day, 'sent', sent_at from mail`);
    const old = await mails().list(viewer, { to: '2013-12-31' }, 25);
    expect(old).toMatchObject({ totalMails: MOST_COUNTED, total: MOST_COUNTED, isMore: true });
    const last = await mails().list(viewer, { to: '2013-12-31' }, 25, '2012-01-06.1.1');
    expect(last.mails.map(({ day }) => day).at(-1)).toBe('2012-01-01');
    const { text } = await world.ask('coordinator@hanoi', 'GET', '/don-doc?to=2013-12-31');
    expect(text).toContain(`${MOST_COUNTED} thư trở lên`);
  });
});
