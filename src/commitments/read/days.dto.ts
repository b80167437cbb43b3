import { ApiPropertyOptional } from '@nestjs/swagger';
import type { Day } from '../../platform/clock.js';
import { DaysAsTyped, IsDay, Optional } from '../../platform/http/input.js';
import type { DaysAsked } from './days.js';

export class DaysDto implements DaysAsked {
  @ApiPropertyOptional({
    type: String,
    format: 'date',
    description:
      'As it stood at the end of this day. Without knownAt, by all that is known now: a completion that stands counts from the day on which it was done',
  })
  @Optional()
  @IsDay()
  asOf?: Day;

  @ApiPropertyOptional({
    type: String,
    format: 'date',
    description:
      'By what had been entered up to the end of this day, which must not be before asOf; without asOf, as of this day too',
  })
  @Optional()
  @IsDay()
  knownAt?: Day;
}

/** The same in a page's address: as they were typed. */
@DaysAsTyped('asOf', 'knownAt')
export class DaysPageDto extends DaysDto {}
