import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, Max, Min, ValidateIf } from 'class-validator';
import { NumberText, Optional } from '../../platform/http/input.js';

const MOST = 2_147_483_647;

export class InForceDto {
  @ApiProperty({
    oneOf: [{ type: 'integer', minimum: 1, maximum: MOST }, { type: 'null' }],
    description: 'Version of the template; null for the shipped layout',
  })
  @ValidateIf(({ version }: InForceDto) => version !== null)
  @IsInt()
  @Min(1)
  @Max(MOST)
  version: number | null;

  @ApiPropertyOptional({
    oneOf: [{ type: 'integer', minimum: 1, maximum: MOST }, { type: 'null' }],
    description: 'What was in force when you looked; 409 where it is something else by now',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST)
  replaces?: number | null;
}

/** The form: empty is the shipped layout. */
export class InForceForm {
  @Optional()
  @NumberText()
  @IsInt()
  @Min(1)
  @Max(MOST)
  version?: number;

  @Optional()
  @NumberText()
  @IsInt()
  @Min(1)
  @Max(MOST)
  replaces?: number;
}
