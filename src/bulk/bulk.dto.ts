import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { AsDue, DueDto } from '../commitments/extensions/extension.dto.js';
import { BODY_CODE } from '../commitments/plan/plan.dto.js';
import { bulkActions, MOST_AT_ONCE, type BulkAction } from '../commitments/together/bulk-actions.js';
import { Malformed } from '../platform/errors.js';
import { Optional, PlainText } from '../platform/http/input.js';
import { chaseTimes, MOST_CHASE_TEXT, type ChaseTime } from '../reminders/chases/chase.types.js';
import type { BulkAsked, BulkTerms } from './bulk.types.js';

const MAX_ID = 2_147_483_647;

export class BulkDto {
  @ApiProperty({ enum: bulkActions })
  @IsIn(bulkActions)
  action: BulkAction;

  @ApiProperty({ type: [Number], maxItems: MOST_AT_ONCE, description: 'Ids of commitments' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_AT_ONCE)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(MAX_ID, { each: true })
  ids: number[];

  @ApiPropertyOptional({
    type: [Number],
    maxItems: MOST_AT_ONCE,
    description:
      'Of each, in the order of `ids`: the version that the preview gave (0 or null where it gave none). Where one has changed since, none is done: 409. Left out, what stands now counts',
  })
  @Optional()
  @Transform(({ value }: { value: unknown }) =>
    Array.isArray(value) ? value.map((one: unknown) => one ?? 0) : value,
  )
  @IsArray()
  @ArrayMaxSize(MOST_AT_ONCE)
  @IsInt({ each: true })
  @Min(0, { each: true })
  @Max(MAX_ID, { each: true })
  versions?: number[];

  @ApiPropertyOptional({ default: false, description: 'Only says what would become of each' })
  @Optional()
  @IsBoolean()
  dryRun?: boolean;

  @ApiPropertyOptional({
    pattern: BODY_CODE.source,
    description: 'With `hand_over`: code of the body of one’s own side that is to lead',
  })
  @Optional()
  @Matches(BODY_CODE, { message: 'must be the code of a body' })
  body?: string;

  @ApiPropertyOptional({
    type: DueDto,
    description: 'With `propose_due`: the deadline; a plain day counts as one with the precision `date`',
  })
  @Optional()
  @AsDue()
  due?: DueDto;

  @ApiPropertyOptional({ maxLength: 2000, description: 'With `propose_due`: why' })
  @Optional()
  @PlainText(2000)
  reason?: string;

  @ApiPropertyOptional({
    maxLength: MOST_CHASE_TEXT,
    description: 'With `ask_report`: a message to the recipients',
  })
  @Optional()
  @PlainText(MOST_CHASE_TEXT)
  text?: string;

  @ApiPropertyOptional({
    enum: chaseTimes,
    default: 'now',
    description: 'With `ask_report`: at once, or at the time of the next daily email. A leader’s goes now',
  })
  @Optional()
  @IsIn(chaseTimes)
  when?: ChaseTime;

  /** @throws Malformed where something is missing that the action needs, or versions are not one of each */
  toAsked(): BulkAsked {
    const { ids, versions } = this;
    if (versions && versions.length !== ids.length) throw faulty('versions', 'must be one for each of ids');
    return { terms: this.terms(), ids, versions };
  }

  private terms(): BulkTerms {
    const { action, body, due, reason, text, when = 'now' } = this;
    if (action === 'ask_report') return { action, text, when };
    if (action === 'confirm_plan') return { action };
    if (action === 'hand_over') {
      if (body === undefined) throw faulty('body', 'must be the code of a body');
      return { action, body };
    }
    if (!due) throw faulty('due', 'must be a deadline');
    if (!reason?.trim()) throw faulty('reason', 'must not be empty');
    return { action, due: due.toDeadline(), reason };
  }
}

const faulty = (field: string, message: string) => new Malformed([{ field, message }]);
