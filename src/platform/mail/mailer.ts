import type { OnApplicationShutdown } from '@nestjs/common';
import { Metrics } from '../metrics.js';
import { mailFaultOf } from './mail-fault.js';
import type { MailKind, MailPace } from './mail-pace.js';
import { SmtpInThread } from './smtp-in-thread.js';

export interface MailPlace {
  /** `smtp://` or `smtps://`, with the account where the server wants one. */
  smtpUrl: string;
  /** `Name <address>`. */
  from: string;
}

export interface Mail {
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  /** In angle brackets. The same on every attempt, so that a server that saw the first one can tell. */
  messageId: string;
  /** When it was written, by the program's clock. */
  date: Date;
  /** Of its own, beside those of every mail. */
  headers?: Record<string, string>;
}

/** Sends over SMTP, on a few connections that are kept open. */
export class Mailer implements OnApplicationShutdown {
  private smtp?: SmtpInThread;

  constructor(
    private readonly place: MailPlace,
    private readonly metrics = new Metrics(),
    private readonly pace?: MailPace,
  ) {}

  /** To be asked before a mail is taken in hand. @returns false where the limit of mails a minute is reached: it is to wait where it is */
  async takeTurn(kind: MailKind): Promise<boolean> {
    return (await this.pace?.take(kind)) ?? true;
  }

  /** For mails that are about to be written: what sends them is loaded meanwhile. */
  getReady(): void {
    this.open().getReady();
  }

  /** @returns what the server answered. @throws the error of the SMTP client; `mailFaultOf` sorts it */
  async send(mail: Mail): Promise<string> {
    try {
      const response = await this.open().send({
        ...mail,
        from: this.place.from,
        headers: { ...mail.headers, ...automatic },
      });
      this.metrics.mail('sent');
      return response;
    } catch (error) {
      this.metrics.mail(mailFaultOf(error).lasts);
      throw error;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.smtp?.close();
  }

  /** Begun with the first mail, or shortly before: a process that sends none, such as one with the role `web`, does without. */
  private open(): SmtpInThread {
    const { smtpUrl } = this.place;
    return (this.smtp ??= new SmtpInThread({ url: smtpUrl, pool: true, maxConnections: 5, ...limits }));
  }
}

/** A sending ends well before the lease on its digest does. Texts come from users: no file or address is ever read. */
const limits = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 30_000,
  disableFileAccess: true,
  disableUrlAccess: true,
};

/** RFC 3834, and what Exchange goes by: no out-of-office replies to a robot. */
const automatic = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };
