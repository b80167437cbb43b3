import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, Matches } from 'class-validator';
import type { Day } from '../../platform/clock.js';
import { DaysAsTyped, IsDay, Optional, PageLimit } from '../../platform/http/input.js';
import { knownBases, type KnownBasis } from './comparison.types.js';

export class ComparisonDaysDto {
  @ApiPropertyOptional({
    type: String,
    format: 'date',
    description: 'The first day; left out, the same date a month before the second',
  })
  @Optional()
  @IsDay()
  from?: Day;

  @ApiPropertyOptional({
    type: String,
    format: 'date',
    description: 'The second day, after the first; left out, today. Of a day to come: if nothing changes',
  })
  @Optional()
  @IsDay()
  to?: Day;

  @ApiPropertyOptional({
    enum: knownBases,
    default: 'now',
    description:
      'now: both days by everything entered so far, so that a completion counts from the day on which it was done; then: each day only by what had been entered by its end',
  })
  @Optional()
  @IsIn(knownBases)
  known?: KnownBasis;
}

export class ComparisonDto extends ComparisonDaysDto {
  /** Commitments. */
  @PageLimit()
  limit: number = 50;

  @ApiPropertyOptional({ description: 'nextCursor of the previous page' })
  @Optional()
  @IsString()
  @Matches(/^[1-4]\.\d{1,9}$/, { message: 'must be the nextCursor of the same comparison' })
  cursor?: string;
}

/** The same in a page's address: days as they were typed. */
@DaysAsTyped('from', 'to')
export class ComparisonPageDto extends ComparisonDto {}
