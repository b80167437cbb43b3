import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AllowSignedIn } from '../identity/allow.js';
import { Scope } from '../identity/request.js';
import { RequestScope } from '../identity/scope.js';
import { InAgreement } from '../identity/token-reach.js';
import { Optional, PlainText } from '../platform/http/input.js';
import { seeOther } from '../platform/http/redirect.js';
import { Html, sendPage } from '../shell/html.js';
import { PageFrame } from '../shell/page-frame.js';
import { words } from '../web/i18n/words.js';
import { frozenHref } from '../web/links.js';
import { renderPage } from '../web/render.js';
import { FrozenQueries } from './frozen.queries.js';
import { FrozenPage } from './frozen.view.js';
import { LookUpPage } from './look-up.view.js';

class LookUpDto {
  /** As it stands on paper, in small letters too, and with spaces around it: a code, or the number of a document. */
  @Optional()
  @PlainText(100)
  ma?: string;
}

/** What is frozen under a code, looked up by it. */
@ApiExcludeController()
@AllowSignedIn()
@InAgreement()
@Controller('so-lieu-chot')
export class FrozenPages {
  constructor(
    private readonly frames: PageFrame,
    private readonly queries: FrozenQueries,
  ) {}

  @Get()
  async lookUp(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Query() { ma: typed }: LookUpDto,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const code = (typed ?? '').trim().toUpperCase();
    const t = words(scope.language).periods;
    const known = code !== '' && (await this.queries.exists(scope.viewer, code));
    if (known) return seeOther(reply, frozenHref(code));
    const [frame, numbered] = await Promise.all([
      this.frames.of(request, frozenHref()),
      code === '' ? [] : this.queries.numbered(scope.viewer, withoutWord(code)),
    ]);
    const isFound = code === '' || numbered.length > 0;
    const error =
      typed === undefined ? undefined : code === '' ? t.noCode : isFound ? undefined : t.notFound(code);
    sendPage(
      reply,
      isFound ? 200 : 404,
      renderPage(LookUpPage({ frame, typed: typed ?? '', error, numbered })),
    );
  }

  @Get(':code')
  @Html()
  async show(
    @Req() request: FastifyRequest,
    @Scope() { viewer }: RequestScope,
    @Param('code') code: string,
  ): Promise<string> {
    const [frame, found] = await Promise.all([
      this.frames.of(request, frozenHref(code)),
      this.queries.read(viewer, code),
    ]);
    return renderPage(FrozenPage({ frame, ...found }));
  }
}

/** “Số 123-BC/VPTU”: the word is no part of the number. */
const withoutWord = (typed: string) => typed.replace(/^SỐ\s*[:.]?\s*(?=\d)/, '');
