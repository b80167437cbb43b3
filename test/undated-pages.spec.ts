import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { browser as startBrowser } from './support/browser.js';
import { RouteWorld } from './support/route-world.js';
import { signedIn } from './support/visitor.js';

jest.setTimeout(180_000);

const path = '/2016-tb-tu/cam-ket/10.01';

/** 10.01 has no date yet since 7/11 and is reviewed today, 20/11/2019. */
describe('a commitment without a date, on pages', () => {
  let world: RouteWorld;
  let browser: Browser;
  let office: Page;

  beforeAll(async () => {
    [world, browser] = await Promise.all([RouteWorld.start({ works: true }), startBrowser()]);
    await world.undated('10.01', '2019-11-20');
    await world.run('update agreement set revision = revision + 1');
    office = await signedIn(browser, world.program.url, 'coordinator@hanoi');
  });
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

  const facts = (page: Page) => page.locator('#thoi-han').innerText();
  const timeline = (page: Page) => page.locator('main').innerText();

  it('stands apart from what goes on for good, in the tabs of the list and in the figures of the overview', async () => {
    await office.goto('/2016-tb-tu/cam-ket');
    expect(await office.locator('#tab-continuing').innerText()).toMatch(/Thường xuyên\s*5/);
    await office.locator('#tab-undated').click();
    await office.waitForURL(/deadline=undated/);
    const row = office.locator('table.commitments tbody tr:not(.group-row)');
    expect(await row.count()).toBe(1);
    expect(await row.innerText()).toMatch(/Chưa có thời hạn\s+đã 9 ngày làm việc\s+xem lại 20\/11\/2019/);
    await office.goto('/2016-tb-tu/tong-quan');
    expect(await office.locator('main').innerText()).toMatch(/5 thường xuyên, 1 chưa có thời hạn/);
    await office.locator('#data-quality a[href*="quality=no_date"]').click();
    expect(await office.locator('table.commitments tbody tr:not(.group-row)').count()).toBe(1);
  });

  it('leads from My work to the day, which is moved there with a reason; what is wrong with it loses no text', async () => {
    await office.goto('/viec-cua-toi');
    const task = office.locator('.tasks tr', { hasText: '10.01' }).filter({ hasText: 'Xem lại thời hạn' });
    expect(await task.innerText()).toContain('Chưa có thời hạn từ 07/11/2019, 9 ngày làm việc.');
    await task.locator('a.btn').click();
    await office.fill('#ngay-xem-lai-moi', '19/11/2019');
    await office.fill('#ngay-xem-lai-ly-do', 'Chờ kế hoạch vốn <b>2020</b>.');
    await office.locator('#ngay-xem-lai button').click();
    expect(await office.locator('#ngay-xem-lai-moi-error').innerText()).toContain('phải từ hôm nay trở đi');
    expect(await office.inputValue('#ngay-xem-lai-ly-do')).toBe('Chờ kế hoạch vốn <b>2020</b>.');
    await office.fill('#ngay-xem-lai-moi', '10/01/2020');
    await office.locator('#ngay-xem-lai button').click();
    expect(await office.locator('[role="status"]').innerText()).toContain(
      'Đã dời ngày xem lại thời hạn đến 10/01/2020.',
    );
    expect(await facts(office)).toContain('10/01/2020 (lúc đầu 20/11/2019)');
    expect(await timeline(office)).toContain('Hà Nội dời ngày xem lại thời hạn: 20/11/2019 → 10/01/2020');
    expect(await timeline(office)).toContain('lý do: Chờ kế hoạch vốn <b>2020</b>.');
  });

  it('gets its first deadline from both sides; no word of an extension is said', async () => {
    await office.goto(path);
    await office.locator('a.btn', { hasText: 'Đề nghị thời hạn' }).click();
    await office.locator('input[name="precision"][value="quarter"]').check({ force: true });
    await office.selectOption('#quarter', '2');
    await office.fill('#year', '2020');
    await office.fill('#reason', 'Đã có kế hoạch vốn.');
    await office.locator('main form button[type="submit"], main form .btn-primary').first().click();
    expect(await office.locator('[role="status"]').innerText()).toContain(
      'Đã gửi đề nghị thời hạn Quý II/2020.',
    );
    const leader = await signedIn(browser, world.program.url, 'leader@hanoi');
    await answer(leader, '#quyet-dinh-gia-han', 'Quyết định thời hạn');
    const other = await signedIn(browser, world.program.url, 'coordinator@nghean');
    await answer(other, '#y-kien-gia-han', 'Cho ý kiến về thời hạn');
    expect(await other.locator('[role="status"]').innerText()).toContain(
      'Đã thống nhất thời hạn: Quý II/2020.',
    );
    const said = await timeline(other);
    for (const line of [
      'Hà Nội đề nghị thời hạn: Quý II/2020',
      'Lãnh đạo Hà Nội đồng ý với thời hạn được đề nghị',
      'Văn phòng cấp ủy Nghệ An đồng ý với thời hạn được đề nghị',
      'Thống nhất thời hạn: Quý II/2020',
    ])
      expect(said).toContain(line);
    expect(await facts(other)).not.toMatch(/gia hạn/i);
    expect(await facts(other)).toContain('Chưa có thời hạn → Quý II/2020');
  });

  const answer = async (page: Page, panel: string, title: string) => {
    await page.goto(path);
    await page.locator('summary', { hasText: title }).click();
    await page.locator(`${panel} input[value="approved"]`).check({ force: true });
    await page.locator(`${panel} button`).click();
    await page.waitForSelector('[role="status"]');
  };
});
