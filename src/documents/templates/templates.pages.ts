import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sentFile } from '../../commitments/evidence/sent-evidence.js';
import { Allow } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { ForNoToken } from '../../identity/token-reach.js';
import { NotAllowed, NotFound, RulesBroken, type DomainError } from '../../platform/errors.js';
import { formValues, readForm, type FormBody } from '../../platform/http/forms.js';
import { seeOther } from '../../platform/http/redirect.js';
import { TakesFile } from '../../platform/http/uploads.js';
import type { BilingualText } from '../../platform/text.js';
import { answerForm, noFields } from '../../shell/answer-form.js';
import { FormOn } from '../../shell/form-on.js';
import { Html, sendPage } from '../../shell/html.js';
import { SaidHere, type Said } from '../../shell/said.js';
import { adminPages } from '../../web/components/admin-tabs.js';
import { MOST_TEMPLATE_BYTES } from './check/take-file.js';
import { templatesHref } from './page/template-names.js';
import { InForceForm } from './templates.dto.js';
import { TemplatesPageMaker } from './templates-page-maker.js';
import { TemplatesService } from './templates.service.js';

/** Templates of documents, as administrators change them. */
@ApiExcludeController()
@Allow('admin')
@ForNoToken()
@Controller(adminPages.templates.slice(1))
export class TemplatesPages {
  constructor(
    private readonly maker: TemplatesPageMaker,
    private readonly templates: TemplatesService,
  ) {}

  /** The tab leads to the agreement at hand. */
  @Get()
  async start(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const slug = request.inReach?.agreement?.slug;
    if (slug) return seeOther(reply, templatesHref(slug));
    sendPage(reply, 200, await this.maker.none(request));
  }

  @Get(':slug')
  @Html()
  list(@Req() request: FastifyRequest, @Scope() scope: RequestScope): Promise<string> {
    return this.maker.list(request, scope);
  }

  @Get(':slug/:slot')
  @Html()
  show(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Param('slot') key: string,
    @SaidHere() said: Said | null,
  ): Promise<string> {
    return this.maker.slot(request, scope, key, { said });
  }

  @Post(':slug/:slot')
  @FormOn('/quan-tri/mau-van-ban/:slug/:slot')
  @TakesFile(MOST_TEMPLATE_BYTES)
  add(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Param('slot') key: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return answerForm(reply, {
      input: noFields,
      act: async () => this.templates.add(scope, key, await sentFile(request)),
      done: { to: templatesHref(scope.agreement.slug, key), say: { what: 'added' } },
      again: async ({ error }) =>
        isElsewhere(error) ? null : this.maker.slot(request, scope, key, { faults: faultsOf(error) }),
    });
  }

  @Post(':slug/:slot/ap-dung')
  @FormOn('/quan-tri/mau-van-ban/:slug/:slot')
  putInForce(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Param('slot') key: string,
    @Body() body: FormBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const typed = formValues(body);
    return answerForm(reply, {
      input: readForm(InForceForm, typed, {}),
      act: async ({ version = null, replaces = null }) => {
        await this.templates.putInForce(scope, key, { version, replaces });
        return version;
      },
      done: (version) => ({
        to: templatesHref(scope.agreement.slug, key),
        say: { what: version === null ? 'shipped' : 'inForce' },
      }),
      again: async ({ error, faults }) =>
        isElsewhere(error)
          ? null
          : this.maker.slot(request, scope, key, { refused: Object.values(faults)[0] }),
    });
  }
}

const isElsewhere = (error: DomainError | null) => error instanceof NotAllowed || error instanceof NotFound;

/** All that is wrong with the file, each with its paragraph. */
function faultsOf(error: DomainError | null): readonly BilingualText[] {
  if (error instanceof RulesBroken) return error.faults.map(({ message }) => message);
  return error ? [error.text] : [];
}
