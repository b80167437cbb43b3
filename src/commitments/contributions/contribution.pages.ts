import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../../identity/allow.js';
import type { FormBody } from '../../platform/http/forms.js';
import { RowId } from '../../platform/http/input.js';
import { languageOf } from '../../platform/http/language.js';
import { words } from '../../web/i18n/words.js';
import { ReasonDto } from '../commitment.dto.js';
import { CommitmentForms } from '../page/commitment-forms.js';
import { ContributionsService } from './contributions.service.js';
import { FormOn } from '../../shell/form-on.js';

/** A contribution declined, on the commitment's page; it is taken over by the form of the report. */
@ApiExcludeController()
@Allow('liaison', 'coordinator')
@Controller(':slug/cam-ket/:code/phoi-hop')
export class ContributionPages {
  constructor(
    private readonly forms: CommitmentForms,
    private readonly contributions: ContributionsService,
  ) {}

  @Post(':contributionId/khong-tong-hop')
  @FormOn('/:slug/cam-ket/:code')
  decline(
    @Req() request: FastifyRequest,
    @Param('contributionId', RowId) id: number,
    @Body() body: FormBody,
    @Res() reply: FastifyReply,
  ) {
    return this.forms.answer(request, reply, body, {
      name: `contribution ${id}`,
      type: ReasonDto,
      say: { reason: words(languageOf(request)).commitment.contributions.fault },
      act: ({ id: of, ...change }, { reason }) => this.contributions.decline({ ...change, of }, id, reason),
      done: 'contribution_declined',
    });
  }
}
