import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import { Optional, PlainText } from '../../platform/http/input.js';
import { calendarScopes, type CalendarScope } from './calendar-address.types.js';

export class CalendarAddressDto {
  @ApiPropertyOptional({ maxLength: 80, description: 'Which calendar reads it; “Calendar” if omitted' })
  @Optional()
  @PlainText(80)
  name?: string;

  @ApiPropertyOptional({
    enum: calendarScopes,
    description:
      'own: what the caller’s body has a part in (for a coordinator, its side; for a leader, the sectors in their charge); all: everything. own if omitted; auditors and administrators have all only',
  })
  @Optional()
  @IsIn(calendarScopes)
  scope?: CalendarScope;

  @ApiPropertyOptional({ description: 'Slug of the only agreement it covers; all agreements if omitted' })
  @Optional()
  @Matches(/^[a-z0-9][a-z0-9-]{0,79}$/, { message: 'must be the slug of an agreement' })
  agreement?: string;
}
