import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsString, Matches, Max, Min } from 'class-validator';
import type { Day } from '../../platform/clock.js';
import { BooleanText, IsDay, NumberText, Optional, PageLimit, PlainText } from '../../platform/http/input.js';
import {
  countGroups,
  statuses,
  timelinesses,
  type CountGroup,
  type Status,
  type Timeliness,
} from '../commitment.types.js';
import { confirmers } from '../completion/completion.sql.js';
import { indicatorChoices, type IndicatorChoice } from '../indicators/standing.js';
import { holderRoles, matterKinds, NOBODY } from '../turn/turn.types.js';
import { DaysDto } from './days.dto.js';
import { postPattern } from './post-pattern.js';
import {
  confirmations,
  deadlineKinds,
  qualities,
  sortKeys,
  updateStates,
  type CommitmentFilter,
  type Confirmation,
  type DeadlineKind,
  type Quality,
  type SortKey,
  type UpdateState,
} from './list.types.js';

const HOLDER = new RegExp(`^(${NOBODY}|${postPattern(holderRoles)})$`);
const CONFIRMER = new RegExp(`^${postPattern(confirmers)}$`);
const WAITS = new RegExp(`^${postPattern(holderRoles)}[.](${matterKinds.join('|')})$`);
const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/;

/** The filters of the list, of its counts and of the dashboard's links. An empty value is no filter. */
export class CommitmentFilterDto extends DaysDto implements CommitmentFilter {
  @ApiPropertyOptional({ description: 'Code of a sector' })
  @Optional()
  @Matches(CODE)
  sector?: string;

  @ApiPropertyOptional({ enum: statuses })
  @Optional()
  @IsIn(statuses)
  status?: Status;

  @ApiPropertyOptional({ enum: timelinesses })
  @Optional()
  @IsIn(timelinesses)
  timeliness?: Timeliness;

  @ApiPropertyOptional({ description: 'Code of a side' })
  @Optional()
  @Matches(CODE)
  party?: string;

  @ApiPropertyOptional({ description: 'Code of a lead or cooperating body' })
  @Optional()
  @Matches(CODE)
  body?: string;

  @ApiPropertyOptional({ description: 'Code of a body that leads a side’s part' })
  @Optional()
  @Matches(CODE)
  lead?: string;

  @ApiPropertyOptional({
    enum: confirmations,
    description:
      'plan_pending: a side has not confirmed its lead body and deadline; completion_pending: reported as completed, awaiting the leader’s confirmation',
  })
  @Optional()
  @IsIn(confirmations)
  confirmation?: Confirmation;

  @ApiPropertyOptional({ description: 'Statements differ' })
  @Optional()
  @BooleanText()
  differs?: boolean;

  @ApiPropertyOptional({
    enum: countGroups,
    isArray: true,
    description: 'Counted groups, separated by commas',
  })
  @Optional()
  @Transform(({ value }) => (typeof value === 'string' ? value.split(',') : value))
  @IsIn(countGroups, { each: true })
  group?: CountGroup[];

  @ApiPropertyOptional({
    enum: deadlineKinds,
    description:
      'dated: has a last day; undated: should have one but has none yet; continuing: has none ever',
  })
  @Optional()
  @IsIn(deadlineKinds)
  deadline?: DeadlineKind;

  @ApiPropertyOptional({
    enum: ['side'],
    description: 'With `party`: status, timeliness and group are those of that side’s own statement',
  })
  @Optional()
  @IsIn(['side'])
  of?: 'side';

  @ApiPropertyOptional({
    enum: updateStates,
    description:
      'Reports of a side (that of `party`, if given) for the period just ended: owed (required), gave (submitted by the due day), late (submitted after it), missing (not submitted)',
  })
  @Optional()
  @IsIn(updateStates)
  update?: UpdateState;

  @ApiPropertyOptional({
    enum: qualities,
    description:
      'Doubtful records of a side (that of `party`, if given): no_evidence (reported as completed without evidence), no_evidence_or_reason (and without the reason for it), entered_late (reported more than 10 days after it was done), reported_after_due (done by the deadline, reported after it), no_news (no report for 30 days), no_date (should have a date but has none yet), no_product, no_account (the body in charge has no active account)',
  })
  @Optional()
  @IsIn(qualities)
  quality?: Quality;

  @ApiPropertyOptional({
    enum: indicatorChoices,
    description:
      'Indicators of a side (that of `party`, if given): at least one that stands so, or any at all',
  })
  @Optional()
  @IsIn(indicatorChoices)
  indicator?: IndicatorChoice;

  @ApiPropertyOptional({ description: 'Extended at least once' })
  @Optional()
  @BooleanText()
  extended?: boolean;

  @ApiPropertyOptional({ description: 'At least this many overdue notices' })
  @Optional()
  @NumberText()
  @IsInt()
  @Min(0)
  @Max(10_000)
  remindedAtLeast?: number;

  @ApiPropertyOptional({
    example: 'hanoi.leader',
    description:
      'Who holds the matter that holds the commitment back most: `<party>.<role>`, with a role of lead_body, coordinator (also one asked by another side), leader, other_coordinator or outside; `none`: nothing waits',
  })
  @Optional()
  @Matches(HOLDER)
  holder?: string;

  @ApiPropertyOptional({ description: 'Code of the lead body that holds that matter' })
  @Optional()
  @Matches(CODE)
  holderBody?: string;

  @ApiPropertyOptional({ description: 'Code of the body that reported its side’s part as completed' })
  @Optional()
  @Matches(CODE)
  statedBy?: string;

  @ApiPropertyOptional({
    example: 'hanoi.leader',
    description:
      'Who confirmed a side’s completion: `<party>.leader`, or `<party>.coordinator` on the leader’s behalf',
  })
  @Optional()
  @Matches(CONFIRMER)
  confirmedBy?: string;

  @ApiPropertyOptional({
    example: 'hanoi.coordinator.plan',
    description:
      'A matter of that kind waits for that holder, whether or not another holds the commitment back more: `<party>.<role>.<kind>`, with a role as for holder and a kind of part, extension, question, plan or review',
  })
  @Optional()
  @Matches(WAITS)
  waits?: string;

  @ApiPropertyOptional({ description: 'Words to search for, with or without tone marks', maxLength: 200 })
  @Optional()
  @PlainText(200)
  q?: string;

  @ApiPropertyOptional({ type: String, format: 'date' })
  @Optional()
  @IsDay()
  dueFrom?: Day;

  @ApiPropertyOptional({ type: String, format: 'date' })
  @Optional()
  @IsDay()
  dueTo?: Day;

  @ApiPropertyOptional({ enum: sortKeys, default: 'code' })
  @Optional()
  @IsIn(sortKeys)
  sort?: SortKey;
}

export class CommitmentListDto extends CommitmentFilterDto {
  @PageLimit()
  limit: number = 50;

  @ApiPropertyOptional({ description: 'nextCursor of the previous page' })
  @Optional()
  @IsString()
  @Matches(/^[\w-]{1,2000}$/)
  cursor?: string;
}

/** A page of events, newest first. */
export class EventPageDto {
  @ApiPropertyOptional({ minimum: 1, maximum: 200, default: 100 })
  @Optional()
  @NumberText()
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 100;

  @ApiPropertyOptional({ type: String, description: 'nextCursor of the previous page' })
  @Optional()
  @NumberText()
  @IsInt({ message: 'must be the nextCursor of a page' })
  @Min(1)
  @Max(999_999_999_999_999)
  cursor?: number;
}
