import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import { Optional, PlainText } from '../platform/http/input.js';
import { returnedFor, type ReturnedFor } from './commitment.types.js';

export class ReasonDto {
  @ApiProperty({ maxLength: 2000 })
  @PlainText(2000)
  @Matches(/\S/, { message: 'must not be empty' })
  reason: string;
}

export class ReturnDto extends ReasonDto {
  /** Code of the side whose declared completion goes back; without it, that of every other side. */
  @ApiPropertyOptional({ type: String, pattern: '^[a-z][a-z0-9-]{0,39}$' })
  @Optional()
  @Matches(/^[a-z][a-z0-9-]{0,39}$/, { message: 'must be the code of a party' })
  party?: string;

  @ApiPropertyOptional({
    enum: returnedFor,
    description:
      'For what it goes back. `day`: only for the day on which the part is said to have been done; so can one’s own side’s, until it is confirmed. Default: `completion`',
  })
  @Optional()
  @IsIn(returnedFor)
  about?: ReturnedFor;
}
