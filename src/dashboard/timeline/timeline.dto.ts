import { IsIn, Matches } from 'class-validator';
import { statuses, type Status } from '../../commitments/commitment.types.js';
import { DaysDto } from '../../commitments/read/days.dto.js';
import { DaysAsTyped, Optional } from '../../platform/http/input.js';

/** By what rows are grouped, as the page's address says it: by sector, by lead body, by who holds a matter. */
export const groupings = ['linh-vuc', 'co-quan', 'dang-cho'] as const;
export type Grouping = (typeof groupings)[number];

const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/;

@DaysAsTyped('asOf', 'knownAt')
export class TimelinePageDto extends DaysDto {
  @Optional()
  @IsIn(groupings)
  theo?: Grouping;

  @Optional()
  @Matches(CODE)
  party?: string;

  @Optional()
  @IsIn(statuses)
  status?: Status;

  @Optional()
  @Matches(CODE)
  sector?: string;
}
