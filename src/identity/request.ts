import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { NotSignedIn } from '../platform/errors.js';
import type { Access } from './access.types.js';
import type { AgreementsInReach, RequestScope } from './scope.js';
import type { ActsFor, Viewer } from './viewer.js';

declare module 'fastify' {
  interface FastifyRequest {
    viewer?: Viewer;
    /** What a signed-in caller's request is about. */
    scope?: RequestScope;
    /** The posts for which the signed-in account may act today. */
    actsFor?: ActsFor[];
    /** The session acted for a post, and may no longer. */
    standInEnded?: boolean;
    /** For pages: what the frame shows of the agreements. */
    inReach?: AgreementsInReach;
    /** The secret of the browser's session, from which form tokens are made. */
    csrfSecret?: string;
    /** Makes a token for the forms of a page: each page has its own. */
    csrfToken?: () => string;
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

export function scopeOf(request: FastifyRequest): RequestScope {
  if (!request.scope) throw new NotSignedIn();
  return request.scope;
}

/** The signed-in account. */
export const SignedIn = createParamDecorator((_: unknown, context: ExecutionContext) =>
  viewerOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** Who asks, when, in which language, of which agreement. */
export const Scope = createParamDecorator((_: unknown, context: ExecutionContext) =>
  scopeOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
