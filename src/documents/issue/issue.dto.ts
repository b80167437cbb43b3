import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, Matches, Max, Min } from 'class-validator';
import { IsDay, NumberText, Optional, PlainText, TypedDay } from '../../platform/http/input.js';
import { MOST_ENTRIES, MOST_NUMBER, MOST_OF_SIGNER, MOST_REASON, type SentIssue } from './issue.types.js';

/** Each is one line of text, however it was pasted. */
const line = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

/** “Số 123-BC/VPTU”: the word is the page's own. */
const WORD_BEFORE = /^số\s*[:.]?\s*(?=\d)/i;

abstract class IssueFields {
  @ApiProperty({
    maxLength: MOST_NUMBER,
    example: '123-BC/VPTU',
    description: 'As on the paper, with a digit',
  })
  @PlainText(MOST_NUMBER)
  @Matches(/\d/, { message: 'must be a number and notation such as 123-BC/VPTU' })
  number: string;

  @ApiProperty({ maxLength: MOST_OF_SIGNER, example: 'CHÁNH VĂN PHÒNG' })
  @PlainText(MOST_OF_SIGNER)
  @Matches(/\S/, { message: 'must not be empty' })
  signerPost: string;

  @ApiPropertyOptional({ maxLength: MOST_OF_SIGNER, description: 'As it stands on the paper' })
  @Optional()
  @PlainText(MOST_OF_SIGNER)
  signerName?: string;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MOST_ENTRIES,
    description: 'The entry that this corrects: the last one. Left out for the issue itself',
  })
  @Optional()
  @NumberText()
  @IsInt()
  @Min(1)
  @Max(MOST_ENTRIES)
  replaces?: number;

  @ApiPropertyOptional({ maxLength: MOST_REASON, description: 'Of a correction' })
  @Optional()
  @PlainText(MOST_REASON)
  reason?: string;

  abstract issuedOn: string;

  toIssue(): SentIssue {
    const { number, issuedOn, signerPost, signerName, replaces, reason } = this;
    return {
      number: line(number).replace(WORD_BEFORE, ''),
      issuedOn,
      signerPost: line(signerPost),
      signerName: line(signerName ?? '') || null,
      replaces: replaces ?? null,
      reason: reason?.trim() || null,
    };
  }
}

/** As programs send it. */
export class IssueDto extends IssueFields {
  @ApiProperty({ format: 'date', description: 'The day on the paper, no later than today' })
  @IsDay()
  issuedOn: string;
}

/** As people type it. */
export class IssueForm extends IssueFields {
  @TypedDay()
  issuedOn: string;
}
