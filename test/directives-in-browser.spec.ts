import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { DigestMails } from '../src/reminders/digest/digest.mails.js';
import { browser as startBrowser } from './support/browser.js';
import { sendNotices } from './support/notices.js';
import { RouteWorld } from './support/route-world.js';
import { signedIn } from './support/visitor.js';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

describe('a leader with a phone', () => {
  let world: RouteWorld;
  let browser: Browser;
  beforeAll(async () => {
    [world, browser] = await Promise.all([RouteWorld.startAlone({ works: true }), startBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

  const linkIn = (text: string | undefined, link: RegExp): string => {
    const found = link.exec(text ?? '')?.[0];
    expect(found).toBeDefined();
    return found!;
  };
  const fits = (page: Page) =>
    page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

  it('goes from the daily email to an exception, directs in three taps, and is told the answer by email', async () => {
    const recipientId = await world.userId('leader@hanoi');
    const rows = [{ commitmentId: await world.commitmentId('4.02'), rule: 'overdue_5' }];
    const mails = await world.program.app
      .get(DigestMails, { strict: false })
      .read([{ recipientId, day: '2019-11-20', messageId: '<x@y>', rows }]);

    const leader = await signedIn(browser, world.program.url, 'leader@hanoi', PHONE);
    let taps = 1;
    const tap = async (what: Locator) => {
      taps += 1;
      await what.tap();
    };
    await leader.goto(linkIn(mails[0]!().text, /http\S+\/2016-tb-tu\/diem-nghen/));
    expect(await fits(leader)).toBe(true);
    await tap(leader.getByRole('link', { name: /^Chỉ đạo \d/ }).first());
    const panel = leader.locator('#chi-dao');
    await panel.waitFor();
    const { y } = (await panel.boundingBox())!;
    expect(y).toBeLessThan(844);
    expect(await fits(leader)).toBe(true);
    await panel.getByLabel('Ý kiến chỉ đạo').fill('Tập trung hoàn thành trong tuần.');
    await tap(panel.getByRole('button', { name: 'Gửi chỉ đạo' }));
    await leader.getByRole('status').first().waitFor();
    expect(taps).toBe(3);
    expect(await leader.getByRole('status').first().textContent()).toContain('Đã gửi chỉ đạo');

    await sendNotices(world);
    const given = world.program.smtp.mails.find(({ subject }) => subject?.includes('Chỉ đạo: đôn đốc'));
    const whom = given!.envelope.to[0]!.replace('.example', '');
    const officer = await signedIn(browser, world.program.url, whom, PHONE);
    await officer.goto(linkIn(given!.text, /http\S+#tra-loi-chi-dao/));
    const answer = officer.locator('#tra-loi-chi-dao');
    await answer.waitFor();
    expect(await answer.textContent()).toContain('Tập trung hoàn thành trong tuần.');
    await answer.getByLabel('Nội dung trả lời').fill('Sở thực hiện ngay.');
    await answer.getByRole('button', { name: 'Gửi trả lời' }).tap();
    await officer.getByRole('status').first().waitFor();

    await sendNotices(world);
    const answered = world.program.smtp.mails.findLast(({ subject }) =>
      subject?.includes('Chỉ đạo đã được trả lời'),
    );
    expect(answered!.envelope.to).toEqual(['leader@hanoi.example']);
    const seen = await leader.context().newPage();
    await seen.goto(linkIn(answered!.text, /http\S+#cac-chi-dao/));
    expect(await seen.locator('#cac-chi-dao').textContent()).toContain('Sở thực hiện ngay.');
    expect(await fits(seen)).toBe(true);
    await seen.goto(`${world.program.url}/2016-tb-tu/chi-dao`);
    expect(await seen.getByText('Sở thực hiện ngay.').isVisible()).toBe(true);
    expect(await fits(seen)).toBe(true);
  });
});
