import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { PERIOD_CODE } from '../../calendar/reporting-period.js';
import type { Day } from '../../platform/clock.js';
import { IsDay, Optional, PlainText } from '../../platform/http/input.js';
import { statuses, type Status } from '../commitment.types.js';
import { FigureDto } from '../indicators/indicator.dto.js';
import { MOST_INDICATORS } from '../indicators/indicator.js';
import { MOST_REASON, MOST_STATEMENT_TEXT } from '../statement.js';
import { decisionLevels, type DecisionLevel } from '../matters/matter.types.js';

/** A side's progress. */
export class UpdateDto {
  @ApiProperty({ enum: statuses })
  @IsIn(statuses)
  status: Status;

  @ApiProperty({ minimum: 0, maximum: 100 })
  @IsInt()
  @Min(0)
  @Max(100)
  percent: number;

  @ApiPropertyOptional({ maxLength: MOST_STATEMENT_TEXT, description: 'Kết quả' })
  @PlainText(MOST_STATEMENT_TEXT)
  results: string = '';

  @ApiPropertyOptional({ maxLength: MOST_STATEMENT_TEXT, description: 'Khó khăn, vướng mắc' })
  @PlainText(MOST_STATEMENT_TEXT)
  difficulties: string = '';

  @ApiPropertyOptional({ maxLength: MOST_STATEMENT_TEXT, description: 'Kiến nghị, đề xuất' })
  @PlainText(MOST_STATEMENT_TEXT)
  proposals: string = '';

  @ApiPropertyOptional({ maxLength: MOST_STATEMENT_TEXT, description: 'Nhiệm vụ trọng tâm kỳ tới' })
  @PlainText(MOST_STATEMENT_TEXT)
  nextSteps: string = '';

  @ApiPropertyOptional({
    enum: decisionLevels,
    description:
      'The level that must decide on what stands in the way. If omitted: as it stands, that is, an open matter stays where it is and nothing is put to anyone again',
  })
  @Optional()
  @IsIn(decisionLevels)
  decisionLevel?: DecisionLevel;

  @ApiPropertyOptional({
    format: 'date',
    example: '2019-11-20',
    description:
      'With status completed: the day on which the part was really done, not after today and not before the agreement’s first day. If omitted: the day already stated, otherwise today. A day before today needs evidence dated on or before it, or `noEvidenceReason`',
  })
  @Optional()
  @IsDay()
  doneOn?: Day;

  @ApiPropertyOptional({
    type: [Number],
    maxItems: 50,
    description: 'Your side’s evidence that proves it. If omitted: all that stands',
  })
  @Optional()
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(2_147_483_647, { each: true })
  evidenceIds?: number[];

  @ApiPropertyOptional({
    type: [Number],
    maxItems: 20,
    description:
      'Your own finished uploads on this commitment: they become evidence with this report, and prove it beside `evidenceIds`',
  })
  @Optional()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(2_147_483_647, { each: true })
  uploadIds?: number[];

  @ApiPropertyOptional({
    maxLength: MOST_REASON,
    description: 'With status completed: why there is no evidence, or none dated on or before `doneOn`',
  })
  @Optional()
  @PlainText(MOST_REASON)
  noEvidenceReason?: string;

  @ApiPropertyOptional({
    type: [FigureDto],
    maxItems: MOST_INDICATORS,
    description:
      'What the period brought, by indicator; a later report for the same period replaces its figure',
  })
  @Optional()
  @IsArray()
  @ArrayMaxSize(MOST_INDICATORS)
  @IsObject({ each: true })
  @Type(() => FigureDto)
  @ValidateNested({ each: true })
  indicators?: FigureDto[];

  @ApiPropertyOptional({
    example: '2019-11',
    description:
      'The reporting period the report is for: the current one, or one that is over and on which the side had to report; after its due day it is given late. If omitted: that of the report it corrects; otherwise the one just ended, provided the side must report on it, has not done so and its due day has not passed; otherwise the current one',
  })
  @Optional()
  @Matches(PERIOD_CODE, { message: 'must be a month such as 2019-11' })
  period?: string;

  @ApiPropertyOptional({
    description:
      'An earlier report of your side that this one corrects. The earlier one stays readable. Status and percent are, as always, those of now',
  })
  @Optional()
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  corrects?: number;

  @ApiPropertyOptional({
    description:
      'Where reports are reviewed: one of your side on the same period that waits or was sent back, in whose place this one comes. Your own need not be named',
  })
  @Optional()
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  replaces?: number;

  @ApiPropertyOptional({
    type: [Number],
    maxItems: 50,
    description: 'Contributions of cooperating bodies that this report uses',
  })
  @Optional()
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(2_147_483_647, { each: true })
  takesOver?: number[];
}
