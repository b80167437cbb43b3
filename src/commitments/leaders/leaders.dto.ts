import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, Matches, Max, Min, ValidateIf, ValidateNested } from 'class-validator';
import type { Naming } from './leaders.types.js';

const MOST_SECTORS = 200;
const MOST_ID = 2_147_483_647;
const SECTOR = /^[A-Za-z0-9][A-Za-z0-9.-]{0,19}$/;

export class NamingDto implements Naming {
  @ApiProperty({ pattern: SECTOR.source, example: '4', description: 'Code of a sector of the agreement' })
  @Matches(SECTOR, { message: 'must be the code of a sector' })
  sector: string;

  @ApiProperty({
    oneOf: [{ type: 'integer', minimum: 1, maximum: MOST_ID }, { type: 'null' }],
    description: 'Id of an active account that leads the side; null for all its leaders',
  })
  @ValidateIf((_, value) => value !== null)
  @IsInt()
  @Min(1)
  @Max(MOST_ID)
  leader: number | null;
}

export class SectorLeadersDto {
  @ApiProperty({
    type: [NamingDto],
    maxItems: MOST_SECTORS,
    description: 'Sectors that are left out stay as they are',
  })
  @IsArray()
  @ArrayMaxSize(MOST_SECTORS)
  @Type(() => NamingDto)
  @ValidateNested({ each: true })
  leaders: NamingDto[];
}
