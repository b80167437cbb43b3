import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  ruleKinds,
  ruleRoles,
  ruleUnits,
  type RuleKind,
  type RuleRole,
  type RuleUnit,
} from '../plan/rules.js';
import type { RulesPut } from './rules.types.js';

/** Past these nothing is read; what is within and yet too much is refused with its reason. */
const MOST = 100_000;
const MOST_READ = 100;

export class RuleDto {
  @ApiProperty({ enum: ruleKinds })
  @IsIn(ruleKinds)
  kind: RuleKind;

  @ApiProperty({ type: 'integer', minimum: 0, maximum: 250 })
  @IsInt()
  @Min(-MOST)
  @Max(MOST)
  days: number;

  @ApiPropertyOptional({ enum: ruleUnits, default: 'working' })
  @IsOptional()
  @IsIn(ruleUnits)
  unit?: RuleUnit | null;

  @ApiPropertyOptional({
    oneOf: [{ type: 'integer', minimum: 1, maximum: 250 }, { type: 'null' }],
    description: 'Working days after which it comes again; null where it comes once',
  })
  @IsOptional()
  @IsInt()
  @Min(-MOST)
  @Max(MOST)
  thenEvery?: number | null;

  @ApiPropertyOptional({
    enum: ruleRoles,
    isArray: true,
    description: 'May be omitted where the kind says it',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(ruleRoles.length)
  @ArrayUnique()
  @IsIn(ruleRoles, { each: true })
  to?: RuleRole[] | null;
}

export class RuleSetDto {
  @ApiProperty({ type: [RuleDto], maxItems: MOST_READ })
  @IsArray()
  @ArrayMaxSize(MOST_READ)
  @Type(() => RuleDto)
  @ValidateNested({ each: true })
  rules: RuleDto[];

  @ApiProperty({ type: 'integer', minimum: 0, maximum: 10 })
  @IsInt()
  @Min(0)
  @Max(10)
  holdDays: number;
}

export function putFrom({ rules, holdDays }: RuleSetDto): RulesPut {
  return {
    holdDays,
    rules: rules.map(({ kind, days, unit, thenEvery, to }) => ({
      kind,
      days,
      unit: unit ?? 'working',
      thenEvery: thenEvery ?? null,
      to: to ?? [],
    })),
  };
}
