import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestSmtp } from '../../../test/support/smtp.js';
import { RouteWorld } from '../../../test/support/route-world.js';
import { instantOf } from '../../platform/clock.js';
import { NoticeSender } from './notice.sender.js';

const match = { 'if-match': '*' };

/** Told on the day: what was sent back, extensions asked for and answered. */
describe('a notice', () => {
  let world: RouteWorld;
  let smtp: TestSmtp;
  beforeAll(async () => {
    world = await RouteWorld.start();
    smtp = world.program.smtp;
    await send();
  });
  afterAll(() => world?.stop());
  beforeEach(() => {
    smtp.mails.length = 0;
    smtp.conduct = 'accept';
  });

  const send = () => world.program.app.get(NoticeSender, { strict: false }).sendWaiting();
  const url = async (code: string) => `/api/v1/commitments/${await world.commitmentId(code)}`;
  const told = () => smtp.mails.map(({ envelope, subject }) => `${envelope.to.join()} ${subject}`).sort();
  const complete = async (code: string) =>
    world.ask(
      'coordinator@nghean',
      'POST',
      `${await url(code)}/updates`,
      { status: 'completed', percent: 100, results: 'Xong.' },
      match,
    );
  const sendBack = async (code: string) =>
    world.ask('leader@hanoi', 'POST', `${await url(code)}/return`, { reason: 'Thiếu biên bản.' });
  const extend = async (code: string): Promise<number> => {
    const asked = { due: { precision: 'date', date: '2021-03-31' }, reason: 'Chậm kinh phí.' };
    return (await world.ask('nongnghiep@hanoi', 'POST', `${await url(code)}/extension-requests`, asked)).json
      .id;
  };

  it('says nothing of history, nor of what it was installed after', async () => {
    expect(await world.value('select count(*)::integer from notice')).toBe(0);
  });

  it('tells lead body and office of a side that its completion was sent back, with the reason, once', async () => {
    await complete('4.02');
    await sendBack('4.02');
    await send();
    await send();
    const subject = '[4.02] Báo cáo hoàn thành bị trả lại để bổ sung';
    expect(told()).toEqual([`coordinator@nghean.example ${subject}`, `nongnghiep@nghean.example ${subject}`]);
    expect(smtp.mails[0]!.text).toContain('Lý do: Thiếu biên bản.');
    expect(smtp.mails[0]!.text).toContain('/2016-tb-tu/cam-ket/4.02/cap-nhat');
  });

  it('tells the leader besides whose signature fell', async () => {
    await complete('4.05');
    await world.ask('leader@nghean', 'PUT', `${await url('4.05')}/completion-confirmation`);
    await sendBack('4.05');
    await send();
    expect(told()).toContain('leader@nghean.example [4.05] Xác nhận hoàn thành không còn hiệu lực');
    expect(told()).toHaveLength(3);
  });

  it('is not sent where the side has reported again before', async () => {
    await complete('2.08');
    await sendBack('2.08');
    await complete('2.08');
    await send();
    expect(told()).toEqual([]);
  });

  it('tells those who are to answer that an extension is asked for, and the side what was answered', async () => {
    const request = await extend('4.03');
    await send();
    const asked = '[4.03] Đề nghị gia hạn chờ trả lời';
    expect(told()).toEqual([`coordinator@nghean.example ${asked}`, `leader@hanoi.example ${asked}`]);
    expect(smtp.mails[0]!.text).toContain('thời hạn đề nghị sau ngày kết thúc thỏa thuận (31/12/2020)');
    smtp.mails.length = 0;
    await world.ask('leader@hanoi', 'PUT', `/api/v1/extension-requests/${request}/decision`, {
      decision: 'approved',
      reason: '',
    });
    await send();
    const yes = '[4.03] Đồng ý gia hạn';
    expect(told()).toEqual([`coordinator@hanoi.example ${yes}`, `nongnghiep@hanoi.example ${yes}`]);
    expect(smtp.mails[0]!.text).toContain('đang chờ trả lời');
    smtp.mails.length = 0;
    await world.ask('coordinator@nghean', 'PUT', `/api/v1/extension-requests/${request}/agreement`, {
      decision: 'approved',
      reason: 'Thống nhất kế hoạch.',
    });
    await send();
    const officers = ['coordinator@hanoi', 'nongnghiep@hanoi', 'nongnghiep@nghean'];
    const granted = '[4.03] Đã gia hạn, thời hạn mới: 31/3/2021';
    expect(told()).toEqual(officers.map((who) => `${who}.example ${granted}`));
    expect(smtp.mails[0]!.text).toContain('Ý kiến: Thống nhất kế hoạch.');
    expect(smtp.mails[0]!.text).toContain('Thông báo 2016-TB/TU · việc mới trong ngày');
  });

  it('tells of a first deadline in its own words: proposed, approved and agreed', async () => {
    await world.undated('10.01', '2019-12-15');
    const asked = { due: '2020-03-31', reason: 'Đã có kế hoạch vốn.' };
    const path = `${await url('10.01')}/extension-requests`;
    const { id } = (await world.ask('coordinator@hanoi', 'POST', path, asked)).json;
    await send();
    const proposed = '[10.01] Đề nghị thời hạn chờ trả lời';
    expect(told()).toEqual([`coordinator@nghean.example ${proposed}`, `leader@hanoi.example ${proposed}`]);
    expect(smtp.mails[0]!.text).toContain('Thời hạn: Chưa có thời hạn (xem lại 15/12/2019) → 31/3/2020');
    const yes = { decision: 'approved', reason: '' };
    await world.ask('leader@hanoi', 'PUT', `/api/v1/extension-requests/${id}/decision`, yes);
    await world.ask('coordinator@nghean', 'PUT', `/api/v1/extension-requests/${id}/agreement`, yes);
    smtp.mails.length = 0;
    await send();
    expect(smtp.mails.map(({ subject }) => subject)).toContain('[10.01] Đã thống nhất thời hạn: 31/3/2020');
    expect(smtp.mails.map(({ text }) => text).join()).not.toContain('gia hạn');
  });

  it('is not sent to an account that was disabled meanwhile', async () => {
    await complete('1.03');
    await sendBack('1.03');
    await world.run(`update app_user set active = false where email = 'coordinator@nghean.example'`);
    await send();
    await world.run(`update app_user set active = true where email = 'coordinator@nghean.example'`);
    expect(told().filter((line) => line.startsWith('coordinator@nghean'))).toEqual([]);
  });

  it('is kept while the mail server is away, judged again, and not sent once it is no longer true', async () => {
    await complete('3.09');
    await sendBack('3.09');
    smtp.conduct = 'defer';
    await send();
    expect(told()).toEqual([]);
    const waiting = `update notice set next_attempt_at = now() where sent_at is null and failed_at is null`;
    await complete('3.09');
    smtp.conduct = 'accept';
    await world.run(waiting);
    await send();
    expect(told()).toEqual([]);
    expect(
      await world.value(`select count(*)::integer from notice where reason = 'no_longer_true'`),
    ).toBeGreaterThan(0);
  });

  it('that the mail server refuses stands on the account and among the counters', async () => {
    await complete('4.07');
    await sendBack('4.07');
    smtp.conduct = 'refuse';
    await send();
    const { text } = await world.session('admin@tracker').then(async (admin) => ({
      text: (await admin.get(`/quan-tri/tai-khoan/${await world.userId('coordinator@nghean')}`)).body,
    }));
    expect(text).toContain('Thư báo trong ngày');
    const metrics = await world.program.app.inject({ method: 'GET', url: '/metrics' });
    expect(Number(/^tracker_notices_failed (\d+)/m.exec(metrics.body)![1])).toBeGreaterThan(0);
  });

  it('waits on a day off for the next working day', async () => {
    world.program.clock.moveTo(instantOf('2019-11-23', '10:00'));
    smtp.mails.length = 0;
    await complete('2.06');
    await sendBack('2.06');
    await send();
    const ours = () => told().filter((line) => line.includes('[2.06]'));
    expect(ours()).toEqual([]);
    world.program.clock.moveTo(instantOf('2019-11-25', '07:30'));
    await send();
    expect(ours()).toEqual([]);
    world.program.clock.moveTo(instantOf('2019-11-25', '08:00'));
    await send();
    expect(ours()).toContain('coordinator@nghean.example [2.06] Báo cáo hoàn thành bị trả lại để bổ sung');
  });
});
