import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { saidCookie } from './support/goes-on.js';
import { RouteWorld } from './support/route-world.js';

const LIST = '/2016-tb-tu/cam-ket';

/** What a page says once about what its reader has just done. */
describe('what is said after a change', () => {
  let world: RouteWorld;
  beforeAll(async () => {
    world = await RouteWorld.start();
  });
  afterAll(() => world?.stop());

  const statement = {
    status: 'in_progress',
    percent: '61',
    results: 'Đã làm.',
    difficulties: '',
    proposals: '',
    nextSteps: '',
  };
  const report = async (who: string, code: string, fields: Record<string, string> = {}) => {
    const session = await world.program.browser(who);
    const version = String(await world.version(code));
    const sent = await session.post(`${LIST}/${code}/cap-nhat`, { version, ...statement, ...fields });
    expect(sent.statusCode).toBe(303);
    return { session, sent, cookie: saidCookie(sent)! };
  };
  const noticeOf = (body: string) =>
    /class="notice-bar b-done" role="status">(.*?)<\/div><\/div>/s
      .exec(body)?.[1]
      ?.replaceAll(/<[^>]+>/g, '') ?? null;

  it('is said on the next page, once: the answer takes it away again', async () => {
    const { session, cookie, sent } = await report('congthuong@hanoi', '3.06');
    expect(sent.headers.location).toBe(`${LIST}/3.06`);
    expect(String(sent.headers['set-cookie'])).toMatch(
      /^said=[^;]+; Max-Age=60; Path=\/2016-tb-tu\/cam-ket\/3\.06; HttpOnly; SameSite=Lax$/,
    );
    const first = await session.get(`${LIST}/3.06`, { cookie: `${session.cookie}; ${cookie}` });
    expect(noticeOf(first.body)).toMatch(/^Đã gửi báo cáo kỳ tháng 11\/2019\. Hai bên xem được ngay\./);
    expect(first.headers['cache-control']).toContain('no-store');
    expect(String(first.headers['set-cookie'])).toMatch(
      /said=; Max-Age=0; Path=\/2016-tb-tu\/cam-ket\/3\.06; Expires=Thu, 01 Jan 1970/,
    );
    const second = await session.get(`${LIST}/3.06`);
    expect(noticeOf(second.body)).toBeNull();
  });

  it('is said to nobody by an address, nor on another page, nor in another session, nor as somebody words it', async () => {
    const { session, cookie } = await report('congthuong@hanoi', '3.06', { percent: '62' });
    for (const name of ['xong=updated', 'done=updated'])
      expect(noticeOf((await session.get(`${LIST}/3.06?${name}`)).body)).toBeNull();
    const other = await session.get(`${LIST}/3.05`, { cookie: `${session.cookie}; ${cookie}` });
    expect(noticeOf(other.body)).toBeNull();
    expect(String(other.headers['set-cookie'])).not.toContain('said=');
    for (const who of ['congthuong@hanoi', 'congthuong@nghean']) {
      const stranger = await world.program.browser(who);
      const page = await stranger.get(`${LIST}/3.06`, { cookie: `${stranger.cookie}; ${cookie}` });
      expect([page.statusCode, noticeOf(page.body)]).toEqual([200, null]);
    }
    const forged = Buffer.from(JSON.stringify({ what: 'updated', facts: { period: '2020-01' } })).toString(
      'base64url',
    );
    const sealed = `said=${forged}.${cookie.split('.')[1]}`;
    for (const words of [sealed, 'said=', 'said=.', 'said=a.b', `said=${'x'.repeat(3000)}`]) {
      const page = await session.get(`${LIST}/3.06`, { cookie: `${session.cookie}; ${words}` });
      expect([page.statusCode, noticeOf(page.body)]).toEqual([200, null]);
    }
  });

  describe('tells what was sent, who sees it, and what comes next', () => {
    /** @returns what is said to somebody who sends a form of a commitment's page */
    const after = async (who: string, code: string, path: string, fields: Record<string, string>) => {
      const session = await world.program.browser(who);
      const version = String(await world.version(code));
      const sent = await session.post(`${LIST}/${code}/${path}`, { version, ...fields });
      expect([path, sent.statusCode]).toEqual([path, 303]);
      const page = await session.get(`${LIST}/${code}`, { cookie: `${session.cookie}; ${saidCookie(sent)}` });
      return noticeOf(page.body);
    };
    const completed = {
      ...statement,
      status: 'completed',
      percent: '100',
      noEvidenceReason: 'Biên bản đang chờ ký.',
    };

    it('of a report: for which period, and when the next is due', async () => {
      const both = [await after('nongnghiep@hanoi', '4.07', 'cap-nhat', { ...statement, period: '2019-11' })];
      both.push(
        await after('nongnghiep@hanoi', '4.07', 'cap-nhat', {
          ...statement,
          percent: '63',
          period: '2019-12',
        }),
      );
      expect(both).toEqual([
        'Đã gửi báo cáo kỳ tháng 11/2019. Hai bên xem được ngay. Báo cáo tiếp theo: kỳ tháng 12/2019, hạn nộp 20/12/2019.',
        'Đã gửi báo cáo kỳ tháng 12/2019. Hai bên xem được ngay. Báo cáo tiếp theo: kỳ tháng 01/2020, hạn nộp 20/01/2020.',
      ]);
    });

    it('of a completion: who confirms, until all have', async () => {
      const said = [await after('congthuong@hanoi', '3.04', 'cap-nhat', completed)];
      said.push(await after('leader@hanoi', '3.04', 'xac-nhan-hoan-thanh', { action: 'confirm' }));
      said.push(await after('congthuong@nghean', '3.04', 'cap-nhat', completed));
      said.push(await after('coordinator@hanoi', '3.04', 'tra-lai', { reason: 'Chưa đủ.' }));
      await after('congthuong@nghean', '3.04', 'cap-nhat', { ...completed, results: 'Đã bổ sung.' });
      said.push(await after('leader@nghean', '3.04', 'xac-nhan-hoan-thanh', { action: 'confirm' }));
      expect(said.map((one) => one?.replaceAll('kỳ tháng 12/2019', 'kỳ tháng 11/2019'))).toEqual([
        'Đã gửi báo cáo kỳ tháng 11/2019, đề nghị xác nhận hoàn thành. Hai bên xem được ngay. Tiếp theo: lãnh đạo phía Hà Nội xác nhận hoàn thành.',
        'Đã xác nhận hoàn thành phần việc của phía Hà Nội. Hai bên xem được ngay. Tiếp theo: phía Nghệ An báo cáo hoàn thành và xác nhận.',
        'Đã gửi báo cáo kỳ tháng 11/2019, đề nghị xác nhận hoàn thành. Hai bên xem được ngay. Tiếp theo: lãnh đạo phía Nghệ An xác nhận hoàn thành.',
        'Đã trả lại báo cáo hoàn thành của phía Nghệ An để bổ sung. Hai bên xem được ngay. Tiếp theo: phía Nghệ An được báo qua thư, bổ sung và báo cáo lại.',
        'Đã xác nhận hoàn thành phần việc của phía Nghệ An. Hai bên xem được ngay. Hai bên đều đã xác nhận: cam kết hoàn thành ngày 20/11/2019.',
      ]);
    });

    it('of an extension: who still answers, and the deadline that holds', async () => {
      const asked = { precision: 'quarter', quarter: '1', year: '2020', reason: 'Chậm.' };
      const said = [await after('congthuong@hanoi', '3.06', 'gia-han', asked)];
      const id = await world.value('select max(id)::integer from extension_request');
      const yes = { decision: 'approved', reason: '' };
      said.push(await after('leader@hanoi', '3.06', `gia-han/${id}/quyet-dinh`, yes));
      said.push(await after('coordinator@nghean', '3.06', `gia-han/${id}/y-kien`, yes));
      await after('congthuong@hanoi', '3.06', 'gia-han', { ...asked, quarter: '2' });
      said.push(
        await after('leader@hanoi', '3.06', `gia-han/${id + 1}/quyet-dinh`, {
          decision: 'rejected',
          reason: 'Không.',
        }),
      );
      expect(said).toEqual([
        'Đã gửi đề nghị gia hạn đến Quý I/2020. Hai bên xem được ngay. Tiếp theo: lãnh đạo phía Hà Nội quyết định và văn phòng cấp ủy phía Nghệ An cho ý kiến. Trong khi chờ, thời hạn hiện hành vẫn là 31/8/2019.',
        'Đã đồng ý gia hạn đến Quý I/2020. Hai bên xem được ngay. Tiếp theo: văn phòng cấp ủy phía Nghệ An cho ý kiến. Trong khi chờ, thời hạn hiện hành vẫn là 31/8/2019.',
        'Đã đồng ý gia hạn. Thời hạn mới: Quý I/2020. Hai bên xem được ngay. Thư nhắc tính theo thời hạn mới.',
        'Không đồng ý gia hạn. Thời hạn hiện hành vẫn là Quý I/2020. Hai bên xem được ngay.',
      ]);
    });
  });
});
