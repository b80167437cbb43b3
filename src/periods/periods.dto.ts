import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, Matches } from 'class-validator';
import { ANY_PERIOD_CODE } from '../calendar/longer-periods.js';
import { Optional, PageLimit } from '../platform/http/input.js';
import { FROZEN_CODE } from './period.rules.js';

export class PeriodsPageDto {
  @PageLimit()
  limit: number = 50;

  @ApiPropertyOptional({ description: 'nextCursor of the previous page' })
  @Optional()
  @IsString()
  @Matches(ANY_PERIOD_CODE, { message: 'must be the nextCursor of a page' })
  cursor?: string;
}

export class CorrectionDto {
  @ApiProperty({
    pattern: FROZEN_CODE.source,
    example: 'BC-2019-11-HN-01',
    description: 'The code in whose place the next number comes: the last one that one’s own side has issued',
  })
  @IsString()
  @Matches(FROZEN_CODE, { message: 'must be a code such as BC-2019-11-HN-01' })
  replaces: string;
}
