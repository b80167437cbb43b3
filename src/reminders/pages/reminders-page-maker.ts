import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Viewer } from '../../identity/viewer.js';
import { addDays, Clock, weekdayOf, type Day } from '../../platform/clock.js';
import { PreviewQueries } from './preview.queries.js';
import { LedgerMails } from './ledger-mails.queries.js';
import { LedgerPage } from './ledger.view.js';
import type { LedgerPageDto } from '../ledger/reminders.dto.js';
import { PreviewPage } from './preview.view.js';
import type {
  LedgerFilterValues,
  LedgerPageProps,
  PartyRef,
  RemindersFrame,
} from './reminders-page.types.js';
import { renderPage } from '../../web/render.js';
import { PageFrame } from '../../shell/page-frame.js';
import { RemindersPageData } from './reminders-page-data.js';

const CALENDAR_DAYS = 21;
/** Each with all that it says. */
const MAILS_A_PAGE = 25;

/** Gathers what the pages of the reminders share: rules, the next days, the last run, totals. */
@Injectable()
export class RemindersPageMaker {
  constructor(
    private readonly frames: PageFrame,
    private readonly data: RemindersPageData,
    private readonly previews: PreviewQueries,
    private readonly mails: LedgerMails,
    private readonly clock: Clock,
  ) {}

  async shared(
    request: FastifyRequest,
    viewer: Viewer,
    path = '/don-doc',
  ): Promise<RemindersFrame & { parties: PartyRef[] }> {
    const today = this.clock.today();
    const monday = addDays(today, -((weekdayOf(today) + 6) % 7));
    const [frame, facts, calendar] = await Promise.all([
      this.frames.of(request, path),
      this.data.facts(viewer, today),
      this.data.calendar(viewer, monday, today, CALENDAR_DAYS),
    ]);
    return { frame, today, calendar, canRun: viewer.role === 'admin', ...facts };
  }

  async preview(
    request: FastifyRequest,
    viewer: Viewer,
    day: Day,
    { ran, wrongDay }: Pick<RemindersFrame, 'ran' | 'wrongDay'> = {},
  ): Promise<string> {
    const [shared, preview] = await Promise.all([
      this.shared(request, viewer, `/don-doc/xem-truoc?day=${day}`),
      this.previews.preview(viewer, day),
    ]);
    const mailHref = (recipient: number) => `/don-doc/thu?recipient=${recipient}&day=${day}`;
    return renderPage(PreviewPage({ ...shared, preview, mailHref, ran, wrongDay }));
  }

  /** @param shown what became of a mail that was sent again, where one was; days that are none */
  async ledger(
    request: FastifyRequest,
    viewer: Viewer,
    { limit, cursor, ...filter }: LedgerPageDto & LedgerFilterValues,
    shown: Pick<RemindersFrame, 'resent'> & Pick<LedgerPageProps, 'typed' | 'faults'> = {},
  ): Promise<string> {
    const [shared, page] = await Promise.all([
      this.shared(request, viewer),
      this.mails.list(viewer, filter, Math.min(limit, MAILS_A_PAGE), cursor),
    ]);
    return renderPage(LedgerPage({ ...shared, ...page, filter, ...shown }));
  }

  nextWorkingDay(): Promise<Day> {
    return this.data.nextWorkingDay(this.clock.today());
  }
}
