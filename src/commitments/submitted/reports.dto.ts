import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, Matches, Max, Min } from 'class-validator';
import { NumberText, Optional } from '../../platform/http/input.js';

/** A page of a commitment's reports. */
export class ReportPageDto {
  @ApiPropertyOptional({ pattern: '^[a-z][a-z0-9-]{0,39}$', description: 'Code of the side whose reports' })
  @Optional()
  @Matches(/^[a-z][a-z0-9-]{0,39}$/, { message: 'must be the code of a party' })
  party?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: 100, default: 50 })
  @Optional()
  @NumberText()
  @IsInt()
  @Min(1)
  @Max(100)
  limit: number = 50;

  @ApiPropertyOptional({ description: 'nextCursor of the previous page' })
  @Optional()
  @Matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z_\d{1,15}$/, {
    message: 'must be the nextCursor of a page',
  })
  cursor?: string;
}
