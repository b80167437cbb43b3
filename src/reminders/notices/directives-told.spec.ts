import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sendNotices } from '../../../test/support/notices.js';
import { RouteWorld } from '../../../test/support/route-world.js';
import type { TestSmtp } from '../../../test/support/smtp.js';
import { DigestMails } from '../digest/digest.mails.js';

/** What leaders direct is told to their own side, and to nobody else. */
describe('a directive is told', () => {
  let world: RouteWorld;
  let smtp: TestSmtp;
  let url: string;
  let count = 0;
  let text: string;
  beforeAll(async () => {
    world = await RouteWorld.start();
    smtp = world.program.smtp;
    url = `/api/v1/commitments/${await world.commitmentId('4.02')}/directives`;
    await sendNotices(world);
  });
  afterAll(() => world?.stop());
  beforeEach(() => {
    text = `Sớm lên, lần ${++count}.`;
    smtp.mails.length = 0;
  });

  const direct = async (body: object = {}): Promise<number> => {
    const { status, json } = await world.ask('leader@hanoi', 'POST', url, { kind: 'report', text, ...body });
    expect(status).toBe(201);
    return json.id;
  };
  const answer = (id: number, who = 'nongnghiep@hanoi') =>
    world.ask(who, 'PUT', `/api/v1/directives/${id}/answer`, { text: `Xong ${count}.` });
  const withdraw = (id: number) =>
    world.ask('leader@hanoi', 'PUT', `/api/v1/directives/${id}/withdrawal`, { reason: 'Thôi.' });
  const told = () => smtp.mails.map(({ envelope, subject }) => `${envelope.to.join()} ${subject}`).sort();
  const given = 'nongnghiep@hanoi.example [4.02] Chỉ đạo: yêu cầu báo cáo';

  it('to whoever is to answer, once, in its words, with the way to the answer', async () => {
    const id = await direct();
    await sendNotices(world);
    await sendNotices(world);
    expect(told()).toEqual([given]);
    expect(smtp.mails[0]!.text).toContain(`Ý kiến chỉ đạo: ${text}`);
    expect(smtp.mails[0]!.text).toContain('Đề nghị trả lời trước hết ngày 22/11/2019.');
    expect(smtp.mails[0]!.text).toContain('/2016-tb-tu/cam-ket/4.02#tra-loi-chi-dao');
    await withdraw(id);
  });

  it('to the office where it is the office’s, also about another side’s part, of which that side hears nothing', async () => {
    const id = await direct({ part: 'nghean' });
    await sendNotices(world);
    expect(told()).toEqual(['coordinator@hanoi.example [4.02] Chỉ đạo: yêu cầu báo cáo']);
    expect(smtp.mails[0]!.text).toContain('về phần việc của phía Nghệ An');
    await withdraw(id);
  });

  it('to nobody where it was answered or withdrawn before; its leader is told of the answer', async () => {
    await withdraw(await direct());
    const id = await direct({ text: `${text} Nữa.` });
    await answer(id);
    await sendNotices(world);
    expect(told()).toEqual(['leader@hanoi.example [4.02] Chỉ đạo đã được trả lời']);
    expect(smtp.mails[0]!.text).toContain(`trả lời: Xong ${count}.`);
    expect(smtp.mails[0]!.text).toContain('/2016-tb-tu/cam-ket/4.02#cac-chi-dao');
  });

  it('each, where there are two about one commitment, also to a stand-in named in between', async () => {
    const ids = [await direct(), await direct({ kind: 'evidence' })];
    await sendNotices(world);
    expect(smtp.mails).toHaveLength(1);
    expect(smtp.mails[0]!.text).toContain('yêu cầu báo cáo');
    expect(smtp.mails[0]!.text).toContain('yêu cầu bổ sung minh chứng');
    for (const id of ids) await withdraw(id);
  });

  it('to both, once, when its day has passed without an answer', async () => {
    const id = await direct({ answerBy: '2019-11-20' });
    await sendNotices(world);
    await world.run(`alter table directive disable trigger append_only`);
    await world.run(`update directive set answer_by = '2019-11-19', day = '2019-11-18' where id = $1`, [id]);
    await world.run(`alter table directive enable trigger append_only`);
    smtp.mails.length = 0;
    await sendNotices(world);
    await sendNotices(world);
    const subject = '[4.02] Chỉ đạo quá hạn trả lời';
    expect(told()).toEqual([`leader@hanoi.example ${subject}`, `nongnghiep@hanoi.example ${subject}`]);
    await withdraw(id);
  });

  it('in the daily email as a number: to its leader with the page of exceptions, to whoever is to answer', async () => {
    const id = await direct();
    const day = '2019-11-20';
    const digest = async (who: string) => {
      const recipientId = await world.userId(who);
      const rows = [{ commitmentId: await world.commitmentId('4.02'), rule: 'overdue_5' }];
      const mails = await world.program.app
        .get(DigestMails, { strict: false })
        .read([{ recipientId, day, messageId: '<x@y>', rows }]);
      return mails[0]!();
    };
    const leader = await digest('leader@hanoi');
    for (const part of [leader.text, leader.html]) {
      expect(part).toContain('Chỉ đạo của tôi chưa được trả lời: ');
      expect(part.replaceAll('&amp;', '&')).toContain('/2016-tb-tu/chi-dao?state=open&by=me');
      expect(part).toContain('/2016-tb-tu/diem-nghen');
    }
    expect((await digest('nongnghiep@hanoi')).text).toContain('Chỉ đạo của lãnh đạo chờ trả lời: 1');
    for (const who of ['leader@nghean', 'nongnghiep@nghean', 'coordinator@nghean']) {
      const { text: said } = await digest(who);
      // Of its own the history has one, of the leader to another body.
      expect(said.match(/[Cc]hỉ đạo của (tôi|lãnh đạo)[^:]*: \d+/g)).toEqual(
        who === 'leader@nghean' ? ['Chỉ đạo của tôi chưa được trả lời: 1'] : null,
      );
    }
    expect((await digest('coordinator@hanoi')).text).not.toContain('Chỉ đạo của lãnh đạo chờ trả lời');
    await withdraw(id);
  });

  it('in the ledger to those who read the rows of its side, and counted as no overdue notice', async () => {
    const ledger = async (who: string) =>
      (await world.ask(who, 'GET', '/api/v1/reminders?limit=100')).json.items.filter(
        ({ rule }: { rule: string }) => rule.startsWith('directive_'),
      ).length;
    expect(await ledger('leader@hanoi')).toBeGreaterThan(5);
    expect(await ledger('coordinator@nghean')).toBe(0);
    const page = (await world.ask('leader@nghean', 'GET', '/2016-tb-tu/cam-ket/4.02')).text;
    expect(page).not.toMatch(/[Cc]hỉ đạo của lãnh đạo/);
    expect(await world.value('select count(*)::integer from notice where is_chase')).toBe(0);
  });
});
