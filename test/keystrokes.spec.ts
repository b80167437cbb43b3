import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import type { Browser } from 'playwright-core';
import { projectRoot } from '../src/platform/project-root.js';
import { startApp } from './support/app.js';
import { browser as startBrowser } from './support/browser.js';
import { Hand } from './support/hand.js';
import { closeTabs, peopleAt } from './support/visitor.js';

jest.setTimeout(240_000);

const LIST = '/2016-tb-tu/cam-ket';
const OFFICER = 'nongnghiep@nghean';
const LINE = 'Đã mở 2 điểm bán tại Hà Nội.';

interface Job {
  name: string;
  who: string;
  /** Where the job begins. */
  from: string;
  act: (hand: Hand) => Promise<void>;
}

/** The commonest jobs, as docs/keystrokes.md lists them: each is done at a browser, and its clicks and keys are counted. */
const jobs: Job[] = [
  {
    name: 'Report a small step, from *My work*',
    who: OFFICER,
    from: '/viec-cua-toi',
    act: small((hand) => hand.page.getByRole('link', { name: /4\.05$/ }).first()),
  },
  { name: 'Report a small step, from an email', who: OFFICER, from: `${LIST}/4.05/cap-nhat`, act: small() },
  {
    name: 'Report a small step, from the list',
    who: OFFICER,
    from: `${LIST}?sector=4`,
    act: small((hand) => hand.page.getByRole('link', { name: 'Báo cáo 4.05' })),
  },
  {
    name: 'Report completion, done today',
    who: OFFICER,
    from: '/viec-cua-toi',
    act: async (hand) => {
      await hand.click(hand.page.getByRole('link', { name: /4\.08$/ }).first(), { page: true });
      await hand.click(hand.page.getByRole('button', { name: 'Hoàn thành' }));
      await hand.click(hand.page.locator('#noEvidenceReason'));
      await hand.write('Biên bản đang chờ ký.');
      await hand.press('Tab');
      await hand.write(LINE);
      await hand.press('Control+Enter', { page: true });
      await hand.page.getByText('Đã gửi báo cáo').first().waitFor();
    },
  },
  {
    name: 'Report on a period in full',
    who: OFFICER,
    from: '/viec-cua-toi',
    act: async (hand) => {
      const { page } = hand;
      await hand.click(page.getByRole('link', { name: /4\.03$/ }).first(), { page: true });
      await hand.write('55');
      await hand.click(page.locator('#results'));
      await hand.write(LINE);
      await hand.click(page.getByRole('link', { name: 'Báo cáo đầy đủ' }));
      for (const [field, text] of [
        ['difficulties', 'Thiếu xe lạnh.'],
        ['proposals', 'Đề nghị Sở Công Thương hỗ trợ.'],
        ['nextSteps', 'Ký hợp đồng trước 15/12.'],
      ] as const) {
        await hand.click(page.locator(`#${field}`));
        await hand.press('Control+a');
        await hand.write(text);
      }
      await hand.press('Control+Enter', { page: true });
      await page.getByText('Đã gửi báo cáo').first().waitFor();
    },
  },
  {
    name: 'Go on with a draft and send it',
    who: OFFICER,
    from: '/viec-cua-toi',
    act: async (hand) => {
      await hand.click(hand.page.locator('#ban-nhap').getByRole('link').first(), { page: true });
      await hand.press('Control+Enter', { page: true });
      await hand.page.getByText('Đã gửi báo cáo').first().waitFor();
    },
  },
  {
    name: 'Request an extension',
    who: OFFICER,
    from: '/viec-cua-toi',
    act: async (hand) => {
      const { page } = hand;
      await hand.click(page.getByRole('link', { name: 'Đề nghị gia hạn 4.03' }).first(), { page: true });
      await hand.click(page.locator('#date'));
      await hand.write('31/12/2019');
      await hand.click(page.locator('#reason'));
      await hand.write('Chờ kết quả giám định giống.');
      await hand.click(page.locator('main form .btn-primary').last(), { page: true });
      await page.getByRole('status').first().waitFor();
    },
  },
  {
    name: 'Confirm a completion (leader)',
    who: 'leader@nghean',
    from: '/viec-cua-toi',
    act: async (hand) => {
      const { page } = hand;
      await hand.click(page.getByRole('link', { name: 'Xác nhận 4.08' }).first(), { page: true });
      await hand.click(
        page.locator('#xac-nhan-hoan-thanh').getByRole('button', { name: 'Xác nhận hoàn thành' }),
        { page: true },
      );
      await page.getByRole('status').getByText('Đã xác nhận hoàn thành').waitFor();
    },
  },
  {
    name: 'Send a completion back (coordinator of the other side)',
    who: 'coordinator@hanoi',
    from: '/viec-cua-toi',
    act: async (hand) => {
      const { page } = hand;
      await hand.click(page.getByRole('link', { name: 'Xem xét 4.08' }).first(), { page: true });
      await hand.click(page.locator('#tra-lai-ly-do'));
      await hand.write('Ghi rõ số hợp tác xã đã ký hợp đồng.');
      await hand.click(page.locator('#tra-lai .btn-primary'), { page: true });
      await page.getByRole('status').first().waitFor();
    },
  },
];
const SITTING = 'Ten reports in one sitting';

