import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsObject, Matches, ValidateNested } from 'class-validator';
import { Optional } from '../../platform/http/input.js';
import { AsDue, DueDto } from '../extensions/extension.dto.js';
import { ProductDto } from '../product.dto.js';

export const BODY_CODE = /^[a-z][a-z0-9-]{0,79}$/;
/** More than a side has. */
const MOST_BODIES = 100;
const code = { type: String, pattern: BODY_CODE.source };

export class PlanDto {
  @ApiProperty({ ...code, description: 'Code of the lead body, one of your own side' })
  @Matches(BODY_CODE, { message: 'must be the code of a body' })
  leadBody: string;

  @ApiProperty({
    ...code,
    isArray: true,
    maxItems: MOST_BODIES,
    description: 'Codes of the cooperating bodies',
  })
  @IsArray()
  @ArrayMaxSize(MOST_BODIES)
  @Matches(BODY_CODE, { each: true, message: 'must be codes of bodies' })
  cooperatingBodies: string[];

  @ApiPropertyOptional({ type: ProductDto, description: 'Left out, it stays as it is' })
  @Optional()
  @IsObject()
  @Type(() => ProductDto)
  @ValidateNested()
  product?: ProductDto;

  @ApiPropertyOptional({
    type: DueDto,
    description:
      'The deadline to which the side agrees; left out, the present one. Another one is proposed to the other sides, as long as not every side has confirmed it. A plain day counts as a deadline with the precision `date`',
  })
  @Optional()
  @AsDue()
  due?: DueDto;
}
