import { ReasonDto } from '../commitment.dto.js';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { plainToInstance, Transform, Type } from 'class-transformer';
import { IsDefined, IsIn, IsObject, Matches, ValidateNested } from 'class-validator';
import { isDeadline, precisions, type Deadline, type Precision } from '../../calendar/deadline.js';
import { DAYS, type Day } from '../../platform/clock.js';
import { Malformed } from '../../platform/errors.js';
import { IsDay, Optional, PlainText } from '../../platform/http/input.js';
import { agreementDecisions, decisions, type AgreementDecision, type Decision } from '../commitment.types.js';

/** A deadline as said: `value` as the list gives it, or `date`, the last day, from which it follows. */
export class DueDto {
  @ApiProperty({ enum: precisions })
  @IsIn(precisions)
  precision: Precision;

  @ApiPropertyOptional({ example: '2020-Q1' })
  @Optional()
  @Matches(/^\d{4}(-(Q[1-4]|\d{2}(-\d{2})?))?$/)
  value?: string;

  @ApiPropertyOptional({ type: String, format: 'date', example: '2020-03-31' })
  @Optional()
  @IsDay()
  date?: Day;

  /** @throws Malformed where the value does not fit the precision */
  toDeadline(): Deadline {
    const deadline = {
      precision: this.precision,
      value: this.value ?? (this.date ? valueFrom(this.precision, this.date) : null),
    };
    if (!isDeadline(deadline)) throw new Malformed([{ field: 'due', message: notFitting }]);
    return deadline;
  }
}

const notFitting = `value must fit the precision: 2020-03-31, 2020-03, 2020-Q1, 2020, from ${DAYS.first} to ${DAYS.last}`;

/** A deadline; a plain day counts as one with the precision `date`. */
export function AsDue(): PropertyDecorator {
  const read = ({ value }: { value: unknown }) =>
    typeof value === 'string' ? plainToInstance(DueDto, { precision: 'date', value }) : value;
  return applyDecorators(
    Transform(read),
    IsObject(),
    Type(() => DueDto),
    ValidateNested(),
  );
}

export class ExtensionRequestDto extends ReasonDto {
  @ApiProperty({
    type: DueDto,
    description: 'The new deadline; a plain day counts as a deadline with the precision `date`',
  })
  @IsDefined()
  @AsDue()
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

/** What another side's coordinator says; with another day, why. */
export class AgreementDto {
  @ApiProperty({ enum: agreementDecisions })
  @IsIn(agreementDecisions)
  decision: AgreementDecision;

  @ApiPropertyOptional({ maxLength: 2000, description: 'Needed unless it is approved' })
  @PlainText(2000)
  reason: string = '';

  @ApiPropertyOptional({
    type: DueDto,
    description:
      'With `counter`: the deadline to which the side agrees instead, after the current one and before the one asked for',
  })
  @Optional()
  @AsDue()
  due?: DueDto;
}

function valueFrom(precision: Precision, date: Day): string | null {
  if (precision === 'date') return date;
  if (precision === 'month') return date.slice(0, 7);
  if (precision === 'quarter') return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
  return precision === 'year' ? date.slice(0, 4) : null;
}
