import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateBy,
} from 'class-validator';
import { statuses, type Status } from '../../commitments/commitment.types.js';
import { IsDay, NumberText, Optional, PlainText } from '../../platform/http/input.js';
import { hasTowerOfMarks } from '../../platform/text.js';
import {
  asItStandsKinds,
  isOwnField,
  ownFields,
  type AsItStands,
  type Mapping,
  type OwnField,
} from './own.types.js';
import { HEAD_WITHIN_ROWS } from './propose-mapping.js';

/** More names of bodies than a side has. */
const MOST_WORDS = 150;
const MOST_WORD = 300;

/** How an office's own sheet is to be understood. */
export abstract class MappingFields {
  @ApiPropertyOptional({
    type: String,
    maxLength: 100,
    description: 'The name of the sheet in the workbook; empty in CSV',
  })
  @PlainText(100)
  sheet = '';

  @ApiProperty({
    type: 'integer',
    minimum: 1,
    maximum: HEAD_WITHIN_ROWS,
    description: 'The row of the headings',
  })
  @NumberText()
  @IsInt()
  @Min(1)
  @Max(HEAD_WITHIN_ROWS)
  head: number;

  @ApiProperty({
    type: 'object',
    properties: Object.fromEntries(
      ownFields.map((field) => [field, { type: 'string', pattern: '^[A-Z]{1,2}$' }]),
    ),
    additionalProperties: false,
    description: `The letter of the column by field: ${ownFields.join(', ')}`,
    example: { title: 'B', leadBody: 'C', due: 'F' },
  })
  @IsColumns()
  columns: Partial<Record<OwnField, string>>;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'string', maxLength: 60 }, { type: 'null' }] },
    description: 'What the sheet calls a body: its code, or null where it is none',
  })
  @IsWords((value) => value === null || (typeof value === 'string' && /^[a-z0-9-]{1,60}$/.test(value)))
  bodies: Record<string, string | null> = {};

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'string', enum: [...statuses] }, { type: 'null' }] },
    description: 'What the sheet calls a status',
  })
  @IsWords((value) => value === null || statuses.some((status) => status === value))
  statuses: Record<string, Status | null> = {};

  @ApiPropertyOptional({
    type: String,
    maxLength: 3,
    description: 'The sector of rows that name none',
  })
  @Optional()
  @IsString()
  @MaxLength(3)
  sector?: string;

  @ApiPropertyOptional({
    type: 'array',
    items: { type: 'string', enum: [...asItStandsKinds] },
    description: 'Faults with which rows are taken in as they stand, marked as coming from the sheet',
  })
  @IsArray()
  @ArrayUnique()
  @IsIn(asItStandsKinds, { each: true })
  asItStands: AsItStands[] = [];

  abstract reviewOn?: string;

  toMapping(): Mapping {
    const { sheet, head, columns, bodies, statuses: said, sector = null, asItStands, reviewOn = null } = this;
    return { sheet, head, columns, bodies, statuses: said, sector, asItStands, reviewOn };
  }
}

/** As programs say it. */
export class MappingDto extends MappingFields {
  @ApiPropertyOptional({
    type: String,
    format: 'date',
    description: 'With no_date: when those dates are looked at again',
  })
  @Optional()
  @IsDay()
  reviewOn?: string;
}

function IsColumns(): PropertyDecorator {
  return ValidateBy({
    name: 'columns',
    validator: {
      validate: (value) =>
        isRecord(value) &&
        Object.entries(value).every(
          ([field, letters]) =>
            isOwnField(field) && typeof letters === 'string' && /^[A-Z]{1,2}$/.test(letters),
        ),
      defaultMessage: () => `must give the letters of a column by field: ${ownFields.join(', ')}`,
    },
  });
}

function IsWords(means: (value: unknown) => boolean): PropertyDecorator {
  return ValidateBy({
    name: 'words',
    validator: {
      validate: (value) =>
        isRecord(value) &&
        Object.keys(value).length <= MOST_WORDS &&
        Object.entries(value).every(([word, meaning]) => isWord(word) && means(meaning)),
      defaultMessage: () => `must say of at most ${MOST_WORDS} words of the sheet what each means`,
    },
  });
}

// Control characters that no office text needs; PostgreSQL cannot store NUL at all.
// oxlint-disable-next-line no-control-regex
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]|\p{Surrogate}/u;
const isWord = (word: string) => word.length <= MOST_WORD && !forbidden.test(word) && !hasTowerOfMarks(word);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
