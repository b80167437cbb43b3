import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import type { Day } from '../../platform/clock.js';
import { IsDay, Optional, PlainText } from '../../platform/http/input.js';

export const MOST_MATTER_TEXT = 2000;
export const MOST_NUMBER = 100;
export const MOST_NAME = 200;

const notEmpty = { message: 'must not be empty' };

/** An answer, or the words with which a matter goes back. */
export class MatterTextDto {
  @ApiProperty({ maxLength: MOST_MATTER_TEXT })
  @PlainText(MOST_MATTER_TEXT)
  @Matches(/\S/, notEmpty)
  text: string;
}

export class PutAcrossDto extends MatterTextDto {
  @ApiPropertyOptional({
    type: String,
    pattern: '^[a-z][a-z0-9-]{0,39}$',
    description: 'Code of the side whose office is to answer; required where there are several others',
  })
  @Optional()
  @Matches(/^[a-z][a-z0-9-]{0,39}$/, { message: 'must be the code of a party' })
  party?: string;
}

/** The document by which a higher level was asked. */
export class HigherLevelDto {
  @ApiProperty({
    maxLength: MOST_NAME,
    example: 'UBND tỉnh',
    description: 'The level or body that was asked',
  })
  @PlainText(MOST_NAME)
  @Matches(/\S/, notEmpty)
  outside: string;

  @ApiProperty({ maxLength: MOST_NUMBER, example: '112-CV/TU', description: 'Number of the document' })
  @PlainText(MOST_NUMBER)
  @Matches(/\S/, notEmpty)
  number: string;

  @ApiProperty({ type: String, format: 'date', description: 'Its date; not after today' })
  @IsDay()
  issuedOn: Day;

  @ApiProperty({ maxLength: MOST_NAME, description: 'Who issued it' })
  @PlainText(MOST_NAME)
  @Matches(/\S/, notEmpty)
  issuer: string;

  @ApiPropertyOptional({ maxLength: MOST_MATTER_TEXT })
  @PlainText(MOST_MATTER_TEXT)
  text: string = '';
}
