import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { NotAllowed, NotFound, Stale } from '../../platform/errors.js';
import { formValues, readForm, type FormBody, type FormValues } from '../../platform/http/forms.js';
import { NumberText } from '../../platform/http/input.js';
import { answerForm } from '../../shell/answer-form.js';
import { FormOn } from '../../shell/form-on.js';
import { Html } from '../../shell/html.js';
import { PageFrame } from '../../shell/page-frame.js';
import { SaidHere, type Said } from '../../shell/said.js';
import { words } from '../../web/i18n/words.js';
import { sectorLeadersHref } from '../../web/links.js';
import { renderPage } from '../../web/render.js';
import { SectorLeadersDto } from './leaders.dto.js';
import { LeadersQueries } from './leaders.queries.js';
import { LeadersService } from './leaders.service.js';
import { boxOf, isChosen, LeadersPage, type LeadersSent } from './leaders.view.js';

class SectorLeadersForm extends SectorLeadersDto {
  @NumberText() @IsInt() @Min(0) @Max(2_147_483_647) version: number;
}

/** Where a side's office names, sector by sector, to which of its leaders what waits goes. */
@ApiExcludeController()
@Controller(':slug/lanh-dao-phu-trach')
export class LeadersPages {
  constructor(
    private readonly frames: PageFrame,
    private readonly queries: LeadersQueries,
    private readonly leaders: LeadersService,
  ) {}

  @Get()
  @Html()
  @Allow('coordinator', 'leader', 'auditor', 'admin')
  show(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @SaidHere() said: Said | null,
  ): Promise<string> {
    return this.page(request, scope, null, said?.what);
  }

  @Post(':party')
  @FormOn('/:slug/lanh-dao-phu-trach')
  @Allow('coordinator', 'admin')
  name(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Param('party') party: string,
    @Body() body: FormBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const values = formValues(body);
    const say = words(scope.language).leaders.faults;
    return answerForm(reply, {
      input: readForm(SectorLeadersForm, { version: values.version, leaders: namingsIn(values) }, say),
      act: ({ leaders, version }) => this.leaders.name(scope, party, leaders, [version]),
      done: (changed) => ({
        to: sectorLeadersHref(scope.agreement.slug),
        say: { what: changed ? 'saved' : 'unchanged' },
      }),
      again: async ({ error, faults }) => {
        if (error instanceof NotAllowed || error instanceof NotFound) return null;
        // What was chosen stands on the present state, with what others have chosen since: saving it again is a choice made knowingly.
        const version = error instanceof Stale ? String(error.currentVersion) : (values.version ?? '');
        const [fault] = Object.values(faults);
        return this.page(request, scope, { party, values: { ...values, version }, fault });
      },
    });
  }

  private async page(
    request: FastifyRequest,
    scope: RequestScope,
    sent: LeadersSent | null,
    done?: string,
  ): Promise<string> {
    const { slug } = scope.agreement;
    const [frame, sides] = await Promise.all([
      this.frames.of(request, sectorLeadersHref(slug)),
      this.queries.all(scope),
    ]);
    return renderPage(LeadersPage({ frame, slug, viewer: scope.viewer, sides, sent, done }));
  }
}

/** A box for each sector, of which only those count in which something else was chosen; empty for all leaders. */
function namingsIn(values: FormValues): object[] {
  const prefix = boxOf('');
  return Object.entries(values).flatMap(([name, value]) =>
    name.startsWith(prefix) && isChosen(values, name)
      ? [{ sector: name.slice(prefix.length), leader: value === '' ? null : Number(value) }]
      : [],
  );
}
