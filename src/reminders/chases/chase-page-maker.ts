import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { RequestScope } from '../../identity/scope.js';
import type { FormFaults, FormValues } from '../../platform/http/forms.js';
import { PageFrame } from '../../shell/page-frame.js';
import type { Said } from '../../shell/said.js';
import { formatInstant } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { chaseHref } from '../../web/links.js';
import { renderPage } from '../../web/render.js';
import { ReminderSettings } from '../ledger/settings.js';
import { ChasesAsked } from './chase-asked.js';
import { previewOf } from './chase.preview.js';
import type { ChasePageDto } from './chase.dto.js';
import type { ChaseGroup, ChaseTime } from './chase.types.js';
import { ChasePage, type ChasePageProps } from './chase.view.js';
import { ChasesService } from './chases.service.js';

interface Shown {
  typed?: FormValues;
  faults?: FormFaults;
  said?: Said | null;
}

/** Makes the page on which somebody is chased. */
@Injectable()
export class ChasePageMaker {
  constructor(
    private readonly frames: PageFrame,
    private readonly asked: ChasesAsked,
    private readonly chases: ChasesService,
    private readonly settings: ReminderSettings,
  ) {}

  groups(scope: RequestScope, asked: ChasePageDto, when: ChaseTime): Promise<ChaseGroup[]> {
    return this.asked.groups(scope, asked, scope.viewer.role === 'leader' ? 'office' : when);
  }

  async page(
    request: FastifyRequest,
    scope: RequestScope,
    asked: ChasePageDto,
    { typed = {}, faults = {}, said = null }: Shown,
  ): Promise<string> {
    const { agreement, viewer } = scope;
    const { body, party, commitments, period } = asked;
    const when = typed.when === 'next' ? 'next' : 'now';
    const [frame, groups, now, next] = await Promise.all([
      this.frames.of(
        request,
        chaseHref(agreement.slug, { body, party, codes: commitments?.split(','), period }),
      ),
      this.groups(scope, asked, when),
      this.chases.goesLater(),
      this.chases.goesAt('next'),
    ]);
    return renderPage(
      ChasePage({
        frame,
        slug: agreement.slug,
        isLeader: viewer.role === 'leader',
        groups,
        goes: { now, next },
        mail: this.mail(scope, groups, typed.text),
        asked: valuesOf({ body, party, commitments, period }),
        typed,
        faults,
        done: doneOf(said, scope),
      }),
    );
  }

  private mail(scope: RequestScope, groups: readonly ChaseGroup[], text?: string): ChasePageProps['mail'] {
    const { agreement, viewer, actor, language } = scope;
    const group = groups.find(
      ({ recipients, targets }) => recipients.length > 0 && targets.some(({ isChased }) => !isChased),
    );
    if (!group || !viewer.party) return null;
    const isLeader = viewer.role === 'leader';
    const party = viewer.party.name;
    const mail = previewOf(
      { group, agreement, author: actor.name, isLeader, party, text, language },
      this.settings,
    );
    return { ...mail, to: (isLeader ? group.recipients[0]!.name : group.body.name)[language] };
  }
}

const valuesOf = (asked: Record<string, string | undefined>): FormValues =>
  Object.fromEntries(
    Object.entries(asked).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

function doneOf(said: Said | null, { language }: RequestScope) {
  const { recipients, goesAt } = said?.facts ?? {};
  if (said?.what !== 'chased' || !goesAt) return undefined;
  return words(language).chase.sent(Number(recipients), formatInstant(goesAt));
}
