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
import { KeptRows } from '../read/kept-rows.js';
import type { ReadAt } from '../read/read-source.js';
import { sectorForecasts } from './sector-forecasts.js';

/** A history takes as much memory as so many other rows that are kept. */
const HISTORY_WEIGHS = 8;

/** Forecasts of a day, by what had been entered by its end and by nothing later. Who asks must have been allowed to read the agreement. */
@Injectable()
export class ForecastQueries {
  private readonly kept = new RevisionCache<SectorsForecast>();

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly models: ForecastModels,
    private readonly rows: KeptRows,
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
  ofSectors(agreement: AgreementRef, day: Day): Promise<SectorsForecast> {
    const { id, revision } = agreement;
    return this.kept.get([id, revision, day], async () => {
      const at = { agreementId: id, asOf: day, knownAt: day, today: this.clock.today() };
      const [learnt, histories, sectors] = await Promise.all([
        this.models.of(id, day),
        this.rows.read(agreement, at, 'histories', (some) => this.histories(some), HISTORY_WEIGHS),
        this.sectors(id),
      ]);
      return {
        asOf: day,
        learntFrom: learnt && learntBy(learnt),
        least: LEAST,
        sectors: sectorForecasts(sectors, [...histories.values()], numberOf(day), learnt),
      };
    });
  }

  /** Of what is open and has a last day. */
  private async histories({ agreementId, asOf, only }: ReadAt): Promise<Map<number, History>> {
    const some = only ? sql`c.id = any(${[...only]}::integer[]) and` : sql``;
    const which = sql`${some} c.agreement_id = ${agreementId} and ${isOpenAndDated(asOf)}`;
    const { rows } = await sql<{
      histories: string;
    }>`select ${historiesAsJson(which, asOf)} as histories`.execute(this.em.getKysely());
    const histories = JSON.parse(rows[0]!.histories) as History[];
    return new Map(histories.map((one) => [one.id, one]));
  }

  private async sectors(agreementId: number): Promise<(NamedCode & { id: number })[]> {
    const { rows } = await sql<NamedCode & { id: number }>`
      select s.id, s.code, s.name from sector s where s.agreement_id = ${agreementId} order by s.position`.execute(
      this.em.getKysely(),
    );
    return rows;
  }

  /** What forecasts of an agreement were worth, by what was known at the end of the day before. */
  async quality({ id }: Pick<AgreementRef, 'id'>, day: Day): Promise<AgreementForecast['quality']> {
    const quality = await this.models.qualityOf(id, day);
    if (!quality) return null;
    const { known, ...rest } = quality;
    return { until: dayOfNumber(known), ...rest };
  }
}
