import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/actor.js';
import type { Role } from '../identity/viewer.js';
import type { Deadline } from '../calendar/deadline.js';
import { CommitmentsService, type Change } from '../commitments/commitments.service.js';
import { ConfirmationsService } from '../commitments/confirmations/confirmations.service.js';
import type { Decision } from '../commitments/commitment.types.js';
import type { IssuedDocument } from '../commitments/evidence/document.js';
import { EvidenceService } from '../commitments/evidence/evidence.service.js';
import { ExtensionsService } from '../commitments/extensions/extensions.service.js';
import type { Indicator } from '../commitments/indicators/indicator.js';
import { IndicatorsService } from '../commitments/indicators/indicators.service.js';
import { MattersService, type HigherLevel } from '../commitments/matters/matters.service.js';
import type { Report } from '../commitments/updates/report.types.js';
import { UpdatesService } from '../commitments/updates/updates.service.js';
import { RuleBroken } from '../platform/errors.js';
import { instantOf } from '../platform/clock.js';
import type { BilingualText } from '../platform/text.js';
import { DemoAsked, isAskedStep, type AskedStep } from './asked.js';

export type Step = { at: string; side: string } & (
  | { do: 'confirm-plan' | 'confirm-completion' }
  | ({ do: 'update' } & Report)
  | ({ do: 'name-evidence' } & IssuedDocument)
  | { do: 'set-indicators'; indicators: Indicator[] }
  | { do: 'request-extension'; due: Deadline; reason: string }
  | { do: 'decide-extension' | 'agree-extension'; decision: Decision; reason: string }
  | { do: 'return'; reason: string }
  | { do: 'put-matter-across'; text: string }
  | { do: 'answer-matter'; by: Role; text: string }
  | ({ do: 'ask-higher-level' } & HigherLevel)
  | AskedStep
);

export interface Side {
  commitmentId: number;
  party: string;
  partyId: number;
  partyName: BilingualText;
  leadBodyId: number;
  leadName: BilingualText;
  officeId: number;
  officeName: BilingualText;
}

/** One step of the history as the use case it stands for. */
@Injectable()
export class DemoUseCases {
  constructor(
    private readonly commitments: CommitmentsService,
    private readonly updates: UpdatesService,
    private readonly confirmations: ConfirmationsService,
    private readonly evidence: EvidenceService,
    private readonly extensions: ExtensionsService,
    private readonly matters: MattersService,
    private readonly indicators: IndicatorsService,
    private readonly asked: DemoAsked,
  ) {}

  async take(step: Step, side: Side): Promise<unknown> {
    const at = instantOf(step.at.slice(0, 10), step.at.slice(11));
    const change = (role: Role): Change => ({ id: side.commitmentId, at, actor: actorFor(role, side) });
    if (isAskedStep(step)) return this.asked.take(step, side, change);
    switch (step.do) {
      case 'update':
        return this.updates.report(change('liaison'), {
          status: step.status,
          percent: step.percent,
          results: step.results ?? '',
          difficulties: step.difficulties ?? '',
          proposals: step.proposals ?? '',
          nextSteps: step.nextSteps ?? '',
          decisionLevel: step.decisionLevel,
          doneOn: step.doneOn,
          noEvidenceReason: step.noEvidenceReason,
          indicators: step.indicators,
        });
      case 'name-evidence':
        return this.evidence.attach(change('liaison'), { document: documentOf(step), upload: null });
      case 'set-indicators':
        return this.indicators.set(change('coordinator'), step.indicators).catch(unlessClosed);
      case 'confirm-plan':
        return this.confirmations.confirmPlan(change('coordinator'));
      case 'confirm-completion':
        return this.confirmations.confirmCompletion(change('leader'));
      case 'return':
        return this.confirmations.sendBack(change('coordinator'), step.reason);
      case 'put-matter-across':
        return this.onMatter(side, (matterId) =>
          this.matters.putAcross({ ...change('coordinator'), matterId }, step.text),
        );
      case 'ask-higher-level':
        return this.onMatter(side, (matterId) =>
          this.matters.askHigher({ ...change('coordinator'), matterId }, step),
        );
      case 'answer-matter':
        return this.onMatter(side, (matterId) =>
          this.matters.answer({ ...change(step.by), matterId }, step.text),
        );
      case 'request-extension':
        return this.extensions.request(change('liaison'), step.due, step.reason);
      case 'decide-extension':
        return this.extensions.decide({
          ...change('leader'),
          requestId: await this.openRequest(side),
          decision: step.decision,
          reason: step.reason,
        });
      case 'agree-extension':
        return this.extensions.agree({
          ...change('coordinator'),
          requestId: await this.openRequest(side),
          decision: step.decision,
          reason: step.reason,
        });
    }
  }

  /** The side's last one; nothing is done where an older version told its report, and named none. */
  private async onMatter(
    { commitmentId, partyId }: Side,
    act: (matterId: number) => Promise<number>,
  ): Promise<void> {
    const matterId = await this.matters.lastOf(commitmentId, partyId);
    if (matterId !== null) await act(matterId);
  }

  private openRequest(side: Side): Promise<number> {
    return this.commitments.openExtensionRequest(side.commitmentId);
  }
}

/** Where an older version told all the rest, somebody may have completed it since: nothing is done then. */
function unlessClosed(error: unknown): void {
  if (!(error instanceof RuleBroken)) throw error;
}

const documentOf = ({ number, issuedOn, issuer, recipient, title }: IssuedDocument): IssuedDocument => ({
  number,
  issuedOn,
  issuer,
  recipient,
  title,
});

/** A post of the side, marked as illustrative. */
export function actorFor(role: Role, side: Side): Actor {
  const post = {
    liaison: side.leadName,
    coordinator: side.officeName,
    leader: { vi: 'Lãnh đạo', en: 'Leader' },
  }[role as 'liaison' | 'coordinator' | 'leader'];
  const name = { vi: `${post.vi} · ${side.partyName.vi}`, en: `${post.en} · ${side.partyName.en}` };
  return {
    userId: null,
    role,
    partyId: side.partyId,
    bodyId: role === 'liaison' ? side.leadBodyId : side.officeId,
    name,
    illustrative: true,
    standing: null,
  };
}
