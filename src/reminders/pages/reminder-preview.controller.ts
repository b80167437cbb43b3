import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { daysBetween, type Day } from '../../platform/clock.js';
import { RuleBroken } from '../../platform/errors.js';
import { Answers } from '../../platform/http/answers.js';
import { IsDay } from '../../platform/http/input.js';
import { FURTHEST_DAYS } from './preview.queries.js';
import { PreviewRange } from './preview-range.queries.js';
import { reminderPreviewSchema, type ReminderPreview } from './preview-range.types.js';

class PreviewRangeDto {
  @ApiProperty({ type: String, format: 'date', description: 'First day' })
  @IsDay()
  from: Day;

  @ApiProperty({ type: String, format: 'date', description: `Last day, at most ${FURTHEST_DAYS} days on` })
  @IsDay()
  to: Day;
}

@ApiTags('reminders')
@Controller('api/v1/agreements/:slug/reminder-preview')
export class ReminderPreviewController {
  constructor(private readonly previews: PreviewRange) {}

  @Get()
  @AllowSignedIn()
  @ApiOperation({ summary: 'Preview reminders' })
  @Answers(200, reminderPreviewSchema)
  async read(@Scope() scope: RequestScope, @Query() { from, to }: PreviewRangeDto): Promise<ReminderPreview> {
    if (to < from) throw new RuleBroken(backwards, 'to');
    if (daysBetween(from, to) > FURTHEST_DAYS) throw new RuleBroken(tooFar, 'to');
    return { from, to, items: await this.previews.rows(scope.viewer, scope.agreement, from, to) };
  }
}

const backwards = {
  vi: 'Ngày cuối phải bằng hoặc sau ngày đầu.',
  en: 'The last day must not be before the first.',
};
const tooFar = {
  vi: `Chỉ xem trước được nhiều nhất ${FURTHEST_DAYS} ngày.`,
  en: `At most ${FURTHEST_DAYS} days can be previewed.`,
};
