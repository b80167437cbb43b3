import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger } from '@nestjs/common';
import { sql } from 'kysely';
import { addDays, type Day } from '../../platform/clock.js';
import { RevisionCache } from '../../platform/revision-cache.js';
import { dayOfNumber, numberOf } from './history.js';
import { historiesAsJson, learntFrom } from './histories.sql.js';
import type { Learnt, Lesson } from './learning.js';
import { lastDayOfMonthBefore } from './months.js';
import type { ForecastQuality } from './quality.js';
import { Study } from './study.js';

const HOUR_MS = 3_600_000;

/**
 * What each agreement's forecasts have learnt, a month at a time. What was entered by the end of a month never changes, so that every process comes to
 * the same by itself, and nothing needs to be kept but in memory.
 */
@Injectable()
export class ForecastModels {
  private readonly log = new Logger('forecast');
  private readonly study = new Study();
  private readonly learnt = new RevisionCache<Learnt>({ most: 100, keptMs: 24 * HOUR_MS });
  private readonly qualities = new RevisionCache<ForecastQuality>({ most: 100, keptMs: HOUR_MS });

  constructor(private readonly em: EntityManager) {}

  /** For forecasts of a day. Null where it cannot be had: that is logged, and what asks for it goes on without. */
  async of(agreementId: number, day: Day): Promise<Learnt | null> {
    const known = lastDayOfMonthBefore(numberOf(day));
    return this.orNull(() =>
      this.learnt.get([agreementId, known], async () =>
        this.study.of({ ...(await this.histories(agreementId, dayOfNumber(known))), what: 'model' }),
      ),
    );
  }

  /** By what was known at the end of the day before. */
  async qualityOf(agreementId: number, day: Day): Promise<ForecastQuality | null> {
    const known = addDays(day, -1);
    return this.orNull(() =>
      this.qualities.get([agreementId, known], async () =>
        this.study.of({ ...(await this.histories(agreementId, known)), what: 'quality' }),
      ),
    );
  }

  private async histories(agreementId: number, known: Day): Promise<Omit<Lesson, 'what'>> {
    const which = sql`c.agreement_id in (${learntFrom(agreementId)})`;
    const { rows } = await sql<{
      histories: string;
    }>`select ${historiesAsJson(which, known)} as histories`.execute(this.em.getKysely());
    return { histories: rows[0]!.histories, agreementId, known: numberOf(known) };
  }

  private async orNull<T>(make: () => Promise<T>): Promise<T | null> {
    try {
      return await make();
    } catch (error) {
      this.log.error({ err: error }, 'forecast not learnt');
      return null;
    }
  }
}
