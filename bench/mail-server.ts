import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface MailServer {
  url: string;
  recipients: Set<string>;
  /** Mails so far. */
  taken(): number;
  /** The texts of one of the digests to an officer. */
  typical(): Promise<{ text: string; html: string }>;
  stop(): Promise<void>;
}

/** Takes every mail and keeps nothing but to whom it went, and one of them: what it does with a mail is not part of what is measured. */
export async function startMailServer(): Promise<MailServer> {
  const recipients = new Set<string>();
  let count = 0;
  let kept: Buffer[] | undefined;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData: (stream, { envelope }, done) => {
      const isKept = kept === undefined && /-[1-9]@many\./.test(envelope.rcptTo[0]?.address ?? '');
      if (isKept) stream.on('data', (chunk: Buffer) => (kept ??= []).push(chunk));
      stream.on('end', () => {
        for (const { address } of envelope.rcptTo) recipients.add(address);
        count += 1;
        done();
      });
      stream.resume();
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    recipients,
    taken: () => count,
    typical: async () => {
      const { text = '', html } = await simpleParser(Buffer.concat(kept ?? []));
      return { text, html: html || '' };
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
