import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { onOneState } from '../../audit/audit-verification.js';
import type { RequestScope } from '../../identity/scope.js';
import { dayOf } from '../../platform/clock.js';
import { annexModel } from '../content/annex.js';
import { makingOf, type Making } from '../content/common.js';
import { readFacts } from '../content/facts.js';
import { letterModel, urgedOf } from '../content/letter.js';
import { reportModel } from '../content/report.js';
import type { Chart, DocumentModel } from '../render/model.js';
import { fillingOf } from './fields/filling.js';
import { starterModel } from './fields/starter.js';
import type { Trial } from './in-thread.js';
import type { TemplateSlot } from './template.types.js';

/** What templates are begun from, and tried with: the agreement as it stands today. Nothing of it is kept. */
@Injectable()
export class Trials {
  constructor(private readonly em: EntityManager) {}

  /** The shipped layout, with fields. */
  async starter(scope: RequestScope, slot: TemplateSlot): Promise<DocumentModel> {
    return starterModel(await this.making(scope, slot), slot.kind);
  }

  /** What a document of today would say; null where a letter would have nothing to urge about. */
  async real(scope: RequestScope, slot: TemplateSlot): Promise<Trial | null> {
    const making = await this.making(scope, slot);
    const to = slot.kind === 'reminder_letter' ? someBodyToUrge(making) : undefined;
    if (slot.kind === 'reminder_letter' && !to) return null;
    const model =
      slot.kind === 'annex' ? annexModel(making) : to ? letterModel(making, to) : reportModel(making);
    const chart = model.blocks.find((block): block is Chart => block.kind === 'chart');
    return { filling: fillingOf(making, slot.kind, to), chart, about: model };
  }

  private making({ agreement, at }: RequestScope, { party, language }: TemplateSlot): Promise<Making> {
    const today = dayOf(at);
    return onOneState(this.em, async (em) => {
      const facts = await readFacts(em, { agreement, party, of: { day: today }, today });
      return makingOf(facts, { party, edition: 'committees', language, illustrative: false });
    });
  }
}

function someBodyToUrge({ facts, own }: Making) {
  return [...facts.inCharge.values()].find(({ code }) => urgedOf(facts, own!.code, code).length > 0);
}
