import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { PlainText } from '../../platform/http/input.js';
import { statuses, type Status } from '../commitment.types.js';

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
