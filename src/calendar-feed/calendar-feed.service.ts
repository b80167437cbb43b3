import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { CalendarAddressesQueries } from '../accounts/calendar-addresses/calendar-addresses.queries.js';
import type { CalendarReading } from '../accounts/calendar-addresses/calendar-address.types.js';
import { LastUse } from '../accounts/access/last-use.js';
import { WorkingCalendarService } from '../calendar/working-calendar.service.js';
import { Config } from '../config/config.js';
import { Clock, type Day } from '../platform/clock.js';
import { NotFound } from '../platform/errors.js';
import { RevisionCache } from '../platform/revision-cache.js';
import { calendarFile } from './calendar-feed.file.js';
import { CalendarFeedQueries, MOST_DEADLINES } from './calendar-feed.queries.js';

/** Bytes of all files that are kept. */
const KEPT_BYTES = 8_388_608;

export interface FeedFile {
  /** Of what the file depends on: the same as long as nothing changed. */
  tag: string;
  /** Makes it, or takes the one that was made. */
  body: () => Promise<string>;
}

/** What a secret address answers with. A calendar that asks again before anything changed costs the one statement that finds who it is. */
@Injectable()
export class CalendarFeed {
  private readonly files = new RevisionCache<string>({ most: KEPT_BYTES, weigh: (file) => 2 * file.length });

  constructor(
    private readonly addresses: CalendarAddressesQueries,
    private readonly queries: CalendarFeedQueries,
    private readonly calendars: WorkingCalendarService,
    private readonly lastUse: LastUse,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** @throws NotFound, alike for every address at which nothing is to be read */
  async at(secret: string): Promise<FeedFile> {
    const reading = await this.addresses.behind(secret);
    if (!reading) throw new NotFound();
    this.lastUse.note({ by: 'calendar', id: reading.id });
    const today = this.clock.today();
    const key = keyOf(reading, today);
    const tag = createHash('sha256').update(JSON.stringify(key)).digest('base64url').slice(0, 22);
    return { tag: `"${tag}"`, body: () => this.files.get(key, () => this.make(reading, today)) };
  }

  private async make({ viewer, scope, agreements }: CalendarReading, today: Day): Promise<string> {
    const [working, deadlines] = await Promise.all([
      this.calendars.load(),
      this.queries.deadlines(agreements, { viewer, scope, today }),
    ]);
    const { name, language } = viewer;
    const count = deadlines.reduce((sum, { items }) => sum + items.length, 0);
    return calendarFile({
      account: name[language],
      language,
      publicUrl: this.config.publicUrl,
      working,
      deadlines,
      cutOffAt: count >= MOST_DEADLINES ? MOST_DEADLINES : null,
    });
  }
}

/** All that a file depends on, and nothing that tells whose secret it is. What an administrator renames shows by the next day. */
function keyOf({ viewer, scope, agreements }: CalendarReading, today: Day): unknown[] {
  const { userId, role, name, party, body, language } = viewer;
  const revisions = agreements.map(({ id, revision }) => [id, revision]);
  return [userId, role, name, party?.id, body?.id, language, scope, today, revisions];
}
