import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { NumberText, Optional, PlainText } from '../platform/http/input.js';
import { MOST_SHEET_ROWS } from './columns.js';
import { HEAD_WITHIN_ROWS } from './intake/propose-mapping.js';
import { choicesOfRows, outcomes, type Outcome, type RowsChosen } from './sheet.types.js';

const MOST_ROW = 2_000_000;
/** Of an answer: a sheet of ordinary size is answered whole. */
const MOST_AT_ONCE = 1_000;

export class SheetRowsDto {
  @ApiPropertyOptional({ enum: outcomes, description: 'Only rows with this outcome' })
  @Optional()
  @IsIn(outcomes)
  outcome?: Outcome;

  @ApiPropertyOptional({
    type: 'integer',
    description: 'Rows after this one: `nextRow` of the answer before',
  })
  @Optional()
  @NumberText()
  @IsInt()
  @Min(0)
  @Max(MOST_ROW)
  after?: number;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MOST_AT_ONCE, default: MOST_AT_ONCE })
  @Optional()
  @NumberText()
  @IsInt()
  @Min(1)
  @Max(MOST_AT_ONCE)
  limit = MOST_AT_ONCE;
}

/** Of the page of an office's own sheet: another sheet or row of headings to look at. */
export class OwnViewDto extends SheetRowsDto {
  @Optional()
  @PlainText(100)
  sheet?: string;

  @Optional()
  @NumberText()
  @IsInt()
  @Min(1)
  @Max(HEAD_WITHIN_ROWS)
  head?: number;
}

export class ApplicationDto {
  @ApiProperty({
    enum: choicesOfRows,
    description: `all: every change, in one transaction; 409 where a row is stale, at fault or refused. sound: the changes alone. At most ${MOST_SHEET_ROWS} rows`,
  })
  @IsIn(choicesOfRows)
  only: RowsChosen;
}
