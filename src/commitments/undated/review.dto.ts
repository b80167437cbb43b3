import { ApiProperty } from '@nestjs/swagger';
import type { Day } from '../../platform/clock.js';
import { IsDay } from '../../platform/http/input.js';
import { ReasonDto } from '../commitment.dto.js';

export class ReviewDayDto extends ReasonDto {
  @ApiProperty({
    type: String,
    format: 'date',
    description: 'The day on which the deadline is looked at again; from today, at most a year ahead',
  })
  @IsDay()
  reviewOn: Day;
}
