import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { withTimeout } from '../platform/queue/queues.js';
import { sealAudit, sealInTurn } from './audit-sealing.js';

/** An entry has its link within a second: half of it is left for the work. */
const EVERY_MS = 500;
/** At the end of the process: other processes, or the next start, go on. */
const LAST_MS = 1_000;

/**
 * Seals the audit log in every process, whatever its role; the database lets one at a time. While nothing is written a look costs one statement
 * that finds an empty table.
 */
@Injectable()
export class AuditSealer implements BeforeApplicationShutdown {
  private readonly log = new Logger('audit');
  private timer?: NodeJS.Timeout;
  private isAtWork = false;
  /** The last try failed: said once, not twice a second. */
  private isFailing = false;

  constructor(private readonly em: EntityManager) {}

  start(): void {
    this.timer ??= setInterval(() => void this.seal(), EVERY_MS).unref();
  }

  /** What this process wrote last, too: commands end at once. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await withTimeout(LAST_MS, sealAudit(this.em.fork())).catch(() => {});
  }

  private async seal(): Promise<void> {
    if (this.isAtWork) return;
    this.isAtWork = true;
    try {
      await sealInTurn(this.em.fork());
      this.isFailing = false;
    } catch (error) {
      if (!this.isFailing) this.log.error({ err: error }, 'entries of the audit log wait for their seal');
      this.isFailing = true;
    } finally {
      this.isAtWork = false;
    }
  }
}
