import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { Stale } from '../../platform/errors.js';
import { formValues, type FormBody } from '../../platform/http/forms.js';
import { seeOther } from '../../platform/http/redirect.js';
import { answerForm, noFields } from '../../shell/answer-form.js';
import { FormOn } from '../../shell/form-on.js';
import { commitmentHref } from '../parts/links.js';
import { ReportAgain } from '../updates/report-again.js';
import { ReportQueries } from '../updates/report.queries.js';
import { mustKnow, typedReport } from '../updates/typed-report.js';
import { contentOf } from './draft-content.js';
import { DraftsService } from './drafts.service.js';

/** The draft of a report, saved and discarded from its form. */
@ApiExcludeController()
@Allow('liaison', 'coordinator')
@Controller(':slug/cam-ket/:code/cap-nhat/nhap')
export class DraftPages {
  constructor(
    private readonly drafts: DraftsService,
    private readonly reports: ReportQueries,
    private readonly again: ReportAgain,
  ) {}

  @Post()
  @FormOn('/:slug/cam-ket/:code/cap-nhat')
  save(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Param('code') code: string,
    @Body() body: FormBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const typed = typedReport(body);
    return answerForm(reply, {
      input: noFields,
      act: async () => {
        const content = contentOf({ ...typed.sent, ...typed.values });
        const { id, draft } = await this.reports.target(scope, code);
        mustKnow(draft, typed);
        await this.drafts.save({ ...scope.by, id }, content, {
          versions: [draft?.version ?? 0],
          mayBegin: true,
        });
      },
      done: formHref(scope, code),
      again: (refusal) => this.again.page(request, code, typed, refusal),
    });
  }

  /** One that somebody saved meanwhile stays, and is opened. */
  @Post('bo')
  async discard(
    @Scope() scope: RequestScope,
    @Param('code') code: string,
    @Body() body: FormBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { id } = await this.reports.target(scope, code);
    try {
      await this.drafts.discard({ ...scope.by, id }, [Number(formValues(body).draft) || 0]);
    } catch (error) {
      if (!(error instanceof Stale)) throw error;
    }
    seeOther(reply, formHref(scope, code));
  }
}

const formHref = ({ agreement }: RequestScope, code: string) =>
  `${commitmentHref(agreement.slug, code)}/cap-nhat`;
