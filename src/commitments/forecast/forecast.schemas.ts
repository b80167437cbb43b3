import {
  choice,
  day,
  integer,
  list,
  named,
  nullable,
  number,
  object,
  percent,
  rate,
  string,
  text,
} from '../../platform/http/schema.js';
import { commitmentDetailSchema } from '../commitment-detail.schemas.js';
import type { CommitmentDetail } from '../commitment.types.js';
import { withouts, type AgreementForecast, type Forecast } from './forecast.types.js';

const learntFromSchema = nullable(object({ until: day, closed: integer, late: integer }));

const forecastSchema = named<Forecast>(
  'Forecast',
  'Whether an open commitment will be done by its deadline, by what had been entered by the end of a day',
  object({
    asOf: day,
    chance: nullable(percent),
    without: nullable(choice(withouts)),
    term: object({ from: day, to: day, extensions: integer, share: rate }),
    base: percent,
    percent,
    silentDays: integer,
    unreported: list(string),
    alike: nullable(object({ count: integer, onTime: integer })),
    learntFrom: learntFromSchema,
    line: list(object({ day, percent })),
  }),
);

export const commitmentWithForecastSchema = named<CommitmentDetail & { forecast: Forecast | null }>(
  'CommitmentWithForecast',
  'A commitment with everything that its page shows, and whether it will be done by its deadline',
  object({ ...commitmentDetailSchema.properties, forecast: nullable(forecastSchema) }),
);

const sectorSchema = object({
  code: string,
  name: text,
  open: integer,
  even: integer,
  behind: integer,
  farBehind: integer,
  silent: integer,
  overdue: integer,
  chance: nullable(percent),
  closed: integer,
  onTime: integer,
});

const qualitySchema = object({
  until: day,
  count: integer,
  onTime: integer,
  brier: nullable(number),
  baseRateBrier: nullable(number),
  calibration: list(object({ chance: percent, count: integer, onTime: integer })),
});

export const agreementForecastSchema = named<AgreementForecast>(
  'AgreementForecast',
  'Whether the open commitments of an agreement will be done by their deadlines, by sector, and what such forecasts were worth',
  object({
    asOf: day,
    learntFrom: learntFromSchema,
    least: object({ closed: integer, late: integer }),
    sectors: list(sectorSchema),
    quality: nullable(qualitySchema),
  }),
);
