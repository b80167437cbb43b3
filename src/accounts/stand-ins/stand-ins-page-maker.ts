import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { viewerOf } from '../../identity/request.js';
import { Clock } from '../../platform/clock.js';
import { formValues } from '../../platform/http/forms.js';
import { PageFrame } from '../../shell/page-frame.js';
import { renderPage } from '../../web/render.js';
import { AbsencesQueries } from './absences.queries.js';
import { StandInsPage } from './stand-ins.view.js';

/** For whom the reader may act, and, for an office, which officers of its side are away. */
@Injectable()
export class StandInsPageMaker {
  constructor(
    private readonly frames: PageFrame,
    private readonly queries: AbsencesQueries,
    private readonly clock: Clock,
  ) {}

  async page(
    request: FastifyRequest,
    { errors = {}, done }: { errors?: Record<string, string>; done?: string } = {},
  ): Promise<string> {
    const viewer = viewerOf(request);
    const frame = { ...(await this.frames.of(request, '/lam-thay')), viewer };
    const isOffice = viewer.role === 'coordinator' && !viewer.standIn;
    const [officers, standIns] = isOffice
      ? await Promise.all([this.queries.officers(viewer, this.clock.today()), this.queries.standIns(viewer)])
      : [null, []];
    return renderPage(
      StandInsPage({ frame, officers, standIns, errors, done, sent: formValues(request.body) }),
    );
  }
}
