import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { qualities, type Quality } from '../src/commitments/read/list.types.js';
import type { QualityFigure } from '../src/dashboard/data-quality.types.js';
import { startApp } from './support/app.js';
import { browser as startBrowser } from './support/browser.js';
import { query } from './support/query.js';
import { signedIn } from './support/visitor.js';

jest.setTimeout(120_000);

const agreement = '/api/v1/agreements/2016-tb-tu';

/** As every change does. */
const changed =
  'with c as (update commitment set version = version + 1) update agreement set revision = revision + 1';

const unsaid = 'completed_on = null, completion_declared_at = null';

/** The part is completed by a report that names no evidence. */
const reportedDone = (part: string, reason: string) => `
  with done as (update commitment_side s set status = 'completed', percent = 100, completed_on = '2019-11-10',
    completion_declared_at = '2019-11-10T03:00Z' where ${part} returning s.id, s.commitment_id)
  insert into progress_update (commitment_id, side_id, author, at, day, period, status, percent, results, difficulties, proposals, next_steps,
    done_on, evidence_ids, no_evidence_reason)
  select commitment_id, id, '{"vi":"A","en":"A"}', '2019-11-10T03:00Z', '2019-11-10', '2019-11', 'completed', 100, 'x', '', '', '', '2019-11-10', '{}', ${reason}
  from done`;

/** A commitment lacks a date as a whole. */
type OfPart = Exclude<Quality, 'no_date'>;
const ofParts = qualities.filter((kind): kind is OfPart => kind !== 'no_date');

/** Of each kind, a part of Hà Nội that falls under it and one that does not quite; the work is that of the demo on 20/11/2019. */
const brought: Record<OfPart, { doubtful: string; sound: string }> = {
  no_evidence: {
    doubtful: `update commitment_side s set status = 'completed', percent = 100, completed_on = '2019-11-10',
      completion_declared_at = '2019-11-10T03:00Z' where`,
    sound: `with done as (update commitment_side s set status = 'completed', percent = 100, completed_on = '2019-11-10',
        completion_declared_at = '2019-11-10T03:00Z' where %s returning s.id, s.commitment_id)
      insert into evidence (commitment_id, side_id, name, media_type, size, sha256, author, at)
      select commitment_id, id, 'Biên bản.pdf', 'application/pdf', 1, repeat('a', 64), '{"vi":"A","en":"A"}', '2019-11-10T03:00Z'
      from done`,
  },
  no_evidence_or_reason: {
    doubtful: reportedDone('%s', 'null'),
    sound: reportedDone('%s', "'Bàn giao trực tiếp, không lập biên bản'"),
  },
  entered_late: {
    doubtful: `update commitment_side s set status = 'completed', percent = 100, completed_on = '2019-11-04',
      completion_declared_at = '2019-11-14T17:00Z' where`,
    sound: `update commitment_side s set status = 'completed', percent = 100, completed_on = '2019-11-04',
      completion_declared_at = '2019-11-14T16:59Z' where %s`,
  },
  reported_after_due: {
    doubtful: `update commitment_side s set status = 'completed', percent = 100, completed_on = c.due_on,
      completion_declared_at = (c.due_on + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' from commitment c
      where c.id = s.commitment_id and`,
    sound: `update commitment_side s set status = 'completed', percent = 100, completed_on = c.due_on,
      completion_declared_at = (c.due_on + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' - interval '1 second' from commitment c
      where c.id = s.commitment_id and %s`,
  },
  no_news: {
    doubtful: `update commitment_side s set status = 'in_progress', percent = 10, ${unsaid},
      updated_at = '2019-10-21T16:59Z' where`,
    sound: `update commitment_side s set status = 'in_progress', percent = 10, ${unsaid},
      updated_at = '2019-10-21T17:00Z' where %s`,
  },
  no_product: {
    doubtful: `update commitment_side s set product = '{}' where`,
    sound: `update commitment_side s set product = product || '{"proposed": true}' where %s`,
  },
  no_account: {
    doubtful: `update commitment_side s set lead_body_id = (select id from body where code = 'hn-so-y-te') where`,
    sound: `update commitment_side s set lead_body_id = (select id from body where code = 'hn-so-cong-thuong') where %s`,
  },
};

/** A statement for one part: at its place, else at its end. */
const within = (statement: string, part: string) =>
  statement.includes('%s') ? statement.replace('%s', () => part) : `${statement} ${part}`;

