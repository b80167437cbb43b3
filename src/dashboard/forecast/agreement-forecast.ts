import { Injectable } from '@nestjs/common';
import { ForecastQueries } from '../../commitments/forecast/forecast.queries.js';
import type { AgreementForecast, SectorsForecast } from '../../commitments/forecast/forecast.types.js';
import type { AgreementRef, RequestScope } from '../../identity/scope.js';
import type { Role } from '../../identity/viewer.js';
import { Clock, type Day } from '../../platform/clock.js';
import { RuleBroken } from '../../platform/errors.js';
import type { Dashboard } from '../dashboard.types.js';

/** To whom it is shown what forecasts were worth: those who look after the whole, not after a side. */
const qualityReaders: readonly Role[] = ['auditor', 'admin'];

/** Of more commitments they stand on their own page alone: they take every history, and the overview is opened after each change. */
const MOST_ON_OVERVIEW = 1000;

type Shown = Pick<Dashboard, 'asOf' | 'total'>;

export const readsForecastQuality = ({ role }: { role: Role }): boolean => qualityReaders.includes(role);

/** The forecasts of an agreement, with what they were worth for those who may see it. */
@Injectable()
export class AgreementForecasts {
  constructor(
    private readonly forecasts: ForecastQueries,
    private readonly clock: Clock,
  ) {}

  /** As the overview tells them, without what they were worth; null for a day to come. @param dashboard of the agreement */
  async onOverview(
    agreement: AgreementRef,
    { asOf, total }: Shown,
  ): Promise<SectorsForecast | 'apart' | null> {
    if (asOf > this.clock.today()) return null;
    return total > MOST_ON_OVERVIEW ? 'apart' : this.forecasts.ofSectors(agreement, asOf);
  }

  /** @throws RuleBroken for a day to come */
  async read({ agreement, viewer }: RequestScope, asOf?: Day): Promise<AgreementForecast> {
    const day = asOf ?? this.clock.today();
    if (day > this.clock.today()) throw new RuleBroken(notYet, 'asOf');
    const [sectors, quality] = await Promise.all([
      this.forecasts.ofSectors(agreement, day),
      readsForecastQuality(viewer) ? this.forecasts.quality(agreement, day) : null,
    ]);
    return { ...sectors, quality };
  }
}

const notYet = {
  vi: 'Chưa có dự báo của ngày chưa đến. Hãy ghi hôm nay hoặc một ngày đã qua.',
  en: 'No forecast has been made on a day that is still to come. Enter today or an earlier day.',
};
