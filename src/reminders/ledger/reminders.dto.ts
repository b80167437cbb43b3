import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import type { Day } from '../../platform/clock.js';
import { IsDay, NumberText, Optional, PageLimit } from '../../platform/http/input.js';
import { reminderStatuses, type ReminderStatus } from './reminder.types.js';
import type { LedgerFilter } from './reminders.queries.js';

const MAX_ID = 2_147_483_647;

/** Filters of the ledger. An empty value is no filter. */
export class LedgerFilterDto implements LedgerFilter {
  @ApiPropertyOptional({ description: 'Email of the recipient', maxLength: 254 })
  @Transform(({ value }) => (typeof value === 'string' ? value.trim().toLowerCase() : value))
  @Optional()
  @IsString()
  @MaxLength(254)
  @Matches(/^[^\s@]+@[^\s@]+$/, { message: 'must be an e-mail address' })
  recipient?: string;

  @ApiPropertyOptional({ enum: reminderStatuses })
  @Optional()
  @IsIn(reminderStatuses)
  status?: ReminderStatus;

  @ApiPropertyOptional({ description: 'Id of a commitment' })
  @Optional()
  @NumberText()
  @IsInt()
  @Min(1)
  @Max(MAX_ID)
  commitment?: number;

  @ApiPropertyOptional({ type: String, format: 'date', description: 'First day' })
  @Optional()
  @IsDay()
  from?: Day;

  @ApiPropertyOptional({ type: String, format: 'date', description: 'Last day' })
  @Optional()
  @IsDay()
  to?: Day;
}

export class LedgerPageDto extends LedgerFilterDto {
  @PageLimit()
  limit: number = 50;

  @ApiPropertyOptional({ description: 'nextCursor of the previous page' })
  @Optional()
  @IsString()
  @Matches(/^\d{1,15}$/, { message: 'must be the nextCursor of a page' })
  cursor?: string;
}

/** A run of the reminders of one day. */
export class ReminderRunDto {
  @ApiProperty({
    type: String,
    format: 'date',
    description: 'The day to run, today at the latest; on a day off nothing is planned',
  })
  @IsDay()
  date: Day;
}
