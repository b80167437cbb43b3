import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { AnswersFile } from '../../platform/http/answers.js';
import { hijack } from '../../platform/http/hijack.js';
import { RevisionFeed } from './revision-feed.js';

@ApiTags('dashboard')
@AllowSignedIn()
@Controller('api/v1/agreements/:slug/live')
export class LiveController {
  constructor(private readonly feed: RevisionFeed) {}

  @Get()
  @ApiOperation({
    summary: 'Hear of changes',
    description:
      'Server-sent events `revision` with `{"revision", "day"}`: at once, at each change, and every 15 seconds. Ends after five minutes; connect again. Without `Accept: text/event-stream`: the first event alone.',
  })
  @AnswersFile('text/event-stream', 'The events')
  hear(
    @Scope() { agreement }: RequestScope,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): void {
    this.feed.refuseTooMany();
    const listens = request.headers.accept?.includes('text/event-stream') ?? false;
    const response = hijack(reply, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      // A proxy is not to hold events back.
      'x-accel-buffering': 'no',
    });
    this.feed.add(response, agreement, listens);
  }
}
