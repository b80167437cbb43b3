import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { By } from '../accounts/access/access.service.js';
import { actorOf } from '../accounts/actor.js';
import { viewerOf } from '../identity/request.js';
import { Clock } from '../platform/clock.js';
import { languageOf } from '../platform/http/language.js';
import type { Language } from '../platform/text.js';
import type { Frame } from '../web/frame.js';
import { PageContext } from './page-frame.js';

/** What every page with a form needs: its frame, its language, who changes something and when. */
@Injectable()
export class FormContext {
  constructor(
    private readonly pages: PageContext,
    private readonly clock: Clock,
  ) {}

  frame(request: FastifyRequest): Promise<Frame> {
    return this.pages.frame(request);
  }

  language(request: FastifyRequest): Language {
    return languageOf(request);
  }

  by(request: FastifyRequest): By {
    return { actor: actorOf(viewerOf(request)), at: this.clock.now() };
  }
}
