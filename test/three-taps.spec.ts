import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { sendNotices } from './support/notices.js';
import { DEMO_PASSWORD } from '../src/demo/accounts.js';
import { browser as startBrowser } from './support/browser.js';
import { RouteWorld } from './support/route-world.js';
import { signedIn, signIn, visitor } from './support/visitor.js';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const LIST = '/api/v1/agreements/2016-tb-tu/commitments';

/** From a real mail, or the page that a leader sees first, to the decision: three taps at most, the first of them on the link. */
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

  /** Counts how often it is tapped, and taps only what is there to be tapped. */
  const fingerOn = () => {
    const finger = {
      taps: 0,
      async tap(what: Locator) {
        finger.taps += 1;
        await what.tap();
      },
    };
    return finger;
  };
  const linkIn = async (who: string, text: RegExp): Promise<string> => {
    const mail = world.program.smtp.mails.findLast(
      ({ envelope, text: said = '' }) => envelope.to.includes(`${who}.example`) && text.test(said),
    );
    const [, link] = text.exec(mail?.text ?? '') ?? [];
    expect([who, link]).toEqual([who, expect.stringContaining('/2016-tb-tu/cam-ket/')]);
    return link!;
  };
  const commitment = async (code: string) => {
    const { items } = (await world.ask('auditor@tracker', 'GET', `${LIST}?limit=100`)).json;
    const { id } = items.find((one: { code: string }) => one.code === code);
    return (await world.ask('auditor@tracker', 'GET', `/api/v1/commitments/${id}`)).json;
  };
  const ask = async (code: string) => {
    const { id } = await commitment(code);
    const asked = { due: { precision: 'date', date: '2021-03-31' }, reason: 'Chậm kinh phí.' };
    const url = `/api/v1/commitments/${id}/extension-requests`;
    expect((await world.ask('coordinator@hanoi', 'POST', url, asked)).status).toBe(201);
    await sendNotices(world);
  };
  const isInView = async (page: Page, what: Locator) => {
    const box = (await what.boundingBox())!;
    return box.y >= 0 && box.y < page.viewportSize()!.height;
  };
  const fillIn = async (page: Page, who: string) => {
    await page.getByLabel('Thư điện tử').fill(`${who}.example`);
    await page.getByLabel('Mật khẩu').fill(DEMO_PASSWORD);
    await page.getByRole('button', { name: 'Đăng nhập' }).tap();
    await page.waitForURL((address) => address.pathname.includes('/cam-ket/'));
  };
  const decides = async (page: Page, finger: ReturnType<typeof fingerOn>) => {
    const panel = page.locator('#quyet-dinh-gia-han');
    expect(await panel.isVisible()).toBe(true);
    expect(await isInView(page, panel)).toBe(true);
    await finger.tap(panel.getByText('Đồng ý', { exact: true }));
    await finger.tap(panel.getByRole('button', { name: 'Lưu quyết định' }));
    await page.getByRole('status').first().waitFor();
  };

  it('comes from the email about an extension through signing in to the decision, and makes it', async () => {
    await ask('4.03');
    const link = await linkIn('leader@hanoi', /(http\S+4\.03\S*)/);
    const page = await visitor(browser, world.program.url, PHONE);
    const finger = fingerOn();
    finger.taps += 1;
    await page.goto(link);
    await fillIn(page, 'leader@hanoi');
    await decides(page, finger);
    expect(finger.taps).toBeLessThanOrEqual(3);
    expect((await commitment('4.03')).extensionRequests[0].decision).toBe('approved');
    await page.close();
  });

  it('does so as quickly where already signed in, and without a script in one tap more', async () => {
    await ask('4.05');
    const link = await linkIn('leader@hanoi', /(http\S+4\.05\S*)/);
    const page = await signedIn(browser, world.program.url, 'leader@hanoi', PHONE);
    const finger = fingerOn();
    finger.taps += 1;
    await page.goto(link);
    await decides(page, finger);
    expect(finger.taps).toBeLessThanOrEqual(3);
    expect((await commitment('4.05')).extensionRequests[0].decision).toBe('approved');
    await page.close();
    const plain = await visitor(browser, world.program.url, { ...PHONE, javaScriptEnabled: false });
    await ask('4.02');
    await plain.goto(await linkIn('leader@hanoi', /(http\S+4\.02\S*)/));
    await fillIn(plain, 'leader@hanoi');
    const without = fingerOn();
    if (!(await plain.locator('#quyet-dinh-gia-han').isVisible()))
      await without.tap(plain.locator('summary', { hasText: 'Quyết định gia hạn' }));
    await without.tap(plain.locator('#quyet-dinh-gia-han').getByText('Đồng ý', { exact: true }));
    await without.tap(plain.getByRole('button', { name: 'Lưu quyết định' }));
    await plain.getByRole('status').first().waitFor();
    expect(without.taps).toBeLessThanOrEqual(3);
    await plain.close();
  });

  it('confirms a completion from its row on the page of exceptions, the first page after signing in', async () => {
    const page = await visitor(browser, world.program.url, PHONE);
    await signIn(page, 'leader@hanoi');
    const finger = fingerOn();
    await finger.tap(page.getByRole('link', { name: 'Xác nhận 4.08' }));
    await page.waitForURL('**/4.08*');
    const panel = page.locator('#xac-nhan-hoan-thanh');
    expect(await panel.isVisible()).toBe(true);
    await finger.tap(panel.getByRole('button', { name: /Xác nhận/ }));
    await page.getByRole('status').first().waitFor();
    expect(finger.taps).toBeLessThanOrEqual(3);
    const { sides } = await commitment('4.08');
    expect(sides[0].completionConfirmedAt).not.toBeNull();
    await page.close();
  });

  it('confirms one from the reminder of what waits', async () => {
    await world.ask('auditor@tracker', 'PUT', '/api/v1/demo/clock', { date: '2019-11-22' });
    const link = await linkIn('leader@nghean', /(http\S+1\.07#\S*)/);
    const page = await visitor(browser, world.program.url, PHONE);
    const finger = fingerOn();
    finger.taps += 1;
    await page.goto(link);
    await fillIn(page, 'leader@nghean');
    const panel = page.locator('#xac-nhan-hoan-thanh');
    expect(await panel.isVisible()).toBe(true);
    expect(await isInView(page, panel)).toBe(true);
    await finger.tap(panel.getByRole('button', { name: /Xác nhận/ }));
    await page.getByRole('status').first().waitFor();
    expect(finger.taps).toBeLessThanOrEqual(3);
    expect((await commitment('1.07')).sides[1].completionConfirmedAt).not.toBeNull();
    await page.close();
  });
});
