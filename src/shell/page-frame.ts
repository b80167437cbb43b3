import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { YearToSettle } from '../calendar/standing.js';
import { WorkingCalendarService } from '../calendar/working-calendar.service.js';
import { MOST_CHOICES, type AgreementInFrame } from '../identity/scope.js';
import { Clock } from '../platform/clock.js';
import { languageOf } from '../platform/http/language.js';
import { MAILBOX_URL } from '../platform/mailbox-url.js';
import type { BilingualText, Language } from '../platform/text.js';
import type { Frame } from '../web/frame.js';
import { words } from '../web/i18n/words.js';
import { HeaderFacts } from './header-facts.js';
import { RunWatch } from './run-watch.js';
import { presentWord } from './page-word.js';
import './sent-form.js';
import '../platform/http/uploads.js';

/** Makes the frame of a page: who reads it, in which language, of which agreement. */
@Injectable()
export class PageFrame {
  constructor(
    private readonly clock: Clock,
    private readonly facts: HeaderFacts,
    private readonly calendar: WorkingCalendarService,
    private readonly runs: RunWatch,
    @Inject(MAILBOX_URL) private readonly mailboxUrl: string | null,
  ) {}

  /** @param path of the page itself, where it may be made to answer a form at another address */
  async of(request: FastifyRequest, path?: string): Promise<Frame> {
    const { viewer, inReach } = request;
    const agreement = inReach?.agreement;
    return {
      ...this.known(request, path),
      myWorkCount: viewer ? await this.facts.workCount(request) : 0,
      yearsToSettle: await this.yearsToSettle(request),
      runMissing: isOfAdministrator(request) ? await this.runs.missing() : null,
      revision: agreement?.revision ?? null,
      updatedAt: agreement?.changedAt ?? null,
    };
  }

  private async yearsToSettle(request: FastifyRequest): Promise<YearToSettle[]> {
    if (!isOfAdministrator(request)) return [];
    return this.calendar.toSettle(this.clock.today());
  }

  /** With what is known of who asks, and nothing more from the database, which may be what is missing: for errors. */
  known(request: FastifyRequest, path?: string): Frame {
    const { agreement = null, choices = [] } = request.inReach ?? {};
    return {
      ...this.bare(request, path),
      choices: choices
        .slice(0, MOST_CHOICES)
        .map(({ slug, number, kind, title }) => ({ slug, number, kind, title })),
      agreement: agreement && shown(agreement),
    };
  }

  /** The frame without anything from the database: for people who are not signed in. */
  bare(request: FastifyRequest, path?: string): Frame {
    const answersForm = !['GET', 'HEAD'].includes(request.method);
    return {
      viewer: request.viewer ?? null,
      actsFor: request.actsFor ?? [],
      standInEnded: request.standInEnded ?? false,
      language: languageOf(request),
      agreement: null,
      choices: [],
      demo: this.clock.settable ? { day: this.clock.today(), mailboxUrl: this.mailboxUrl } : null,
      revision: null,
      updatedAt: null,
      today: this.clock.today(),
      madeAt: this.clock.now().toISOString(),
      csrf: request.csrfToken?.() ?? '',
      word: request.showsOnly === undefined ? presentWord() : notSent(request),
      path: answersForm ? (path ?? pageBefore(request)) : request.url,
      answersForm,
    };
  }
}

const isOfAdministrator = ({ viewer, url }: FastifyRequest) =>
  viewer?.role === 'admin' && url.startsWith('/quan-tri');

/** The page on which the form stood: the form's own address may know no page. */
function pageBefore({ headers, host }: FastifyRequest): string {
  const before = URL.parse(headers.referer ?? '');
  return before !== null && before.host === host ? before.pathname + before.search : '/';
}
/** Files are not carried, and browsers let nobody put one back. */
const notSent = ({ routeOptions }: FastifyRequest) =>
  routeOptions.config.upload ? 'notSentNorFile' : 'notSent';

function shown({ slug, number, kind, parties, period }: AgreementInFrame): Frame['agreement'] {
  return {
    slug,
    number,
    kind,
    name: nameOf(parties.map(({ name }) => name)),
    period: `${period.from.slice(0, 4)}–${period.to.slice(0, 4)}`,
    sides: parties,
  };
}

/** `Theo dõi hợp tác Hà Nội – Nghệ An`; of more than three, the first and how many others. */
function nameOf(parties: BilingualText[]): BilingualText {
  const named = (language: Language) => {
    const names = parties.map((party) => party[language]);
    const { site, andOthers } = words(language).agreements;
    return site(names.length > 3 ? andOthers(names[0]!, names.length - 1) : names.join(' – '));
  };
  return { vi: named('vi'), en: named('en') };
}
