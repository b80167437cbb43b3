import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { inputPipe } from '../../platform/http/input.js';
import { SaidHere, type Said } from '../../shell/said.js';
import { sendPage } from '../../shell/html.js';
import { soundPast } from '../parts/past.js';
import { DaysPageDto } from '../read/days.dto.js';
import { CommitmentPageMaker } from './commitment-page-maker.js';

/** One commitment, today or as of another day. Its forms stand with what they change. */
@ApiExcludeController()
@Controller(':slug/cam-ket/:code')
export class CommitmentPages {
  constructor(private readonly maker: CommitmentPageMaker) {}

  @Get()
  @AllowSignedIn()
  async show(
    @Scope() { language }: RequestScope,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('code') code: string,
    @Query() { asOf, knownAt }: Record<string, unknown>,
    @SaidHere() said: Said | null,
  ): Promise<void> {
    // Mails and chats append words of their own to an address, and this is the one that they are sent with.
    const days = { type: 'query', metatype: DaysPageDto } as const;
    const typed = (await inputPipe.transform({ asOf, knownAt }, days)) as DaysPageDto;
    const { sound, faults, status } = soundPast(typed, language);
    sendPage(reply, status, await this.maker.page(request, code, { said, days: { typed, sound, faults } }));
  }
}
