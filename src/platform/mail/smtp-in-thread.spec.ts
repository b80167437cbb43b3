import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Worker } from 'node:worker_threads';
import { startSmtp, type TestSmtp } from '../../../test/support/smtp.js';
import { until } from '../../../test/support/processes.js';
import { mailFaultOf } from './mail-fault.js';
import { SmtpInThread } from './smtp-in-thread.js';

describe('the SMTP client in a thread', () => {
  let smtp: TestSmtp;
  let client: SmtpInThread;
  const mail = (to: string) => ({
    from: 'Theo dõi <a@tracker.example>',
    to: { name: 'Sở “Công, Thương”', address: to },
    subject: 'Nhắc hạn',
    text: 'Còn 7 ngày',
    date: new Date('2019-11-21T01:00:00Z'),
    messageId: '<1@tracker.example>',
    headers: { 'Auto-Submitted': 'auto-generated' },
  });
  const failing = (to: string) =>
    client.send(mail(to)).then(
      () => null,
      (error: unknown) => mailFaultOf(error),
    );

  beforeEach(async () => {
    smtp = await startSmtp();
    client = new SmtpInThread({ url: smtp.url, pool: true, maxConnections: 2, socketTimeout: 20_000 });
  });
  afterEach(async () => {
    await client.close();
    await smtp.stop();
  });

  it('sends a mail as it was written, and says what the server answered', async () => {
    expect(await client.send(mail('x@hanoi.example'))).toMatch(/^250 /);
    expect(smtp.mails[0]).toMatchObject({
      subject: 'Nhắc hạn',
      messageId: '<1@tracker.example>',
      date: new Date('2019-11-21T01:00:00Z'),
      to: { value: [{ name: 'Sở “Công, Thương”', address: 'x@hanoi.example' }] },
    });
    expect(smtp.mails[0]!.headers.get('auto-submitted')).toBe('auto-generated');
  });

  it('tells a refusal for good from a server that is away', async () => {
    smtp.conduct = 'refuse';
    expect(await failing('x@hanoi.example')).toEqual({
      lasts: 'permanent',
      reason: 'smtp_550: No such mailbox',
    });
    smtp.conduct = 'defer';
    expect(await failing('x@hanoi.example')).toEqual({
      lasts: 'passing',
      reason: 'smtp_451: Try again later',
    });
    expect(await failing('')).toMatchObject({
      lasts: 'permanent',
      reason: expect.stringMatching(/^address: /),
    });
    await smtp.stop();
    expect(await failing('x@hanoi.example')).toMatchObject({
      lasts: 'passing',
      reason: expect.stringMatching(/^connection: /),
    });
    smtp = await startSmtp();
  });

  it('takes what was in hand when the thread ended for not sent, and sends the next in another', async () => {
    smtp.conduct = 'hang';
    const inHand = failing('x@hanoi.example');
    await until(() => smtp.offered === 1);
    await (client as unknown as { thread: Worker }).thread.terminate();
    expect(await inHand).toMatchObject({
      lasts: 'passing',
      reason: 'internal: the thread that sends has ended',
    });
    smtp.conduct = 'accept';
    expect(await client.send(mail('y@hanoi.example'))).toMatch(/^250 /);
    expect(smtp.mails).toHaveLength(1);
  });
});
