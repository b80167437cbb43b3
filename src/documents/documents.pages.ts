import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow, AllowSignedIn } from '../identity/allow.js';
import { Scope } from '../identity/request.js';
import { RequestScope } from '../identity/scope.js';
import { NotAllowed, NotFound } from '../platform/errors.js';
import { formValues, readForm, type FormBody } from '../platform/http/forms.js';
import { answerForm } from '../shell/answer-form.js';
import { FormOn } from '../shell/form-on.js';
import { Html } from '../shell/html.js';
import { SaidHere, type Said } from '../shell/said.js';
import { words } from '../web/i18n/words.js';
import { documentsHref } from '../web/links.js';
import { DocumentForm, DocumentsViewDto } from './documents.dto.js';
import { DocumentsPageMaker } from './documents-page-maker.js';
import { DocumentsService } from './documents.service.js';
import type { DocumentAsked } from './documents.types.js';

/** Documents for signing: what was made, and where an office has one made. */
@ApiExcludeController()
@Controller(':slug/van-ban')
export class DocumentsPages {
  constructor(
    private readonly maker: DocumentsPageMaker,
    private readonly documents: DocumentsService,
  ) {}

  @Get()
  @Html()
  @AllowSignedIn()
  show(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Query() asked: DocumentsViewDto,
    @SaidHere() said: Said | null,
  ): Promise<string> {
    return this.maker.page(request, scope, { asked, said });
  }

  @Post()
  @FormOn('/:slug/van-ban')
  @Allow('coordinator')
  make(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Body() body: FormBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const typed = formValues(body);
    return answerForm(reply, {
      input: readForm(DocumentForm, typed, words(scope.language).documents.form.faults),
      act: (form) => this.documents.ask(scope, askedOf(form, scope.party!)),
      done: () => ({ to: documentsHref(scope.agreement.slug), say: { what: 'asked' } }),
      again: async ({ error, faults }) => {
        if (error instanceof NotAllowed || error instanceof NotFound) return null;
        return this.maker.page(request, scope, { asked: {}, typed, faults });
      },
    });
  }
}

/** @param own code of the side for which is asked */
function askedOf({ kind, ...rest }: DocumentForm, own: string): DocumentAsked {
  if (kind === 'joint_annex') return { ...rest, kind: 'annex' };
  return { ...rest, kind, party: kind === 'joint_report' ? undefined : own };
}
