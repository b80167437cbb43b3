import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { plainToInstance, Transform, Type } from 'class-transformer';
import {
  IsDefined,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { precisions, type Deadline, type Precision } from '../calendar/deadline.js';
import type { Day } from '../platform/clock.js';
import { BooleanText, IsDay, NumberText, Optional, PlainText } from '../platform/http/input.js';
import {
  confirmations,
  countGroups,
  decisions,
  sortKeys,
  statuses,
  timelinesses,
  updateStates,
  type CommitmentFilter,
  type Confirmation,
  type CountGroup,
  type Decision,
  type SortKey,
  type Status,
  type Timeliness,
  type UpdateState,
} from './commitment.types.js';

const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/;

/** The filters of the list, of its counts and of the dashboard's links. An empty value is no filter. */
export class CommitmentFilterDto implements CommitmentFilter {
  @ApiPropertyOptional({ description: 'Code of a sector' })
  @Optional()
  @Matches(CODE)
  sector?: string;

  @ApiPropertyOptional({ enum: statuses })
  @Optional()
  @IsIn(statuses)
  status?: Status;

  @ApiPropertyOptional({ enum: timelinesses })
  @Optional()
  @IsIn(timelinesses)
  timeliness?: Timeliness;

  @ApiPropertyOptional({ description: 'Code of a side' })
  @Optional()
  @Matches(CODE)
  party?: string;

  @ApiPropertyOptional({ description: 'Code of a lead or cooperating body' })
  @Optional()
  @Matches(CODE)
  body?: string;

  @ApiPropertyOptional({
    enum: confirmations,
    description:
      'plan_pending: a side has not agreed to owners and deadline; completion_pending: declared, awaiting the leader',
  })
  @Optional()
  @IsIn(confirmations)
  confirmation?: Confirmation;

  @ApiPropertyOptional({ description: 'The sides differ' })
  @Optional()
  @BooleanText()
  differs?: boolean;

  @ApiPropertyOptional({
    enum: countGroups,
    isArray: true,
    description: 'Counted groups, separated by commas',
  })
  @Optional()
  @Transform(({ value }) => (typeof value === 'string' ? value.split(',') : value))
  @IsIn(countGroups, { each: true })
  group?: CountGroup[];

  @ApiPropertyOptional({
    enum: ['side'],
    description: 'With party: status, timeliness and group are those of that side’s own statement',
  })
  @Optional()
  @IsIn(['side'])
  of?: 'side';

  @ApiPropertyOptional({
    enum: updateStates,
    description: 'A side (of `party`) owed, gave or lacks an update in the latest closed reporting period',
  })
  @Optional()
  @IsIn(updateStates)
  update?: UpdateState;

  @ApiPropertyOptional({ description: 'Extended at least once' })
  @Optional()
  @BooleanText()
  extended?: boolean;

  @ApiPropertyOptional({ description: 'Chased at least this many times' })
  @Optional()
  @NumberText()
  @IsInt()
  @Min(0)
  @Max(10_000)
  remindedAtLeast?: number;

  @ApiPropertyOptional({ description: 'Words to find, whatever their tone marks', maxLength: 200 })
  @Optional()
  @PlainText(200)
  q?: string;

  @ApiPropertyOptional({ type: String, format: 'date' })
  @Optional()
  @IsDay()
  dueFrom?: Day;

  @ApiPropertyOptional({ type: String, format: 'date' })
  @Optional()
  @IsDay()
  dueTo?: Day;

  @ApiPropertyOptional({ enum: sortKeys, default: 'code' })
  @Optional()
  @IsIn(sortKeys)
  sort?: SortKey;

  @ApiPropertyOptional({ type: String, format: 'date', description: 'As it stood at the end of this day' })
  @Optional()
  @IsDay()
  asOf?: Day;
}

export class CommitmentListDto extends CommitmentFilterDto {
  @ApiPropertyOptional({ minimum: 1, maximum: 100, default: 50 })
  @Optional()
  @NumberText()
  @IsInt()
  @Min(1)
  @Max(100)
  limit: number = 50;

  @ApiPropertyOptional({ description: 'nextCursor of the page before' })
  @Optional()
  @IsString()
  @Matches(/^[\w-]{1,2000}$/)
  cursor?: string;
}

/** A page of events, newest first. */
export class EventPageDto {
  @ApiPropertyOptional({ minimum: 1, maximum: 200, default: 100 })
  @Optional()
  @NumberText()
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 100;

  @ApiPropertyOptional({ type: String, description: 'nextCursor of the page before' })
  @Optional()
  @NumberText()
  @IsInt({ message: 'must be the nextCursor of a page' })
  @Min(1)
  @Max(999_999_999_999_999)
  cursor?: number;
}

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

  @ApiPropertyOptional({ maxLength: 10_000, description: 'Kết quả' })
  @PlainText(10_000)
  results: string = '';

  @ApiPropertyOptional({ maxLength: 10_000, description: 'Khó khăn, vướng mắc' })
  @PlainText(10_000)
  difficulties: string = '';

  @ApiPropertyOptional({ maxLength: 10_000, description: 'Kiến nghị, đề xuất' })
  @PlainText(10_000)
  proposals: string = '';

  @ApiPropertyOptional({ maxLength: 10_000, description: 'Nhiệm vụ trọng tâm kỳ tới' })
  @PlainText(10_000)
  nextSteps: string = '';
}

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

/** A deadline as said: `value` as the list gives it, or `date`, the last day, from which it follows. */
export class DueDto {
  @ApiProperty({ enum: precisions })
  @IsIn(precisions)
  precision: Precision;

  @ApiPropertyOptional({ example: '2020-Q1' })
  @Optional()
  @Matches(/^20\d{2}(-(Q[1-4]|\d{2}(-\d{2})?))?$/)
  value?: string;

  @ApiPropertyOptional({ type: String, format: 'date', example: '2020-03-31' })
  @Optional()
  @IsDay()
  date?: Day;

  toDeadline(): Deadline {
    return {
      precision: this.precision,
      value: this.value ?? (this.date ? valueFrom(this.precision, this.date) : null),
    };
  }
}

export class ExtensionRequestDto extends ReasonDto {
  @ApiProperty({
    type: DueDto,
    description: 'The new deadline; a plain day is read as a deadline with the precision of a date',
  })
  @Transform(({ value }) =>
    typeof value === 'string' ? plainToInstance(DueDto, { precision: 'date', value }) : value,
  )
  @IsDefined()
  @IsObject()
  @Type(() => DueDto)
  @ValidateNested()
  due: DueDto;
}

export class DecisionDto {
  @ApiProperty({ enum: decisions })
  @IsIn(decisions)
  decision: Decision;

  @ApiPropertyOptional({ maxLength: 2000 })
  @PlainText(2000)
  reason: string = '';
}

function valueFrom(precision: Precision, date: Day): string | null {
  if (precision === 'date') return date;
  if (precision === 'month') return date.slice(0, 7);
  if (precision === 'quarter') return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
  return precision === 'year' ? date.slice(0, 4) : null;
}
