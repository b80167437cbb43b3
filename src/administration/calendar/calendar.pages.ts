import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsIn, IsInt, Matches, Max, Min } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../../identity/allow.js';
import { CalendarAdministration } from './calendar-administration.js';
import { CalendarPage } from './calendar.view.js';
import type { CalendarWarning } from './calendar-page.types.js';
import { daysThatDiffer } from './calendar.rules.js';
import { formatDay } from '../../calendar/deadline.js';
import { CalendarEffects, type MovedReminders } from '../../reminders/plan/calendar-effects.js';
import type { Language } from '../../platform/text.js';
import { FIRST_YEAR, LAST_YEAR } from './calendar.types.js';
import { Clock, type Day } from '../../platform/clock.js';
import { NotFound, RuleBroken } from '../../platform/errors.js';
import {
  bilingual,
  formValues,
  readForm,
  type FormFaults,
  type FormValues,
} from '../../platform/http/forms.js';
import { IsDay, NumberText, Optional, PlainText, TypedDay } from '../../platform/http/input.js';
import { renderPage } from '../../web/render.js';
import { words } from '../../web/i18n/words.js';
import { scopeOf } from '../../identity/request.js';
import { answerForm } from '../../shell/answer-form.js';
import { SaidHere, type Next, type Said } from '../../shell/said.js';
import { Html } from '../../shell/html.js';
import { PageFrame } from '../../shell/page-frame.js';
import { FormOn } from '../../shell/form-on.js';

class YearDto {
  @Optional() @NumberText() @IsInt() @Min(FIRST_YEAR) @Max(LAST_YEAR) nam?: number;
}

class YearForm {
  @NumberText() @IsInt() @Min(FIRST_YEAR) @Max(LAST_YEAR) year: number;
  @Matches(/\S/) @PlainText(300) source: string;
}

class DocumentForm {
  @NumberText() @IsInt() @Min(FIRST_YEAR) @Max(LAST_YEAR) year: number;
  @Matches(/\S/) @PlainText(100) number: string;
  @TypedDay() issuedOn: Day;
  @Matches(/\S/) @PlainText(300) source: string;
}

class DaysForm {
  @IsIn(['off', 'makeUp']) kind: 'off' | 'makeUp';
  @TypedDay() from: Day;
  @Optional() @TypedDay() to?: Day;
  @Matches(/\S/) @PlainText(200) nameVi: string;
  @Matches(/\S/) @PlainText(200) nameEn: string;
}

const here = '/quan-tri/lich-lam-viec';

