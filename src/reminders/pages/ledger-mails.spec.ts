import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SessionsService } from '../../accounts/sessions.service.js';
import type { Viewer } from '../../identity/viewer.js';
import { RouteWorld } from '../../../test/support/route-world.js';
import { LedgerMails, type LedgerMail } from './ledger-mails.queries.js';
import { RemindersQueries, type LedgerFilter } from '../ledger/reminders.queries.js';

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
  async function walk(filter: LedgerFilter, limit: number): Promise<LedgerMail[]> {
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

  it('holds in a mail nothing of another recipient or day', async () => {
    for (const { items } of await walk({}, 25))
      expect(new Set(items.map(({ recipient, day }) => `${recipient.email} ${day}`)).size).toBe(1);
  });

  it('counts also where nothing passes the filter, and past the last page', async () => {
    const none = { mails: [], nextCursor: null, totalMails: 0, mailsBefore: 0, total: 0 };
    expect(await mails().list(viewer, { recipient: 'nobody@hanoi.example' }, 25)).toEqual(none);
    const { totalMails } = await mails().list(viewer, {}, 25);
    expect(await mails().list(viewer, {}, 25, '0')).toMatchObject({
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
});
