import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, Matches, Max, Min } from 'class-validator';
import type { Day } from '../../platform/clock.js';
import { IsDay, Optional, PageLimit, PlainText } from '../../platform/http/input.js';
import {
  directiveAuthors,
  directiveKinds,
  directiveStates,
  type DirectiveKind,
  type DirectiveState,
} from './directive.types.js';

export const MOST_DIRECTIVE_TEXT = 2000;
const LAST_ID = 2_147_483_647;
const notEmpty = { message: 'must not be empty' };

export class DirectiveDto {
  @ApiProperty({
    enum: directiveKinds,
    description:
      'urge, evidence, report and date go to the lead body of the leader’s own side; reassign to its coordinator, as does all about another side’s part',
  })
  @IsIn(directiveKinds)
  kind: DirectiveKind;

  @ApiProperty({ maxLength: MOST_DIRECTIVE_TEXT })
  @PlainText(MOST_DIRECTIVE_TEXT)
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

  @ApiPropertyOptional({
    type: String,
    pattern: '^[a-z][a-z0-9-]{0,39}$',
    description: 'Code of the side whose part it is about; one’s own unless said',
  })
  @Optional()
  @Matches(/^[a-z][a-z0-9-]{0,39}$/, { message: 'must be the code of a party' })
  part?: string;
}

/** Why a directive is withdrawn. */
export class DirectiveWithdrawalDto {
  @ApiProperty({ maxLength: MOST_DIRECTIVE_TEXT })
  @PlainText(MOST_DIRECTIVE_TEXT)
  @Matches(/\S/, notEmpty)
  reason: string;
}

const since = 'of one’s own side on this commitment, since the directive; one of these three at most';

export class DirectiveAnswerDto {
  @ApiProperty({ maxLength: MOST_DIRECTIVE_TEXT })
  @PlainText(MOST_DIRECTIVE_TEXT)
  @Matches(/\S/, notEmpty)
  text: string;

  @ApiPropertyOptional({ type: Number, description: `The report by which it was carried out: ${since}` })
  @Optional()
  @IsInt()
  @Min(1)
  @Max(LAST_ID)
  updateId?: number;

  @ApiPropertyOptional({ type: Number, description: `The evidence: ${since}` })
  @Optional()
  @IsInt()
  @Min(1)
  @Max(LAST_ID)
  evidenceId?: number;

  @ApiPropertyOptional({ type: Number, description: `The request for a new date: ${since}` })
  @Optional()
  @IsInt()
  @Min(1)
  @Max(LAST_ID)
  extensionRequestId?: number;
}

export class DirectivesFilterDto {
  @ApiPropertyOptional({ enum: directiveStates })
  @Optional()
  @IsIn(directiveStates)
  state?: DirectiveState;

  @ApiPropertyOptional({
    enum: directiveAuthors,
    description: 'A leader’s own, with those of leaders whose account has ended',
  })
  @Optional()
  @IsIn(directiveAuthors)
  by?: 'me';
}

export class DirectivesDto extends DirectivesFilterDto {
  @PageLimit()
  limit: number = 50;

  @ApiPropertyOptional({ description: 'nextCursor of the previous page' })
  @Optional()
  @Matches(/^[1-9]\d{0,9}$/)
  cursor?: string;
}
