import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import type { Day } from '../../platform/clock.js';
import { EmailAddress, IsDay, NumberText, Optional, TypedDay } from '../../platform/http/input.js';
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
    description: 'First day of the absence, with a last one; today, where it is left out',
  })
  @ValidateIf(given)
  @IsDay()
  pausedFrom?: Day | null;

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
    description:
      'Email of the account that gets the reminders meanwhile, and, up to `pausedUntil`, acts for this one on the pages',
  })
  @ValidateIf(given)
  @MaxLength(MOST_ADDRESS)
  @EmailAddress()
  standIn?: string | null;
}

/** The same on the page: an empty box is none. */
export class NotificationSettingsForm {
  @IsIn(frequencies) frequency: Frequency;
  @Optional() @TypedDay() pausedFrom?: Day;
  @Optional() @TypedDay() pausedUntil?: Day;
  @Transform(({ value }) => (value === '' ? undefined : value))
  @Optional()
  @MaxLength(MOST_ADDRESS)
  @EmailAddress()
  standIn?: string;
}

/** The absence of an officer, as the office enters it. */
export class AbsenceForm {
  @NumberText() @IsInt() @Min(1) @Max(2_147_483_647) officer: number;
  @Optional() @TypedDay() pausedFrom?: Day;
  @Optional() @TypedDay() pausedUntil?: Day;
  @Transform(({ value }) => (value === '' ? undefined : value))
  @Optional()
  @MaxLength(MOST_ADDRESS)
  @EmailAddress()
  standIn?: string;
}
