import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { NotSignedIn } from '../platform/errors.js';
import type { Access } from './access.types.js';
import type { Viewer } from './viewer.js';

declare module 'fastify' {
  interface FastifyRequest {
    viewer?: Viewer;
    /** The secret of the browser's session, from which form tokens are made. */
    csrfSecret?: string;
    /** How the caller showed who he is: the cookie needs protection against forged forms, the bearer token does not. */
    signedInBy?: 'cookie' | 'bearer';
    /** The session or token itself, and how far it reaches. */
    access?: Access;
  }
}

export function viewerOf(request: FastifyRequest): Viewer {
  if (!request.viewer) throw new NotSignedIn();
  return request.viewer;
}

/** The signed-in account. */
export const SignedIn = createParamDecorator((_: unknown, context: ExecutionContext) =>
  viewerOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
