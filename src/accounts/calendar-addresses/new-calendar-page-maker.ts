import { Injectable } from '@nestjs/common';
import { IsIn, Matches } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AgreementQueries } from '../../agreements/agreement.queries.js';
import { Config } from '../../config/config.js';
import { scopeOf, viewerOf } from '../../identity/request.js';
import { formValues, readForm, type FormFaults, type FormValues } from '../../platform/http/forms.js';
import { Optional, PlainText } from '../../platform/http/input.js';
import { answerForm } from '../../shell/answer-form.js';
import { sendPage } from '../../shell/html.js';
import { PageFrame } from '../../shell/page-frame.js';
import { words } from '../../web/i18n/words.js';
import { renderPage } from '../../web/render.js';
import {
  CALENDAR_FILE,
  CALENDAR_PATH,
  calendarScopes,
  type CalendarScope,
} from './calendar-address.types.js';
import { CalendarAddressesService } from './calendar-addresses.service.js';
import { NewCalendarPage } from './new-calendar.view.js';

class NewCalendarForm {
  @Matches(/\S/, { message: 'must not be empty' })
  @PlainText(80)
  name: string;

  @IsIn(calendarScopes)
  scope: CalendarScope;

  @Optional()
  @Matches(/^[a-z0-9][a-z0-9-]{0,79}$/, { message: 'must be the slug of an agreement' })
  agreement?: string;
}

/** Carries a new secret from the form to the page that shows it once: in the owner's own browser, for a minute. */
const COOKIE = 'new_calendar';
const PATH = '/tai-khoan/dia-chi-lich';

/** The page on which a calendar address is made, and the one time that it is shown. */
@Injectable()
export class NewCalendarPageMaker {
  constructor(
    private readonly frames: PageFrame,
    private readonly agreements: AgreementQueries,
    private readonly addresses: CalendarAddressesService,
    private readonly config: Config,
  ) {}

  async show(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const said = request.cookies[COOKIE] ?? '';
    const secret = /^[\w-]{43}$/.test(said) ? said : null;
    if (said !== '') reply.clearCookie(COOKIE, { path: PATH });
    const made = secret && `${this.start}${secret}${CALENDAR_FILE}`;
    sendPage(reply, 200, await this.page(request, {}, {}, made));
  }

  make(request: FastifyRequest, reply: FastifyReply, body: unknown): Promise<void> {
    const scope = scopeOf(request);
    const values = formValues(body);
    return answerForm(reply, {
      input: readForm(NewCalendarForm, values, words(scope.language).calendarFeed.faults),
      act: async ({ name, scope: asked, agreement }) => {
        const wanted = { name, scope: asked, agreement: agreement || null };
        const { url } = await this.addresses.make(scope, wanted, null);
        const secret = url.slice(this.start.length, -CALENDAR_FILE.length);
        const safety = { httpOnly: true, sameSite: 'strict', secure: this.config.secureCookies } as const;
        reply.setCookie(COOKIE, secret, { path: PATH, maxAge: 60, ...safety });
      },
      done: PATH,
      again: ({ faults }) => this.page(request, values, faults, null),
    });
  }

  private get start(): string {
    return `${this.config.publicUrl}${CALENDAR_PATH}/`;
  }

  private async page(
    request: FastifyRequest,
    values: FormValues,
    faults: FormFaults,
    made: string | null,
  ): Promise<string> {
    const viewer = viewerOf(request);
    const [frame, agreements] = await Promise.all([
      this.frames.of(request),
      made === null ? this.agreements.all(viewer) : [],
    ]);
    return renderPage(
      NewCalendarPage({ frame, agreements, hasOwn: viewer.party !== null, values, faults, made }),
    );
  }
}
