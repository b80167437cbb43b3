import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { sql } from 'kysely';
import type { ServerResponse } from 'node:http';
import { presentRevision } from '../../agreements/revision.sql.js';
import { Clock } from '../../platform/clock.js';
import { Busy } from '../../platform/errors.js';
import { Drain } from '../../platform/http/drain.js';

const LOOK_EVERY_MS = 1_000;
/** Without a change, so often is it said that nothing has changed: who hears nothing for longer shows old figures. */
const SAID_AGAIN_MS = 15_000;
/** Then the reader connects anew, and is asked again who he is. */
const LONGEST_MS = 5 * 60_000;
const MOST_READERS = 200;
/** Who has not read so many bytes reads no more. */
const MOST_UNREAD = 64 * 1024;

interface Reader {
  response: ServerResponse;
  agreementId: number;
  said: string;
  saidAt: number;
  openedAt: number;
}

/**
 * Tells open pages that an agreement has changed, by its revision, or that another day has begun. One look a second at the revisions of what is being
 * watched, however many watch, and none while nobody does (docs/decisions/live-pages.md). While the database is away nothing is said.
 */
@Injectable()
export class RevisionFeed implements BeforeApplicationShutdown {
  private readonly log = new Logger('live');
  private readonly readers = new Set<Reader>();
  private timer?: NodeJS.Timeout;
  private isLooking = false;
  /** The last look failed: said once, not every second. */
  private isBlind = false;

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly drain: Drain,
  ) {}

  get count(): number {
    return this.readers.size;
  }

  /** @param listens if not, it is told once */
  add(response: ServerResponse, { id, revision }: { id: number; revision: number }, listens = true): void {
    const now = Date.now();
    const reader: Reader = { response, agreementId: id, said: '', saidAt: now, openedAt: now };
    this.readers.add(reader);
    response.once('close', () => this.forget(reader));
    response.write('retry: 3000\n\n');
    this.say(reader, revision);
    if (!listens) return this.end(reader);
    this.timer ??= setInterval(() => void this.look(), LOOK_EVERY_MS).unref();
  }

  /** @throws Busy where too many listen already */
  refuseTooMany(): void {
    if (this.readers.size < MOST_READERS) return;
    throw new Busy({
      vi: 'Đang có quá nhiều màn hình tự cập nhật. Hãy thử lại sau ít phút.',
      en: 'Too many screens refresh by themselves just now. Try again in a few minutes.',
    });
  }

  /** Before the server waits for what is under way: a stream would be under way for minutes. */
  beforeApplicationShutdown(): void {
    for (const reader of this.readers) this.end(reader);
  }

  private async look(): Promise<void> {
    if (this.drain.hasBegun) this.beforeApplicationShutdown();
    if (this.isLooking || this.readers.size === 0) return;
    this.isLooking = true;
    try {
      const revisions = await this.revisions();
      this.isBlind = false;
      for (const reader of this.readers) this.tell(reader, revisions.get(reader.agreementId));
    } catch (error) {
      if (!this.isBlind)
        this.log.warn({ err: error }, 'revisions not read: open pages will say that they are out of date');
      this.isBlind = true;
    } finally {
      this.isLooking = false;
    }
  }

  private async revisions(): Promise<Map<number, number>> {
    const ids = [...new Set([...this.readers].map(({ agreementId }) => agreementId))];
    const { rows } = await sql<{
      id: number;
      revision: number;
    }>`select a.id, ${presentRevision}::integer as revision from agreement a where a.id = any(${ids})`.execute(
      this.em.fork().getKysely(),
    );
    return new Map(rows.map(({ id, revision }) => [id, revision]));
  }

  private tell(reader: Reader, revision: number | undefined): void {
    const isOver = Date.now() - reader.openedAt > LONGEST_MS;
    if (revision === undefined || isOver || reader.response.writableLength > MOST_UNREAD)
      return this.end(reader);
    this.say(reader, revision);
  }

  private say(reader: Reader, revision: number): void {
    const text = JSON.stringify({ revision, day: this.clock.today() });
    const now = Date.now();
    if (text === reader.said && now - reader.saidAt < SAID_AGAIN_MS) return;
    reader.response.write(`event: revision\ndata: ${text}\n\n`);
    Object.assign(reader, { said: text, saidAt: now });
  }

  private end(reader: Reader): void {
    this.forget(reader);
    reader.response.end();
  }

  private forget(reader: Reader): void {
    this.readers.delete(reader);
    if (this.readers.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }
}