/** The administrator's working calendar: a year's view, its holidays, days in lieu and make-up days. */
@ApiExcludeController()
@Allow('admin')
@Controller('quan-tri/lich-lam-viec')
export class CalendarPages {
  constructor(
    private readonly frames: PageFrame,
    private readonly calendar: CalendarAdministration,
    private readonly effects: CalendarEffects,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Html()
  show(
    @Req() request: FastifyRequest,
    @Query() { nam }: YearDto,
    @SaidHere() said: Said | null,
  ): Promise<string> {
    return this.page(request, nam ?? this.thisYear(), {}, {}, said?.what);
  }

  @Post('nam')
  @FormOn('/quan-tri/lich-lam-viec')
  addYear(
    @Req() request: FastifyRequest,
    @Body() body: Record<string, unknown>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.act(request, reply, body, YearForm, async ({ year, source }) => {
      await this.calendar.addYear(year, source, scopeOf(request).by);
      return { to: `${here}?nam=${year}`, say: { what: 'year' } };
    });
  }

  @Post('van-ban')
  @FormOn('/quan-tri/lich-lam-viec')
  decide(
    @Req() request: FastifyRequest,
    @Body() body: Record<string, unknown>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.act(request, reply, body, DocumentForm, async ({ year, ...document }) => {
      await this.calendar.decide(year, document, scopeOf(request).by);
      return { to: `${here}?nam=${year}`, say: { what: 'decided' } };
    });
  }

  @Post('ngay')
  @FormOn('/quan-tri/lich-lam-viec')
  addDays(
    @Req() request: FastifyRequest,
    @Body() body: Record<string, unknown>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.act(request, reply, body, DaysForm, async ({ kind, from, to = from, ...names }) => {
      const wanted = { working: kind === 'makeUp', from, to, name: bilingual(names) };
      await this.mustBeAgreedTo(body, `${here}/ngay`, () =>
        this.effects.of(daysThatDiffer(wanted).map((day) => ({ day, working: wanted.working }))),
      );
      await this.calendar.addDays(wanted, scopeOf(request).by);
      return { to: `${here}?nam=${from.slice(0, 4)}`, say: { what: 'added' } };
    });
  }

  @Post('ngay/:day/bo')
  @FormOn('/quan-tri/lich-lam-viec')
  removeDay(
    @Req() request: FastifyRequest,
    @Param('day') day: string,
    @Body() body: Record<string, unknown>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    class DayOfAddress {
      @IsDay() day: Day;
    }
    return this.act(request, reply, { day, year: day.slice(0, 4) }, DayOfAddress, async (input) => {
      await this.mustBeAgreedTo(body, `${here}/ngay/${input.day}/bo`, () => this.effects.of([], [input.day]));
      await this.calendar.removeDay(input.day, scopeOf(request).by);
      return { to: `${here}?nam=${input.day.slice(0, 4)}`, say: { what: 'removed' } };
    });
  }

  /** @param act does it, and says where to go on. What was refused shows the year again, with what was typed. */
  private act<Input extends object>(
    request: FastifyRequest,
    reply: FastifyReply,
    body: unknown,
    form: new () => Input,
    act: (input: Input) => Promise<Next>,
  ): Promise<void> {
    const values = formValues(body);
    return answerForm(reply, {
      input: readForm(form, values, words(scopeOf(request).language).calendar.faults),
      act,
      done: (next) => next,
      again: async ({ faults, error }) => {
        if (!error && 'day' in faults) throw new NotFound();
        if (error instanceof NotYetAgreed) {
          const { moved, action } = error;
          return this.page(request, this.yearOf(values), values, {}, undefined, { moved, action });
        }
        return this.page(request, this.yearOf(values), values, faults);
      },
    });
  }

  /** Reminders that would move into a day already run are told later: that is said before it is saved. */
  private async mustBeAgreedTo(
    body: unknown,
    action: string,
    effects: () => Promise<MovedReminders | null>,
  ): Promise<void> {
    const moved = formValues(body).confirmed ? null : await effects();
    if (moved) throw new NotYetAgreed(moved, action);
  }

  private async page(
    request: FastifyRequest,
    year: number,
    values: FormValues,
    faults: FormFaults,
    done?: string,
    warning?: CalendarWarning,
  ): Promise<string> {
    const [frame, shown] = await Promise.all([
      this.frames.of(request, `${here}?nam=${year}`),
      this.calendar.year(year),
    ]);
    return renderPage(
      CalendarPage({ frame, ...shown, today: this.clock.today(), values, faults, done, warning }),
    );
  }

  private yearOf({ year = '' }: FormValues): number {
    return /^2(0\d\d|100)$/.test(year) ? Number(year) : this.thisYear();
  }

  private thisYear(): number {
    return Number(this.clock.today().slice(0, 4));
  }
}

/** What follows for reminders was not yet read and agreed to. */
class NotYetAgreed extends RuleBroken {
  constructor(
    readonly moved: MovedReminders,
    readonly action: string,
  ) {
    super(
      inBothLanguages((language) =>
        words(language).calendar.moved(moved.commitments, formatDay(moved.toldOn)),
      ),
    );
  }
}

const inBothLanguages = (say: (language: Language) => string) => ({ vi: say('vi'), en: say('en') });
