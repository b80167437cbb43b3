import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { NumberText, Optional, PlainText } from '../../platform/http/input.js';

export const MOST_QUERY = 200;

export class SearchDto {
  @ApiProperty({
    description: 'Words to search for, with or without tone marks, or a code',
    maxLength: MOST_QUERY,
  })
  @PlainText(MOST_QUERY)
  q: string;

  @ApiPropertyOptional({ minimum: 1, maximum: 50, default: 20 })
  @Optional()
  @NumberText()
  @IsInt()
  @Min(1)
  @Max(50)
  limit: number = 20;
}

/** Of the page: nothing is looked for yet where `q` is left out. */
export class SearchPageDto {
  @Optional()
  @PlainText(MOST_QUERY)
  q?: string;
}
