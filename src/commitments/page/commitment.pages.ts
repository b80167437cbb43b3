import { Controller, Get, Param, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { AllowSignedIn } from '../../identity/allow.js';
import { SaidHere, type Said } from '../../shell/said.js';
import { Html } from '../../shell/html.js';
import { CommitmentPageMaker } from './commitment-page-maker.js';

/** One commitment. Its forms stand with what they change. */
@ApiExcludeController()
@Controller(':slug/cam-ket/:code')
export class CommitmentPages {
  constructor(private readonly maker: CommitmentPageMaker) {}

  @Get()
  @AllowSignedIn()
  @Html()
  show(
    @Req() request: FastifyRequest,
    @Param('code') code: string,
    @SaidHere() said: Said | null,
  ): Promise<string> {
    return this.maker.page(request, code, { said });
  }
}
