import { NotFound } from '../platform/errors.js';
import type { Day } from '../platform/clock.js';
import type { Standing } from '../platform/standing.js';
import type { BilingualText, Language } from '../platform/text.js';
import { actorOf, type Actor, type By } from './actor.js';
import type { Viewer } from './viewer.js';

/** What reading an agreement rests on. */
export interface AgreementRef {
  id: number;
  slug: string;
  number: string;
  /** What sort of document it is. */
  kind: string;
  title: BilingualText;
  /** Raised by every change: what was read under one revision holds while it stands. */
  revision: number;
  /** The same of what only one side reads. */
  ownRevision: number;
  /** Day of the month on which a reporting period ends, and by which its reports are due. */
  cutoffDay: number;
  dueDay: number;
}

/** An agreement as pages show it in their frame. */
export interface AgreementInFrame extends AgreementRef {
  parties: { code: string; marker: string; name: BilingualText }[];
  period: { from: Day; to: Day };
  changedAt: string;
}

/** What of the agreements a request is about, read together with who asks. */
export interface AgreementsInReach {
  /** Named by the address; on pages that name none, the one last visited, or else the first. */
  agreement: AgreementInFrame | null;
  /** The first few that the caller may see, `MOST_CHOICES` + 1 at most. */
  choices: AgreementRef[];
}

/** More than these are chosen on a page of their own. */
export const MOST_CHOICES = 8;

/** Who asks, when, in which language, and of which agreement: told once by the guard, and handed on as one argument. */
export class RequestScope implements By {
  readonly actor: Actor;

  constructor(
    readonly viewer: Viewer,
    readonly at: Date,
    readonly language: Language,
    private readonly named: AgreementRef | null,
    standing: Standing,
  ) {
    this.actor = actorOf(viewer, standing);
  }

  /** The same with another proof that it is still he who acts. */
  with(standing: Standing): RequestScope {
    return new RequestScope(this.viewer, this.at, this.language, this.named, standing);
  }

  /** Who changes something, and when. */
  get by(): By {
    return { actor: this.actor, at: this.at };
  }

  /** @throws NotFound where it does not exist, or is not the caller's to know of */
  get agreement(): AgreementRef {
    if (!this.named) throw new NotFound();
    return this.named;
  }

  /** Whether the address named an agreement, and the caller may see it. */
  get namesAgreement(): boolean {
    return this.named !== null;
  }

  /** The code of the side for which the caller speaks. */
  get party(): string | undefined {
    return this.viewer.party?.code;
  }
}
