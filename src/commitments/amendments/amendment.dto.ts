import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsDefined,
  IsIn,
  IsObject,
  Matches,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import type { Day } from '../../platform/clock.js';
import { IsDay, Optional, PlainText } from '../../platform/http/input.js';
import { decisions, type Decision } from '../commitment.types.js';
import { MOST_NUMBER, MOST_OF_A_DOCUMENT } from '../evidence/document.js';
import { AsDue, DueDto } from '../extensions/extension.dto.js';
import { changeKinds, type ChangeKind, type NewChange, type SourceDocument } from './amendment.types.js';

export const MOST_CHANGES = 50;
export const MOST_TITLE = 2000;
const notEmpty = { message: 'must not be empty' };
/** As agreement files have it, so that what is added can be exported and imported again. */
export const CODE = /^[1-9][0-9]{0,2}\.[0-9]{2,3}$/;
const MOST_ID = 2_147_483_647;

export class SourceDto implements SourceDocument {
  @ApiProperty({ maxLength: MOST_NUMBER, example: '12-BB/TU' })
  @PlainText(MOST_NUMBER)
  @Matches(/\S/, notEmpty)
  number: string;

  @ApiProperty({ maxLength: MOST_OF_A_DOCUMENT })
  @PlainText(MOST_OF_A_DOCUMENT)
  @Matches(/\S/, notEmpty)
  title: string;

  @ApiProperty({ type: String, format: 'date', description: 'The day on the document, no later than today' })
  @IsDay()
  issuedOn: Day;
}

class TitleDto {
  @ApiProperty({ maxLength: MOST_TITLE })
  @PlainText(MOST_TITLE)
  @Matches(/\S/, notEmpty)
  vi: string;

  @ApiPropertyOptional({
    maxLength: MOST_TITLE,
    description: 'The Vietnamese words stand here too where it is left out',
  })
  @Optional()
  @PlainText(MOST_TITLE)
  en?: string;
}

/** An id, or a code. */
function Named(): PropertyDecorator {
  const isNamed = (value: unknown) =>
    typeof value === 'number'
      ? Number.isInteger(value) && value > 0 && value <= MOST_ID
      : typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9.-]{0,29}$/.test(value);
  return ValidateBy({
    name: 'commitment',
    validator: { validate: isNamed, defaultMessage: () => 'must be the id or the code of a commitment' },
  });
}

/** Codes by codes, few and short. */
function Leads(): PropertyDecorator {
  const code = /^[a-z][a-z0-9-]{0,79}$/;
  const validate = (value: unknown) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(value).length <= 20 &&
    Object.entries(value).every(
      ([party, body]) => code.test(party) && typeof body === 'string' && code.test(body),
    );
  return ValidateBy({
    name: 'leads',
    validator: { validate, defaultMessage: () => 'must name a body’s code under the code of its side' },
  });
}

const named = { oneOf: [{ type: 'integer' }, { type: 'string' }] };

export class ChangeDto {
  @ApiProperty({ enum: changeKinds })
  @IsIn(changeKinds)
  kind: ChangeKind;

  @ApiPropertyOptional({ ...named, description: 'Id or code of what is reworded, withdrawn or merged' })
  @Optional()
  @Named()
  commitment?: number | string;

  @ApiPropertyOptional({
    type: TitleDto,
    description: 'Of what is added; of what is reworded, unless only its deadline moves',
  })
  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => TitleDto)
  title?: TitleDto;

  @ApiPropertyOptional({
    type: DueDto,
    description: 'Of what is added or reworded; what is added without one has none yet',
  })
  @Optional()
  @AsDue()
  due?: DueDto;

  @ApiPropertyOptional({
    ...named,
    description: 'With `merge`: id or code of what it becomes part of, also one that this amendment adds',
  })
  @Optional()
  @Named()
  into?: number | string;

  @ApiPropertyOptional({
    pattern: CODE.source,
    description: 'With `add`; the next of the sector unless said',
  })
  @Optional()
  @Matches(CODE, { message: 'must be a code such as 3.12' })
  code?: string;

  @ApiPropertyOptional({ maxLength: 30, description: 'With `add`; by the code unless said' })
  @Optional()
  @Matches(/^[A-Za-z0-9][A-Za-z0-9.-]{0,29}$/, { message: 'must be the code of a sector' })
  sector?: string;

  @ApiPropertyOptional({ type: [String], maxItems: 20, description: 'With `add`: locators' })
  @Optional()
  @IsArray()
  @ArrayMaxSize(20)
  @Matches(/^[A-Za-z0-9][A-Za-z0-9.-]{0,29}$/, { each: true, message: 'must be locators of clauses' })
  clauses?: string[];

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'With `add`: lead bodies by their side; a side that is left out names its own with its plan',
  })
  @Optional()
  @Leads()
  leads?: Record<string, string>;

  toChange(): NewChange {
    const { title, due, ...rest } = this;
    return {
      ...rest,
      ...(title && { title: { vi: title.vi, en: title.en || title.vi } }),
      ...(due && { due: due.toDeadline() }),
    };
  }
}

export class AmendmentDto {
  @ApiProperty({
    type: SourceDto,
    description: 'The document of the sides, or of the proposing side’s leaders',
  })
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => SourceDto)
  source: SourceDto;

  @ApiProperty({ type: [ChangeDto], minItems: 1, maxItems: MOST_CHANGES })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_CHANGES)
  @ValidateNested({ each: true })
  @Type(() => ChangeDto)
  changes: ChangeDto[];
}

export class AmendmentAnswerDto {
  @ApiProperty({ enum: decisions })
  @IsIn(decisions)
  decision: Decision;

  @ApiPropertyOptional({ maxLength: 2000, description: 'Needed to reject' })
  @PlainText(2000)
  reason: string = '';

  @ApiPropertyOptional({
    type: SourceDto,
    description: 'By which this side’s leaders decided, where that is not the amendment’s own source',
  })
  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => SourceDto)
  document?: SourceDto;
}
