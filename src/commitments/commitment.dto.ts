import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { Optional, PlainText } from '../platform/http/input.js';

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
}
