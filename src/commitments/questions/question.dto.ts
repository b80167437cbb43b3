import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDefined, IsObject, Matches, ValidateNested } from 'class-validator';
import type { Day } from '../../platform/clock.js';
import { IsDay, Optional, PlainText } from '../../platform/http/input.js';

export const MOST_QUESTION_TEXT = 2000;
const notEmpty = { message: 'must not be empty' };
const code = '^[a-z][a-z0-9-]{0,79}$';

class AddresseeDto {
  @ApiProperty({ type: String, pattern: code, description: 'Code of a side of the commitment' })
  @Matches(new RegExp(code), { message: 'must be the code of a party' })
  party: string;

  @ApiPropertyOptional({
    type: String,
    pattern: code,
    description:
      'Code of a lead or cooperating body of that side; its committee office unless said. Of one’s own side a body has to be named',
  })
  @Optional()
  @Matches(new RegExp(code), { message: 'must be the code of a body' })
  body?: string;
}

/** In one's own words, to an office or body that is named elsewhere. */
export class QuestionTextDto {
  @ApiProperty({ maxLength: MOST_QUESTION_TEXT })
  @PlainText(MOST_QUESTION_TEXT)
  @Matches(/\S/, notEmpty)
  text: string;

  @ApiPropertyOptional({
    type: String,
    format: 'date',
    description: 'Two working days after today unless said; not before today',
  })
  @Optional()
  @IsDay()
  answerBy?: Day;
}

export class QuestionDto extends QuestionTextDto {
  @ApiProperty({ type: AddresseeDto })
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => AddresseeDto)
  to: AddresseeDto;
}

export class QuestionAnswerDto {
  @ApiProperty({ maxLength: MOST_QUESTION_TEXT })
  @PlainText(MOST_QUESTION_TEXT)
  @Matches(/\S/, notEmpty)
  text: string;
}
