import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../identity/allow.js';
import { addressOf } from '../platform/http/address.js';
import { HealthAnswers, type Answer } from './health-answers.js';

/** For whoever watches over the program: is it alive, can it serve, how does it do. */
@ApiExcludeController()
@Public()
@Controller()
export class HealthController {
  constructor(private readonly answers: HealthAnswers) {}

  @Get('healthz/live')
  live(@Res() reply: FastifyReply): void {
    send(reply, this.answers.live());
  }

  @Get('healthz/ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    send(reply, await this.answers.ready());
  }

  @Get('metrics')
  async metrics(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { authorization, 'x-forwarded-for': forwardedFor, forwarded } = request.headers;
    const isForwarded = forwardedFor !== undefined || forwarded !== undefined;
    send(
      reply,
      await this.answers.metricsFor({ address: addressOf(request), authorization, forwarded: isForwarded }),
    );
  }
}

function send(reply: FastifyReply, { status, type, body, headers = {} }: Answer): void {
  void reply
    .status(status)
    .headers({ ...headers, 'content-type': type })
    .send(body);
}
