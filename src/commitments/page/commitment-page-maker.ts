import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { scopeOf } from '../../identity/request.js';
import { Clock } from '../../platform/clock.js';
import { PageFrame } from '../../shell/page-frame.js';
import type { Said } from '../../shell/said.js';
import { renderPage } from '../../web/render.js';
import type { FormFaults } from '../../platform/http/forms.js';
import { commitmentHref } from '../parts/links.js';
import { DetailQueries } from '../read/detail.queries.js';
import { toldOf } from '../said/told.js';
import { daysOf, type DaysAsked } from '../read/days.js';
import { abilitiesOf, readingOnly } from './abilities.js';
import type { PastShown, RefusedForm } from './commitment-page.types.js';
import { CommitmentSections } from './commitment-sections.js';
import { CommitmentPage } from './commitment.view.js';

interface Shown {
  said?: Said | null;
  refused?: RefusedForm | null;
  /** As typed into the address, what of it is a day, and what is wrong with the rest. */
  days?: { typed: DaysAsked; sound: DaysAsked; faults: FormFaults };
}

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
    { said = null, refused = null, days }: Shown,
  ): Promise<string> {
    const scope = scopeOf(request);
    const past = this.past(days);
    const { commitment, events, ownHand } = await this.details.withEvents(scope, code, days?.sound);
    const now = abilitiesOf(scope.viewer, commitment, ownHand);
    const can = past ? readingOnly(now) : now;
    const frame = await this.frames.of(request, commitmentHref(scope.agreement.slug, code));
    const told =
      said &&
      toldOf(said, {
        commitment,
        reporting: scope.agreement,
        language: frame.language,
        party: scope.party,
      });
    const today = past?.asOf ?? this.clock.today();
    const props = { frame, commitment, events, can, told, refused, past, today };
    const parts = await this.sections.of({ ...props, scope });
    return renderPage(CommitmentPage({ ...props, parts }));
  }

  /** Null for today, where nothing is wrong with what was asked for. */
  private past(days: Shown['days']): PastShown | null {
    if (!days) return null;
    const { asOf, knownAt, today } = daysOf(days.sound, this.clock.today());
    const { typed, faults } = days;
    return asOf === today && Object.keys(faults).length === 0
      ? null
      : { asOf, knownAt, asked: { typed, faults } };
  }
}
