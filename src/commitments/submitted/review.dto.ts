import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, Matches, ValidateNested } from 'class-validator';
import { Optional, PlainText } from '../../platform/http/input.js';
import {
  reviewDecisions,
  reviewedFields,
  type FieldComment,
  type ReviewDecision,
  type ReviewedField,
} from './submitted.types.js';

/** Characters of a comment. */
export const MOST_COMMENT = 2000;

class FieldCommentDto implements FieldComment {
  @ApiProperty({ enum: reviewedFields, description: 'The part of the report that it is about' })
  @IsIn(reviewedFields)
  field: ReviewedField;

  @ApiProperty({ maxLength: MOST_COMMENT })
  @PlainText(MOST_COMMENT)
  @Matches(/\S/, { message: 'must not be empty' })
  text: string;
}

/** What a coordinator decides on a report of the own side. */
export class ReportReviewDto {
  @ApiProperty({ enum: reviewDecisions })
  @IsIn(reviewDecisions)
  decision: ReviewDecision;

  @ApiPropertyOptional({
    maxLength: MOST_COMMENT,
    description: 'On the whole. To send back, give this or a comment on a field',
  })
  @PlainText(MOST_COMMENT)
  comment: string = '';

  @ApiPropertyOptional({ type: [FieldCommentDto], maxItems: reviewedFields.length })
  @Optional()
  @IsArray()
  @ArrayMaxSize(reviewedFields.length)
  @ArrayUnique((one: Partial<FieldCommentDto> | null) => one?.field)
  @Type(() => FieldCommentDto)
  @ValidateNested({ each: true })
  comments: FieldCommentDto[] = [];
}
