import { Injectable } from '@nestjs/common';
import { AccountHousekeeping } from './access/housekeeping.js';
import { AccountMailSender } from './mail/account-mail.sender.js';

/** What the worker does for this room. */
@Injectable()
export class AccountJobs {
  constructor(
    private readonly mails: AccountMailSender,
    private readonly housekeeping: AccountHousekeeping,
  ) {}

  sendMails(): Promise<void> {
    return this.mails.sendWaiting();
  }

  async keepHouse(): Promise<void> {
    await this.housekeeping.run();
  }
}
