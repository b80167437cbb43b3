import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { type Mailbox, startMailbox } from './mailbox.js';

describe('the mailbox', () => {
  let dir: string;
  let mailbox: Mailbox;

  const open = (ports = { webPort: 0, smtpPort: 0 }) =>
    startMailbox({ dir, host: '127.0.0.1', publicUrl: 'http://127.0.0.1:3000', ...ports });
  /** A page's socket: open, or the status that refused it. */
  const opened = (host: string, origin: string) =>
    new Promise<'open' | number | undefined>((resolve, reject) => {
      const asked = request(`${mailbox.webUrl}/socket.io/?EIO=4&transport=websocket`, {
        headers: {
          host,
          origin,
          connection: 'Upgrade',
          upgrade: 'websocket',
          'sec-websocket-version': '13',
          'sec-websocket-key': Buffer.alloc(16).toString('base64'),
        },
      });
      asked.on('upgrade', (_, socket) => {
        socket.destroy();
        resolve('open');
      });
      asked.on('response', ({ statusCode }) => resolve(statusCode));
      asked.on('error', reject).end();
    });
  const list = async () => (await fetch(`${mailbox.webUrl}/api/email`)).json();

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'thư '));
    mailbox = await open();
  });
  afterEach(async () => {
    await mailbox.stop();
    await rm(dir, { recursive: true, force: true });
  });

  it('lists what was sent, with every header, and gives the source as it came', async () => {
    await send(mailbox, 'Nhắc việc: hạn ngày 20/11');
    const [mail] = await list();
    expect(mail).toMatchObject({
      subject: 'Nhắc việc: hạn ngày 20/11',
      to: [{ address: 'coordinator@hanoi.example' }],
      from: [{ address: 'tracker@tracker.example' }],
      text: 'Xin chào',
      html: '<p>Xin chào</p>',
      date: '2019-11-20T00:00:00.000Z',
      headers: {
        'list-unsubscribe': '<https://tracker.example/stop>',
        'message-id': '<one@tracker.example>',
      },
    });
    const source = await (await fetch(`${mailbox.webUrl}/api/email/${mail.id}/source`)).text();
    expect(source).toMatch(/^Content-Type: text\/plain/m);
    expect(source).toMatch(/^Content-Type: text\/html/m);
  });

  it('still has the mails after a run that ended without closing it', async () => {
    await send(mailbox, 'first');
    await send(mailbox, 'second');
    const killed = mailbox;
    mailbox = await open();
    expect((await list()).map(({ subject }: { subject: string }) => subject)).toEqual(['first', 'second']);
    await killed.stop();
  });

  it('shows its page to whoever opens the address', async () => {
    const page = await fetch(mailbox.webUrl);
    expect(page.headers.get('content-type')).toContain('text/html');
  });

  it('does not answer a page elsewhere that gives this machine another name', async () => {
    expect(await statusFor(mailbox.webUrl, 'evil.example')).toBe(421);
    expect(await statusFor(mailbox.webUrl, 'localhost:1080')).toBe(200);
    expect(
      await statusFor(mailbox.webUrl, new URL(mailbox.webUrl).host, '/socket.io/?EIO=4&transport=polling'),
    ).toBe(200);
    expect(await statusFor(mailbox.webUrl, 'evil.example', '/socket.io/?EIO=4&transport=polling')).toBe(421);
  });

  it('tells its own page of new mail, and no other page, whatever name that one uses', async () => {
    const { host, port } = new URL(mailbox.webUrl);
    const own = await opened(host, `http://${host}`);
    expect(own).toBe('open');
    expect(await opened(`localhost:${port}`, `http://localhost:${port}`)).toBe('open');
    for (const [name, origin] of [
      [host, 'https://evil.example'],
      [host, `http://localhost:${port}`],
      [host, 'http://127.0.0.1:8000'],
      [host, 'null'],
      ['evil.example', 'http://evil.example'],
      [`evil.example:${port}`, `http://evil.example:${port}`],
    ] as const)
      expect([name, origin, await opened(name, origin)]).toEqual([name, origin, 421]);
  });

  it('names the port that is taken, and the variable to set', async () => {
    const webPort = Number(new URL(mailbox.webUrl).port);
    const smtpPort = Number(new URL(mailbox.smtpUrl).port);
    await expect(open({ webPort, smtpPort: 0 })).rejects.toThrow(`Port ${webPort} is in use`);
    await expect(open({ webPort, smtpPort: 0 })).rejects.toThrow('MAILBOX_PORT=');
    await expect(open({ webPort: 0, smtpPort })).rejects.toThrow('SMTP_PORT=');
  });
});

async function send(mailbox: Mailbox, subject: string): Promise<void> {
  const transport = createTransport(mailbox.smtpUrl);
  await transport.sendMail({
    from: 'tracker@tracker.example',
    to: 'coordinator@hanoi.example',
    subject,
    text: 'Xin chào',
    html: '<p>Xin chào</p>',
    date: new Date('2019-11-20T00:00:00Z'),
    messageId: '<one@tracker.example>',
    list: { unsubscribe: 'https://tracker.example/stop' },
  });
  transport.close();
}

function statusFor(url: string, host: string, path = '/api/email'): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(`${url}${path}`, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on('error', reject).end();
  });
}
