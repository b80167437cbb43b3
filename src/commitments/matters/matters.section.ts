import { Injectable } from '@nestjs/common';
import { speakerOf, stateOfDetail } from '../commitment-state.js';
import { actions, mayNow, type Action } from '../may.js';
import { CommitmentSections, type SectionPage, type SectionParts } from '../page/commitment-sections.js';
import { MatterActs, type ActOnMatter } from './matter-act.view.js';
import type { MatterItem } from './matter-history.types.js';
import { MattersQueries } from './matters.queries.js';
import { MattersView } from './matters.view.js';

/** What waits for a level other than the lead body to decide; to whoever holds it, the way to do so. */
@Injectable()
export class MattersSection {
  constructor(
    sections: CommitmentSections,
    private readonly queries: MattersQueries,
  ) {
    sections.register('matters', this);
  }

  async parts(page: SectionPage): Promise<SectionParts> {
    // Most have none: what happened, read with the commitment, says so.
    if (!page.events.some(({ kind }) => kind === 'matter_named') && page.commitment.openMatters.length === 0)
      return {};
    const matters = await this.queries.of(page.scope.viewer, page.commitment.id, { day: page.past?.asOf });
    if (matters.length === 0) return {};
    const acts = page.past ? [] : actsOn(page, matters);
    return {
      act: acts.length > 0 ? MatterActs({ ...page, acts }) : null,
      wide: MattersView({ ...page, matters }),
    };
  }
}

function actsOn({ scope, commitment, can }: SectionPage, matters: MatterItem[]): ActOnMatter[] {
  const [speaker, state] = [speakerOf(scope.viewer), stateOfDetail(commitment)];
  return state.matters.flatMap((held): ActOnMatter[] => {
    const matter = matters.find(({ id }) => id === held.id);
    const now = (action: Action) => mayNow(speaker, state, action);
    const offered = [
      ['reply', actions.answerMatter(held)],
      ['across', actions.putMatterAcross(held)],
      ['higher', actions.askHigherLevel(held)],
    ] as const;
    // Whoever reported it neither answers nor returns it by the other hand; it may still go on to another office or level.
    const isOffered = (act: ActOnMatter['act'], action: Action) =>
      now(action) && !(act === 'reply' && can.ownHand.matters.includes(held.id));
    return matter
      ? offered.flatMap(([act, action]) => (isOffered(act, action) ? [{ act, matter }] : []))
      : [];
  });
}
