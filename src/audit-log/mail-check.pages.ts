import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { checkWitness } from '../audit/witness-check.js';
import { Allow } from '../identity/allow.js';
import { MOST_BYTES, MOST_FIELD_BYTES, sentText } from '../platform/http/sent-text.js';
import { TakesFile } from '../platform/http/uploads.js';
import { FormOn } from '../shell/form-on.js';
import { Html, sendPage } from '../shell/html.js';
import { PageFrame } from '../shell/page-frame.js';
import { words } from '../web/i18n/words.js';
import { renderPage } from '../web/render.js';
import { MAIL_CHECK, MailCheckPage, type MailCheckProps } from './mail-check.view.js';
import { witnessOf } from './mail-witness.js';

/** Of a longer log the page asks only whether the hash is there: to recompute it takes seconds, and the command line has them. */
const MOST_RECOMPUTED = 50_000;

/** A mail that somebody kept, held against the log. */
@ApiExcludeController()
@Allow('auditor', 'admin')
@Controller(MAIL_CHECK.slice(1))
export class MailCheckPages {
  constructor(
    private readonly frames: PageFrame,
    private readonly em: EntityManager,
  ) {}

  @Get()
  @Html()
  async form(@Req() request: FastifyRequest): Promise<string> {
    return renderPage(MailCheckPage({ frame: await this.frames.of(request), text: '' }));
  }

  @Post()
  @FormOn(MAIL_CHECK)
  @TakesFile(MOST_BYTES, MOST_FIELD_BYTES)
  @HttpCode(200)
  async check(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { text, fault } = await sentText(request);
    const show = async (status: number, shown: Omit<MailCheckProps, 'frame' | 'text'>) =>
      sendPage(
        reply,
        status,
        renderPage(MailCheckPage({ frame: await this.frames.of(request, MAIL_CHECK), text, ...shown })),
      );
    if (request.showsOnly !== undefined) return show(request.showsOnly, {});
    const { faults } = words(this.frames.bare(request).language).auditLog.mail;
    if (fault) {
      const error = { field: fault.field, message: faults[fault.why] };
      return show(fault.why === 'tooLarge' ? 413 : 400, { error });
    }
    const witness = witnessOf(text);
    if (!witness) return show(422, { error: { field: 'text', message: faults.noWitness } });
    const verdict = await checkWitness(this.em, witness, MOST_RECOMPUTED);
    return show(200, { result: { witness, verdict } });
  }
}
