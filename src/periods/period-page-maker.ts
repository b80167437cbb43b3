import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { RequestScope } from '../identity/scope.js';
import { PageFrame } from '../shell/page-frame.js';
import type { Said } from '../shell/said.js';
import type { DoneWords } from '../web/components/done-bar.js';
import { words } from '../web/i18n/words.js';
import { periodsHref } from '../web/links.js';
import { renderPage } from '../web/render.js';
import { FrozenQueries } from './frozen.queries.js';
import { PeriodsQueries } from './periods.queries.js';
import type { PeriodDetail } from './periods.types.js';
import { PeriodPage } from './period.view.js';

interface Shown {
  said?: Said | null;
  fault?: string;
}

/** Makes the page of one period. */
@Injectable()
export class PeriodPageMaker {
  constructor(
    private readonly frames: PageFrame,
    private readonly queries: PeriodsQueries,
    private readonly frozen: FrozenQueries,
  ) {}

  async page(
    request: FastifyRequest,
    scope: RequestScope,
    code: string,
    { said = null, fault }: Shown = {},
  ): Promise<string> {
    const { agreement, viewer } = scope;
    const period = await this.queries.read(scope, code);
    const ref = shownOf(period, viewer.party?.code);
    const [frame, shown] = await Promise.all([
      this.frames.of(request, periodsHref(agreement.slug, period.code)),
      ref === null ? null : this.frozen.read(viewer, ref),
    ]);
    const closes = viewer.role === 'coordinator' ? (viewer.party?.code ?? null) : null;
    const done = doneOf(said, scope);
    return renderPage(PeriodPage({ frame, slug: agreement.slug, period, shown, closes, fault, done }));
  }
}

/** The code of the reader's own side, else the joint one, else any. */
function shownOf({ sides, joint, codes }: PeriodDetail, party: string | undefined): string | null {
  const own = sides.find((side) => side.party === party);
  return (own ? own.frozen?.code : (joint?.code ?? codes[0]?.code)) ?? null;
}

function doneOf(said: Said | null, { language }: RequestScope): DoneWords | undefined {
  const { code, joint } = said?.facts ?? {};
  if (said?.what !== 'closed' || !code) return undefined;
  const t = words(language).periods.done;
  return joint ? t.joined(code, joint) : t.closed(code);
}