describe('data quality', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let browser: Browser;

  beforeAll(async () => {
    [program, browser] = await Promise.all([startApp({ works: true }), startBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  const get = async (who: string, path: string) => {
    const { status, json } = await program.ask(who, 'GET', `${agreement}/${path}`);
    expect([path, status]).toEqual([path, 200]);
    return json;
  };
  const figures = async (who: string, asOf = ''): Promise<QualityFigure[]> =>
    (await get(who, `data-quality${asOf}`)).items;
  const codes = async (filter: string): Promise<string[]> =>
    (await get('auditor@tracker', `commitments?limit=100&${filter}`)).items.map(
      (item: { code: string }) => item.code,
    );

  it.each(['coordinator@hanoi', 'coordinator@nghean', 'auditor@tracker', 'admin@tracker'])(
    'counts for %s what the list of each number shows, today and on a day before',
    async (who) => {
      for (const asOf of ['', '?asOf=2019-10-20']) {
        const told = await figures(who, asOf);
        expect(told.map(({ kind }) => kind)).toEqual(qualities);
        for (const { kind, count, filter } of told) {
          const { total } = await get(who, `commitments?limit=1&${filter}`);
          expect([who, asOf, kind, count]).toEqual([who, asOf, kind, total]);
        }
      }
      const own = (await figures(who))[0]!.filter;
      const party = who.split('@')[1];
      expect(own).toBe(party === 'tracker' ? 'quality=no_evidence' : `party=${party}&quality=no_evidence`);
    },
  );

  it.each(ofParts)('finds the parts of %s and no other, up to the very day', async (quality) => {
    const side = (code: string) =>
      `s.commitment_id = (select id from commitment where code = '${code}') and s.party_id = (select id from party where code = 'hanoi')`;
    // Under way, dated, and neither confirmed by Hà Nội.
    const [doubtful, sound] = await query<{ code: string }>(
      program.database.url,
      `select c.code from commitment c join commitment_side s on s.commitment_id = c.id join party p on p.id = s.party_id
       where p.code = 'hanoi' and c.due_on between '2019-07-01' and '2019-11-19' and c.status = 'in_progress'
         and s.completion_confirmed_at is null order by c.position limit 2`,
    );
    const other = 'party=nghean&quality=' + quality;
    const before = await codes(other);
    await query(program.database.url, within(brought[quality].doubtful, side(doubtful!.code)));
    await query(program.database.url, within(brought[quality].sound, side(sound!.code)));
    await query(program.database.url, changed);
    const found = await codes(`party=hanoi&quality=${quality}`);
    expect([found.includes(doubtful!.code), found.includes(sound!.code)]).toEqual([true, false]);
    expect(await codes(other)).toEqual(before);
  });

  it('finds what should have a date but has none yet, for either side; not what goes on for good, or is closed', async () => {
    const undated = JSON.stringify({
      reason: 'Chờ',
      reviewOn: '2019-12-15',
      since: '2019-11-01',
      firstReviewOn: '2019-12-15',
    });
    await query(
      program.database.url,
      `update commitment set undated = $1 where code in ('3.10', '10.01', '3.05')`,
      [undated],
    );
    await query(program.database.url, `update commitment set status = 'withdrawn' where code = '10.01'`);
    await query(program.database.url, changed);
    for (const side of ['', 'party=hanoi&', 'party=nghean&'])
      expect(await codes(`${side}quality=no_date`)).toEqual(['3.10']);
    for (const who of ['coordinator@hanoi', 'coordinator@nghean', 'auditor@tracker'])
      expect((await figures(who)).find(({ kind }) => kind === 'no_date')!.count).toBe(1);
  });

  it('finds what has only evidence that was withdrawn', async () => {
    const [row] = await query<{ code: string }>(
      program.database.url,
      `with s as (update commitment_side set status = 'completed', percent = 100, completed_on = '2019-11-10',
          completion_declared_at = '2019-11-10T03:00Z'
        where id = (select side_id from evidence where sha256 = repeat('a', 64)) returning commitment_id)
       select code from commitment where id = (select commitment_id from s)`,
    );
    const { code } = row!;
    await query(program.database.url, changed);
    const filter = 'party=hanoi&quality=no_evidence';
    expect(await codes(filter)).not.toContain(code);
    await query(
      program.database.url,
      `update evidence set withdrawn_at = '2019-11-20T01:00Z', withdrawer = '{"vi":"A","en":"A"}' where sha256 = repeat('a', 64)`,
    );
    await query(program.database.url, changed);
    expect(await codes(filter)).toContain(code);
  });

  it('refuses a kind that does not exist', async () => {
    const { status } = await program.ask('auditor@tracker', 'GET', `${agreement}/commitments?quality=none`);
    expect(status).toBe(400);
  });

  it.each([
    ['coordinator@hanoi', true],
    ['auditor@tracker', true],
    ['admin@tracker', true],
    ['leader@hanoi', false],
    ['congthuong@hanoi', false],
  ])('stands on the overview of %s: %s', async (who, stands) => {
    const page = await signedIn(browser, program.url, who);
    await page.goto('/2016-tb-tu/tong-quan');
    expect(await page.locator('#data-quality').count()).toBe(stands ? 1 : 0);
    if (!stands) return;
    const told = await figures(who);
    for (const { count, filter } of told) {
      if (count === 0) continue;
      await page.goto('/2016-tb-tu/tong-quan');
      const link = page.locator(`#data-quality a[href="/2016-tb-tu/cam-ket?${filter}"]`);
      expect(await link.innerText()).toBe(String(count));
      await link.click();
      await page.waitForLoadState();
      expect(await page.locator('table.commitments tbody tr:not(.group-row)').count()).toBe(
        Math.min(count, 50),
      );
    }
  });
});
