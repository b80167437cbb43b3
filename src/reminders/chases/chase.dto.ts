import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { PERIOD_CODE } from '../../calendar/reporting-period.js';
import { Optional, PlainText } from '../../platform/http/input.js';
import { chaseTimes, MOST_CHASE_TEXT, MOST_CHASED, type ChaseAsked, type ChaseTime } from './chase.types.js';

const MAX_ID = 2_147_483_647;
export const BODY_CODE = /^[a-z][a-z0-9-]{0,79}$/;
/** Codes of commitments, one after the other. */
const CODES = /^[A-Za-z0-9][A-Za-z0-9.-]{0,19}(,[A-Za-z0-9][A-Za-z0-9.-]{0,19}){0,199}$/;

export class ChaseDto implements ChaseAsked {
  @ApiProperty({
    pattern: BODY_CODE.source,
    example: 'hn-so-cong-thuong',
    description:
      'Code of a body that leads the commitments on one’s own side, or of the committee office of another side',
  })
  @Matches(BODY_CODE, { message: 'must be the code of a body' })
  body: string;

  @ApiProperty({
    type: [Number],
    maxItems: MOST_CHASED,
    description: 'Ids of commitments on which that body has to report',
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_CHASED)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(MAX_ID, { each: true })
  commitments: number[];

  @ApiPropertyOptional({ maxLength: MOST_CHASE_TEXT, description: 'A message to the recipients' })
  @Optional()
  @PlainText(MOST_CHASE_TEXT)
  text?: string;

  @ApiProperty({
    enum: chaseTimes,
    description:
      'now: at once; next: at the time of the next daily email. A leader’s request always goes now',
  })
  @IsIn(chaseTimes)
  when: ChaseTime;
}

/** Of whom a page of chases is: a body and commitments, or all that have not reported on a period. */
export class ChasePageDto {
  @Optional()
  @Matches(BODY_CODE, { message: 'must be the code of a body' })
  body?: string;

  @Optional()
  @Matches(BODY_CODE, { message: 'must be the code of a side' })
  party?: string;

  @Optional()
  @Matches(CODES, { message: 'must be codes of commitments, with commas between them' })
  commitments?: string;

  @Optional()
  @Matches(PERIOD_CODE, { message: 'must be a period such as 2019-11' })
  period?: string;
}

/** The same with what is said, and when. */
export class ChaseForm extends ChasePageDto {
  @Optional()
  @PlainText(MOST_CHASE_TEXT)
  text?: string;

  @Optional()
  @IsIn(chaseTimes)
  when?: ChaseTime;

  /** The mail is only to be looked at. */
  @Optional()
  @IsIn(['preview'])
  step?: 'preview';
}

export class UnreportedDto {
  @ApiPropertyOptional({
    pattern: PERIOD_CODE.source,
    example: '2019-10',
    description: 'The month in which a period ends; the one just ended where none is named',
  })
  @Optional()
  @Matches(PERIOD_CODE, { message: 'must be a period such as 2019-11' })
  period?: string;
}
