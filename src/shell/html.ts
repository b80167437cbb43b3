import { applyDecorators, Header, HttpCode } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

/** A route that answers with a page. */
export function Html(): MethodDecorator {
  return applyDecorators(
    HttpCode(200),
    Header('content-type', 'text/html; charset=utf-8'),
    ApiExcludeEndpoint(),
  );
}

/** The same by hand, where a page answers with a status of its own. */
export function sendPage(reply: FastifyReply, status: number, page: string): void {
  reply.status(status).header('content-type', 'text/html; charset=utf-8').send(page);
}
