import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { AllowSignedIn } from '../../identity/allow.js';
import { Optional } from '../../platform/http/input.js';
import { Html } from '../../shell/html.js';
import { CommitmentPageMaker } from './commitment-page-maker.js';
import type { CommitmentDone } from './commitment-page.types.js';

class DoneDto {
  /** What was just done, for the line that says so. */
  @Optional() xong?: CommitmentDone;
}

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
    @Query() { xong }: DoneDto,
  ): Promise<string> {
    return this.maker.page(request, code, { done: xong ?? null });
  }
}
