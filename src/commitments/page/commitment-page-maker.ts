import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { scopeOf } from '../../identity/request.js';
import { Clock } from '../../platform/clock.js';
import { PageFrame } from '../../shell/page-frame.js';
import type { Said } from '../../shell/said.js';
import { renderPage } from '../../web/render.js';
import { commitmentHref } from '../parts/links.js';
import { DetailQueries } from '../read/detail.queries.js';
import { toldOf } from '../said/told.js';
import { abilitiesOf } from './abilities.js';
import type { RefusedForm } from './commitment-page.types.js';
import { CommitmentSections } from './commitment-sections.js';
import { CommitmentPage } from './commitment.view.js';

/** Makes the page of one commitment: what all of it rests on, and what each section brings. */
@Injectable()
export class CommitmentPageMaker {
  constructor(
    private readonly frames: PageFrame,
    private readonly details: DetailQueries,
    private readonly sections: CommitmentSections,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound where the viewer may not know of it */
  async page(
    request: FastifyRequest,
    code: string,
    { said = null, refused = null }: { said?: Said | null; refused?: RefusedForm | null },
  ): Promise<string> {
    const scope = scopeOf(request);
    const { commitment, events } = await this.details.withEvents(scope.agreement, code);
    const can = abilitiesOf(scope.viewer, commitment);
    const frame = await this.frames.of(request, commitmentHref(scope.agreement.slug, code));
    const told =
      said &&
      toldOf(said, {
        commitment,
        reporting: scope.agreement,
        language: frame.language,
        party: scope.party,
      });
    const props = { frame, commitment, events, can, told, refused, today: this.clock.today() };
    const parts = await this.sections.of({ ...props, scope });
    return renderPage(CommitmentPage({ ...props, parts }));
  }
}
