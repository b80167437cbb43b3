import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { AgreementAsked } from '../agreements/in-reach.sql.js';
import { AGREEMENT_COOKIE } from '../identity/last-agreement.js';
import '../identity/request.js';
import { RequestScope } from '../identity/scope.js';
import { Clock, dayOf } from '../platform/clock.js';
import { languageOf } from '../platform/http/language.js';
import { CallerStanding } from './caller-standing.js';
import { isForPrograms } from '../platform/http/one-address.js';
import { LastUse } from './access/last-use.js';
import { SessionsService } from './sessions.service.js';
import { Tokens } from './tokens.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** It was asked for who sends it, whatever came of that. */
    isRecognised?: boolean;
  }
}

export const SESSION_COOKIE = 'session';

/** Finds out who calls, by session or token, and with it which agreement the call is about: one statement a request, two of who may stand in. */
@Injectable()
export class Callers {
  constructor(
    private readonly sessions: SessionsService,
    private readonly tokens: Tokens,
    private readonly lastUse: LastUse,
    private readonly clock: Clock,
  ) {}

  /** For the page of a problem, which keeps the menu of whoever is signed in; where it cannot be found out, it has none. */
  async recogniseForProblem(request: FastifyRequest): Promise<void> {
    if (!request.isRecognised) await this.recognise(request, false).catch(() => undefined);
  }

  /** Notes on the request who it is; nothing where nobody is signed in. @param isPublic no agreement is looked for */
  async recognise(request: FastifyRequest, isPublic: boolean): Promise<void> {
    request.isRecognised = true;
    const bearer = /^Bearer ([\w-]{1,200})$/i.exec(request.headers.authorization ?? '')?.[1];
    const cookie = request.headers.authorization ? undefined : request.cookies?.[SESSION_COOKIE];
    const token = bearer ?? cookie;
    if (!token) return;
    const by = bearer ? 'bearer' : 'cookie';
    const found = await this.sessions.recognise(token, by, isPublic ? null : askedBy(request));
    if (!found) return;
    const { viewer, csrfSecret, inReach, actsFor, standInEnded } = found;
    const named = slugOf(request) === undefined ? null : (inReach?.agreement ?? null);
    const access = { by, ...found.access } as const;
    const at = this.clock.now();
    const standing = new CallerStanding(access, viewer, dayOf(at));
    request.viewer = viewer;
    request.scope = new RequestScope(viewer, at, languageOf(request), named, standing);
    request.actsFor = actsFor;
    request.standInEnded = standInEnded;
    request.inReach = inReach ?? undefined;
    request.signedInBy = by;
    request.access = access;
    if (csrfSecret) {
      request.csrfSecret = csrfSecret;
      request.csrfToken = () => this.tokens.formToken(csrfSecret, viewer.userId);
    }
    this.lastUse.note(access);
  }
}

const slugOf = ({ params }: FastifyRequest) => (params as { slug?: string } | undefined)?.slug;

/** Programs ask for the agreement that they name, or none; each page stands in one, and offers the others. */
function askedBy(request: FastifyRequest): AgreementAsked | null {
  const slug = slugOf(request);
  const isPage = !isForPrograms(request);
  if (!isPage && slug === undefined) return null;
  return { slug, last: request.cookies[AGREEMENT_COOKIE], forPage: isPage };
}
