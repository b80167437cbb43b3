import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import { ANY_PERIOD_CODE } from '../calendar/longer-periods.js';
import { BooleanText, IsDay, NumberText, Optional, PageLimit, TypedDay } from '../platform/http/input.js';
import { languages, type Language } from '../platform/text.js';
import { IsInt, Max, Min } from 'class-validator';
import {
  documentKinds,
  editions,
  madeKinds,
  type DocumentAsked,
  type DocumentKind,
  type Edition,
  type MadeKind,
} from './documents.types.js';

const CODE = /^[a-z][a-z0-9-]{0,79}$/;

export class DocumentDto implements DocumentAsked {
  @ApiProperty({
    enum: documentKinds,
    description: 'minutes and conclusions come with meetings: 422 until then',
  })
  @IsIn(documentKinds)
  kind: DocumentKind;

  @ApiPropertyOptional({
    pattern: CODE.source,
    example: 'hanoi',
    description: 'One’s own side; of an annex, left out for that of all sides',
  })
  @Optional()
  @Matches(CODE, { message: 'must be the code of a side' })
  party?: string;

  @ApiPropertyOptional({
    pattern: ANY_PERIOD_CODE.source,
    example: '2019-10',
    description: 'A closed period: its frozen figures. Either this or day',
  })
  @Optional()
  @Matches(ANY_PERIOD_CODE, { message: 'must be a period such as 2019-11' })
  period?: string;

  @ApiPropertyOptional({ format: 'date', example: '2019-11-20', description: 'The day of the figures' })
  @Optional()
  @IsDay()
  day?: string;

  @ApiPropertyOptional({
    pattern: CODE.source,
    example: 'hn-so-cong-thuong',
    description: 'Of a reminder letter: the body of one’s own side to which it goes',
  })
  @Optional()
  @Matches(CODE, { message: 'must be the code of a body' })
  body?: string;

  @ApiProperty({
    enum: editions,
    description: 'internal: with the posts that reported; of one’s own report and annex only',
  })
  @IsIn(editions)
  edition: Edition;

  @ApiProperty({ enum: languages, description: 'en: of the joint report and the annex only' })
  @IsIn(languages)
  language: Language;
}

export class DocumentsPageDto {
  @PageLimit()
  limit: number = 50;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, description: 'nextCursor of the previous page' })
  @Optional()
  @NumberText()
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  cursor?: number;

  @ApiPropertyOptional({ type: 'boolean', description: 'Those that were issued, or those that may still be' })
  @Optional()
  @BooleanText()
  issued?: boolean;
}

/** What a link to the form says of what is to be made, and which part of the list is shown. */
export class DocumentsViewDto {
  @Optional()
  @BooleanText()
  issued?: boolean;

  @Optional()
  @IsIn(madeKinds)
  kind?: MadeKind;

  @Optional()
  @Matches(ANY_PERIOD_CODE, { message: 'must be a period such as 2019-11' })
  period?: string;

  @Optional()
  @Matches(CODE, { message: 'must be the code of a body' })
  body?: string;

  @Optional()
  @NumberText()
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  cursor?: number;
}

/** The form: of an annex, whether it is of one’s own side is a choice of the same row as the kind. */
export class DocumentForm {
  @IsIn([...madeKinds, 'joint_annex'])
  kind: MadeKind | 'joint_annex';

  @Optional()
  @Matches(ANY_PERIOD_CODE)
  period?: string;

  @Optional()
  @TypedDay()
  day?: string;

  @Optional()
  @Matches(CODE)
  body?: string;

  @IsIn(editions)
  edition: Edition;

  @IsIn(languages)
  language: Language;
}
