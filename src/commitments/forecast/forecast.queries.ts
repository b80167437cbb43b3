import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Clock, type Day } from '../../platform/clock.js';
import { RevisionCache } from '../../platform/revision-cache.js';
import type { AgreementRef } from '../../identity/scope.js';
import type { NamedCode } from '../commitment.types.js';
import { forecastOf, learntBy } from './forecast.of.js';
import { ForecastModels } from './forecast-models.js';
import type { AgreementForecast, Forecast, SectorsForecast } from './forecast.types.js';
import { dayOfNumber, numberOf, type History } from './history.js';
import { historiesAsJson, isOpenAndDated } from './histories.sql.js';
import { LEAST } from './model.js';
import { sectorForecasts } from './sector-forecasts.js';

/** Forecasts of a day, by what had been entered by its end and by nothing later. Who asks must have been allowed to read the agreement. */
@Injectable()
export class ForecastQueries {
  private readonly kept = new RevisionCache<SectorsForecast>();

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly models: ForecastModels,
  ) {}

  /** Null where none is made: of a day to come, and of what has no last day, was completed or stopped. */
  async ofCommitment(agreementId: number, id: number, day: Day): Promise<Forecast | null> {
    if (day > this.clock.today()) return null;
    const which = sql`c.id = ${id} and c.agreement_id = ${agreementId} and ${isOpenAndDated(day)}`;
    const { rows } = await sql<{
      histories: string;
    }>`select ${historiesAsJson(which, day)} as histories`.execute(this.em.getKysely());
    const [history] = JSON.parse(rows[0]!.histories) as History[];
    if (!history) return null;
    return forecastOf(history, numberOf(day), await this.models.of(agreementId, day));
  }

  /** By sector, in their order. @param day today or before */
  ofSectors({ id, revision }: Pick<AgreementRef, 'id' | 'revision'>, day: Day): Promise<SectorsForecast> {
    return this.kept.get([id, revision, day], async () => {
      const which = sql`c.agreement_id = ${id} and ${isOpenAndDated(day)}`;
      const [learnt, { rows }] = await Promise.all([
        this.models.of(id, day),
        sql<{ histories: string; sectors: (NamedCode & { id: number })[] }>`
          select ${historiesAsJson(which, day)} as histories, (select coalesce(json_agg(json_build_object('id', s.id, 'code', s.code, 'name', s.name)
            order by s.position), '[]') from sector s where s.agreement_id = ${id}) as sectors`.execute(
          this.em.getKysely(),
        ),
      ]);
      const { sectors, histories } = rows[0]!;
      return {
        asOf: day,
        learntFrom: learnt && learntBy(learnt),
        least: LEAST,
        sectors: sectorForecasts(sectors, JSON.parse(histories) as History[], numberOf(day), learnt),
      };
    });
  }

  /** What forecasts of an agreement were worth, by what was known at the end of the day before. */
  async quality({ id }: Pick<AgreementRef, 'id'>, day: Day): Promise<AgreementForecast['quality']> {
    const quality = await this.models.qualityOf(id, day);
    if (!quality) return null;
    const { known, ...rest } = quality;
    return { until: dayOfNumber(known), ...rest };
  }
}
