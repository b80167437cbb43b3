import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, MaxLength, ValidateIf } from 'class-validator';
import type { Day } from '../../platform/clock.js';
import { EmailAddress, IsDay, Optional, TypedDay } from '../../platform/http/input.js';
import { languages, type Language } from '../../platform/text.js';
import { frequencies, type Frequency, type NotificationSettings } from './notification-settings.types.js';

const MOST_ADDRESS = 254;
const given = (_: unknown, value: unknown) => value !== null && value !== undefined;

/** What is left out stays as it is; null takes a pause or a stand-in out. */
export class NotificationSettingsDto implements Partial<NotificationSettings> {
  @ApiPropertyOptional({ enum: languages, description: 'Of the emails that the account gets' })
  @Optional()
  @IsIn(languages)
  language?: Language;

  @ApiPropertyOptional({ enum: frequencies, description: 'weekly: on the first working day of each week' })
  @Optional()
  @IsIn(frequencies)
  frequency?: Frequency;

  @ApiPropertyOptional({
    oneOf: [{ type: 'string', format: 'date' }, { type: 'null' }],
    description:
      'Last day without reminders, at most 45 days ahead; with a stand-in, the last on which that one gets them',
  })
  @ValidateIf(given)
  @IsDay()
  pausedUntil?: Day | null;

  @ApiPropertyOptional({
    oneOf: [{ type: 'string', format: 'email', maxLength: MOST_ADDRESS }, { type: 'null' }],
    description: 'Email of the account that gets the reminders meanwhile',
  })
  @ValidateIf(given)
  @MaxLength(MOST_ADDRESS)
  @EmailAddress()
  standIn?: string | null;
}

/** The same on the page: an empty box is none. */
export class NotificationSettingsForm {
  @IsIn(frequencies) frequency: Frequency;
  @Optional() @TypedDay() pausedUntil?: Day;
  @Transform(({ value }) => (value === '' ? undefined : value))
  @Optional()
  @MaxLength(MOST_ADDRESS)
  @EmailAddress()
  standIn?: string;
}
