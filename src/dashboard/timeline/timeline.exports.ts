import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { AgreementContents } from '../../commitments/agreements/agreement-contents.queries.js';
import { statuses, type Status } from '../../commitments/commitment.types.js';
import { filterWords } from '../../commitments/list/active-filters.js';
import { commitmentColumns, dueColumns } from '../../commitments/list/commitment-columns.js';
import { DaysDto } from '../../commitments/read/days.dto.js';
import { AnswersTableOrPicture, oneOf } from '../../exports/answers.js';
import { exportFormats, type ExportColumn, type ExportFormat } from '../../exports/export.types.js';
import { Exports } from '../../exports/exports.service.js';
import { exportTable, inOne } from '../../exports/pages.js';
import { AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { RuleBroken } from '../../platform/errors.js';
import { Optional } from '../../platform/http/input.js';
import type { Language } from '../../platform/text.js';
import { formatNumber } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { asOnPage, timelineGroupings, type TimelineGrouping } from './timeline-grouping.js';
import { timelinePicture } from './timeline-picture.js';
import { MOST_ROWS, TimelineQueries } from './timeline.queries.js';
import type { Timeline, TimelineItem } from './timeline.types.js';

const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/;

class TimelineFileDto extends DaysDto {
  @ApiPropertyOptional({ enum: timelineGroupings, default: 'sector', description: 'Of the chart' })
  @Optional()
  @IsIn(timelineGroupings)
  groupBy: TimelineGrouping = 'sector';

  @ApiPropertyOptional({ description: 'Code of a side' })
  @Optional()
  @Matches(CODE)
  party?: string;

  @ApiPropertyOptional({ enum: statuses })
  @Optional()
  @IsIn(statuses)
  status?: Status;

  @ApiPropertyOptional({ description: 'Code of a sector' })
  @Optional()
  @Matches(CODE)
  sector?: string;
}

/** When commitments are due, were extended and were done: as a table, and as the chart of the page. */
@ApiTags('dashboard')
@AllowSignedIn()
@Controller('api/v1/agreements/:slug')
export class TimelineExports {
  constructor(
    private readonly files: Exports,
    private readonly queries: TimelineQueries,
    private readonly contents: AgreementContents,
  ) {}

  @Get('timeline.:format')
  @ApiOperation({ summary: 'Download the timeline' })
  @AnswersTableOrPicture()
  async one(
    @Scope() scope: RequestScope,
    @Param('format', oneOf(exportFormats)) format: ExportFormat,
    @Query() { groupBy, ...filter }: TimelineFileDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { agreement, language } = scope;
    const [timeline, { parties, sectors, bodies }] = await Promise.all([
      this.queries.read(scope, filter),
      this.contents.one(agreement),
    ]);
    const { asOf, knownAt, items, total } = timeline;
    const filters = filterWords({ language, filter, sectors, bodies, parties });
    const facts = { title: words(language).timeline.title, asOf, knownAt, filters, agreement };
    if (format === 'csv' || format === 'xlsx') {
      // A chart of fewer says so; a table of fewer would be taken for all.
      if (total > items.length) throw new RuleBroken(tooMany(total));
      const columns = columnsOf(parties, language);
      return this.files.table(reply, scope, format, exportTable(facts, columns, inOne(items)));
    }
    const picture = timelinePicture({
      timeline,
      by: asOnPage[groupBy],
      party: filter.party,
      facts,
      language,
    });
    return this.files.picture(reply, scope, format, picture);
  }
}

/** Those of the list, with the deadline of the beginning before the present one. */
function columnsOf(
  parties: Parameters<typeof commitmentColumns>[0],
  language: Language,
): ExportColumn<Timeline['items'][number]>[] {
  const all: ExportColumn<TimelineItem>[] = commitmentColumns(parties, language);
  const due = dueColumns<TimelineItem>(language)[0]!.head;
  const place = all.findIndex(({ head }) => head === due);
  const original: ExportColumn<TimelineItem> = {
    head: words(language).exports.columns.originalDue,
    kind: 'text',
    width: 14,
    value: ({ originalDue }) => originalDue && originalDue.label[language],
  };
  return [...all.slice(0, place), original, ...all.slice(place)];
}

const tooMany = (total: number) => ({
  vi: `Dòng thời gian có ${formatNumber(total, 'vi')} cam kết; một tệp có tối đa ${MOST_ROWS}. Hãy lọc bớt, hoặc tải danh sách cam kết.`,
  en: `The timeline has ${formatNumber(total, 'en')} commitments; a file holds at most ${MOST_ROWS}. Narrow it, or download the list of commitments.`,
});
