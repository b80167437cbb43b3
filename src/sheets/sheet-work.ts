import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger } from '@nestjs/common';
import { sql } from 'kysely';
import { Busy, DomainError } from '../platform/errors.js';
import { giveBack, SheetApplying } from './applying/sheet-applying.js';
import { IntakeApplying } from './intake/intake-applying.js';
import { IntakeReading } from './intake/intake-reading.js';
import { fail, SheetReading } from './preview/sheet-reading.js';
import { leaseSheet, waitingSheets, type LeasedSheet } from './sheet.lease.js';

/** So often it is tried: what fails then fails again. */
const MOST_ATTEMPTS = 5;
/** Afterwards the histories of the commitments are all that is left of a sheet. */
const KEPT_DAYS = 90;

/** What the worker does for sheets. What is to be done stands in the database: a job only says that it is time. */
@Injectable()
export class SheetWork {
  private readonly log = new Logger('sheets');

  constructor(
    private readonly em: EntityManager,
    private readonly reading: SheetReading,
    private readonly applying: SheetApplying,
    private readonly intake: IntakeReading,
    private readonly adding: IntakeApplying,
  ) {}

  /** Reads or applies a sheet, if there is that to do and nobody else does it. */
  async go(id: number): Promise<void> {
    const sheet = await leaseSheet(this.em.fork(), id);
    if (!sheet) return;
    try {
      if (sheet.attempts > MOST_ATTEMPTS) await this.giveUp(sheet, gaveUp);
      else if (sheet.status === 'reading') await this.read(sheet);
      else await (sheet.administered ? this.adding : this.applying).apply(sheet);
    } catch (error) {
      // Who handed it in may not any more; else it is tried again when the lease has run out.
      if (!(error instanceof DomainError) || error instanceof Busy) throw error;
      await this.giveUp(sheet, error.text);
    }
  }

  /** A coordinator's file that is none of ours is an office's own. */
  private async read(sheet: LeasedSheet): Promise<void> {
    if (sheet.form === 'own' || (await this.reading.read(sheet)) === 'own') await this.intake.read(sheet);
  }

  /** Goes on with what a lost queue, a killed worker or a failure left. */
  async pickUp(): Promise<void> {
    for (const id of await waitingSheets(this.em.fork()))
      await this.go(id).catch((error: unknown) => this.log.error({ err: error, sheet: id }, 'sheet failed'));
  }

  /** Forgets old sheets. */
  async expire(now: Date): Promise<void> {
    await sql`delete from sheet where at < ${now}::timestamptz - make_interval(days => ${KEPT_DAYS})
      and status not in ('reading', 'applying')`.execute(this.em.fork().getKysely());
  }

  private giveUp({ id, status }: LeasedSheet, why: DomainError['text']): Promise<void> {
    const em = this.em.fork();
    return status === 'reading' ? fail(em, id, why) : giveBack(em, id, why);
  }
}

const gaveUp = {
  vi: 'Hệ thống gặp lỗi khi xử lý bảng này nhiều lần. Hãy nộp lại; nếu vẫn lỗi, hãy báo quản trị viên.',
  en: 'The tracker failed on this sheet several times. Hand it in again; if that fails too, tell the administrator.',
};