function small(link?: (hand: Hand) => ReturnType<Hand['page']['locator']>) {
  return async (hand: Hand): Promise<void> => {
    if (link) await hand.click(link(hand), { page: true });
    await report(hand, 'Control+Enter');
    await hand.page.getByText('Đã gửi báo cáo').first().waitFor();
  };
}

/** The cursor is in the percent: its figure, one line, and off. */
async function report(hand: Hand, send: string): Promise<void> {
  await hand.write('65');
  await hand.press('Tab');
  await hand.write(LINE);
  await hand.press(send, { page: true });
}

describe('the commonest jobs', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let browser: Browser;
  let client: Client;
  const counted = new Map<string, Hand['told']>();

  beforeAll(async () => {
    [program, browser] = await Promise.all([startApp({ works: true }), startBrowser()]);
    client = new Client({ connectionString: program.database.url });
    await client.connect();
  });
  afterEach(() => closeTabs(browser));
  afterAll(async () => {
    await browser?.close();
    await client?.end();
    await program?.stop();
  });
  const as = peopleAt(() => ({ browser, url: program.url }));

  it.each(jobs.map((job) => [job.name, job] as const))('%s', async (name, { who, from, act }) => {
    if (name.includes('draft')) await begin('4.05');
    const page = await as(who);
    await page.goto(from);
    const hand = new Hand(page);
    await act(hand);
    counted.set(name, hand.told);
  });

  it(SITTING, async () => {
    // A month later every part under way owes its report; the officer's body leads ten.
    await program.ask('auditor@tracker', 'PUT', '/api/v1/demo/clock', { date: '2019-12-17' });
    await client.query(`
      update commitment_side s set lead_body_id = b.id from body b, commitment c
      where b.code = 'na-so-nong-nghiep-va-phat-trien-nong-thon' and c.id = s.commitment_id and s.party_id = b.party_id
        and c.id in (select id from commitment where status = 'in_progress' order by position limit 14)`);
    const page = await as(OFFICER);
    await page.goto('/viec-cua-toi');
    const hand = new Hand(page);
    await hand.click(
      page
        .getByRole('table')
        .first()
        .getByRole('link', { name: /^Cập nhật/ })
        .first(),
      { page: true },
    );
    for (let sent = 1; sent <= 10; sent += 1) {
      await report(hand, 'Control+Enter');
      await page
        .getByText(/Đã gửi báo cáo/)
        .first()
        .waitFor();
    }
    counted.set(SITTING, hand.told);
    expect(hand.told.seconds).toBeLessThanOrEqual(360);
  });

  it('are counted in docs/keystrokes.md as they were counted here; a small report takes half a minute at most', () => {
    const doc = readFileSync(join(projectRoot, 'docs/keystrokes.md'), 'utf8');
    const rows = [...counted].map(
      ([name, { sequence, clicks, keys, seconds }]) =>
        `| ${name} | ${sequence} | ${clicks} | ${keys} | ${seconds} |`,
    );
    expect(doc.split('\n').filter((line) => counted.has(line.split(' | ')[0]!.slice(2)))).toEqual(rows);
    for (const [name, { seconds }] of counted)
      if (name.includes('small step')) expect(seconds).toBeLessThanOrEqual(30);
  });

  async function begin(code: string): Promise<void> {
    const { json } = await program.ask(OFFICER, 'GET', `/api/v1/agreements/2016-tb-tu/commitments?q=${code}`);
    const { id } = json.items[0] as { id: number };
    const typed = { percent: '70', results: LINE };
    expect((await program.ask(OFFICER, 'PUT', `/api/v1/commitments/${id}/draft`, typed)).status).toBe(200);
  }
});
