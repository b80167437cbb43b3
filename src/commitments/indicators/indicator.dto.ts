import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsDefined,
  IsIn,
  IsObject,
  Matches,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { Optional, PlainText } from '../../platform/http/input.js';
import type { Figure } from './figures.js';
import {
  indicatorAcross,
  indicatorAdds,
  INDICATOR_CODE,
  indicatorDirections,
  MOST_FIGURE,
  MOST_INDICATOR_NAME,
  MOST_INDICATORS,
  MOST_UNIT,
  type Indicator,
  type IndicatorAcross,
  type IndicatorAdds,
  type IndicatorDirection,
} from './indicator.js';

const figure = { type: 'number' as const, minimum: 0, maximum: MOST_FIGURE };

/** A number of at least 0, with four decimals at most. */
export function IsFigure(): PropertyDecorator {
  const validate = (value: unknown) =>
    typeof value === 'number' &&
    value >= 0 &&
    value <= MOST_FIGURE &&
    Math.round(value * 10_000) / 10_000 === value;
  const defaultMessage = () => `must be a number from 0 to ${MOST_FIGURE}, with at most 4 decimals`;
  return ValidateBy({ name: 'figure', validator: { validate, defaultMessage } });
}

function IsCode(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ pattern: INDICATOR_CODE.source, example: 'doanh-nghiep-ket-noi' }),
    Matches(INDICATOR_CODE, { message: 'must be small letters without marks, digits and hyphens' }),
  );
}

class IndicatorNameDto {
  @ApiProperty({ maxLength: MOST_INDICATOR_NAME })
  @PlainText(MOST_INDICATOR_NAME)
  @Matches(/\S/, { message: 'must not be empty' })
  vi: string;

  @ApiPropertyOptional({
    maxLength: MOST_INDICATOR_NAME,
    description: 'If omitted: the Vietnamese text',
  })
  @Optional()
  @PlainText(MOST_INDICATOR_NAME)
  en?: string;
}

export class IndicatorDto {
  @IsCode()
  code: string;

  @ApiProperty({ type: IndicatorNameDto })
  @IsDefined()
  @IsObject()
  @Type(() => IndicatorNameDto)
  @ValidateNested()
  name: IndicatorNameDto;

  @ApiProperty({ maxLength: MOST_UNIT, description: 'With `%`, a ratio is in hundredths' })
  @PlainText(MOST_UNIT)
  @Matches(/\S/, { message: 'must not be empty' })
  unit: string;

  @ApiProperty({
    oneOf: [figure, { type: 'null' }],
    description: 'Null while it is still to be agreed; 0 only where down is good',
  })
  @ValidateIf((_, value) => value !== null)
  @IsFigure()
  target: number | null;

  @ApiPropertyOptional({ enum: indicatorDirections, default: 'up', description: 'Which way is good' })
  @Optional()
  @IsIn(indicatorDirections)
  direction?: IndicatorDirection;

  @ApiProperty({ enum: indicatorAdds, description: 'How the periods add up' })
  @IsIn(indicatorAdds)
  adds: IndicatorAdds;

  @ApiPropertyOptional({
    enum: indicatorAcross,
    default: 'own',
    description:
      'How the sides’ figures go together. Holds once every side says the same of the same code, with the same unit',
  })
  @Optional()
  @IsIn(indicatorAcross)
  across?: IndicatorAcross;

  @ApiPropertyOptional({
    type: String,
    pattern: '^[a-z][a-z0-9-]{0,39}$',
    description: 'With `across: one`: code of the side whose figure counts for all',
  })
  @Optional()
  @Matches(/^[a-z][a-z0-9-]{0,39}$/, { message: 'must be the code of a party' })
  counts?: string;

  toIndicator(): Indicator {
    const { code, name, unit, target, direction = 'up', adds, across = 'own', counts = null } = this;
    return {
      code,
      name: { vi: name.vi, en: name.en || name.vi },
      unit,
      target,
      direction,
      adds,
      across,
      counts,
    };
  }
}

/** All of the side’s; what is left out is measured no more. */
export class IndicatorsDto {
  @ApiProperty({ type: [IndicatorDto], maxItems: MOST_INDICATORS })
  @IsArray()
  @ArrayMaxSize(MOST_INDICATORS)
  @IsObject({ each: true })
  @Type(() => IndicatorDto)
  @ValidateNested({ each: true })
  indicators: IndicatorDto[];
}

export class FigureDto implements Figure {
  @IsCode()
  code: string;

  @ApiProperty({ ...figure, description: 'Of the report’s period' })
  @IsFigure()
  actual: number;

  @ApiPropertyOptional({ ...figure, description: 'Of a ratio: out of how many' })
  @Optional()
  @IsFigure()
  of?: number;
}
