import { ApiPropertyOptional } from '@nestjs/swagger';
import { DaysAsTyped, IsDay, Optional } from '../../platform/http/input.js';
import type { Day } from '../../platform/clock.js';

export class ForecastDto {
  @ApiPropertyOptional({
    type: String,
    format: 'date',
    description: 'As it was forecast on this day, by what had been entered by its end; today if left out',
  })
  @Optional()
  @IsDay()
  asOf?: Day;
}

/** The same in a page's address: as it was typed. */
@DaysAsTyped('asOf')
export class ForecastPageDto extends ForecastDto {}
