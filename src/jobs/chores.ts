import { Injectable } from '@nestjs/common';
import { AccountJobs } from '../accounts/account-jobs.js';
import { DraftsService } from '../commitments/drafts/drafts.service.js';
import { UploadHousekeeping } from '../commitments/uploads/upload-housekeeping.js';
import { SheetWork } from '../sheets/sheet-work.js';
import { Clock } from '../platform/clock.js';

/** What the worker does beside reminders: mails about accounts, spreadsheets, and at night what is done away with, of every room. */
@Injectable()
export class Chores {
  constructor(
    private readonly accounts: AccountJobs,
    private readonly drafts: DraftsService,
    private readonly uploads: UploadHousekeeping,
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

  async keepHouse(): Promise<void> {
    await this.accounts.keepHouse();
    await this.uploads.run();
    await this.drafts.handOver(this.clock.today());
    await this.drafts.expire(this.clock.now());
    await this.sheets.expire(this.clock.now());
  }
}
