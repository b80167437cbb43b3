import {
  boolean,
  choice,
  list,
  named,
  nullable,
  number,
  object,
  string,
  text,
} from '../../platform/http/schema.js';
import { indicatorAcross, indicatorAdds, indicatorDirections } from './indicator.js';
import type { FigureItem, IndicatorItem, JointIndicator, PeriodItem } from './indicator.types.js';
import { indicatorStates } from './standing.js';

const standing = {
  cumulative: nullable(number),
  share: nullable(number),
  pace: nullable(number),
  state: choice(indicatorStates),
};
const what = { code: string, name: text, unit: string, target: nullable(number) };
const together = { across: choice(indicatorAcross), counts: nullable(string) };

export const indicatorSchema = named<IndicatorItem>(
  'Indicator',
  'What the part of a side is measured by, and how it stands',
  object({
    ...what,
    direction: choice(indicatorDirections),
    adds: choice(indicatorAdds),
    ...together,
    acrossProposed: nullable(object(together)),
    proposed: boolean,
    ...standing,
  }),
);

export const jointIndicatorSchema = named<JointIndicator>(
  'JointIndicator',
  'An indicator of all sides together, as they agreed',
  object({ ...what, ...together, ...standing }),
);

export const figureSchema = named<FigureItem>(
  'Figure',
  'What a report stated of an indicator for its period',
  object({ code: string, actual: number, of: nullable(number) }),
);

export const periodsSchema = list<PeriodItem>(
  object({ period: string, actual: number, of: nullable(number), cumulative: nullable(number) }),
);
