import { Injectable } from '@nestjs/common';
import { AccountJobs } from '../accounts/account-jobs.js';
import { CommitmentUpkeep } from '../commitments/commitment-upkeep.js';
import { SheetWork } from '../sheets/sheet-work.js';
import { Clock } from '../platform/clock.js';

/** What the worker does beside reminders: mails about accounts, spreadsheets, and at night what is done away with, of every room. */
@Injectable()
export class Chores {
  constructor(
    private readonly accounts: AccountJobs,
    private readonly commitments: CommitmentUpkeep,
    private readonly sheets: SheetWork,
    private readonly clock: Clock,
  ) {}

  sendMails(): Promise<void> {
    return this.accounts.sendMails();
  }

  workOnSheet(id: number): Promise<void> {
    return this.sheets.go(id);
  }

  pickUpSheets(): Promise<void> {
    return this.sheets.pickUp();
  }

  fillSearch(): Promise<void> {
    return this.commitments.fillSearch();
  }

  async keepHouse(): Promise<void> {
    await this.accounts.keepHouse();
    await this.commitments.keepHouse();
    await this.sheets.expire(this.clock.now());
  }
}
