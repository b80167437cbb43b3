import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { AgreementRef } from '../identity/scope.js';
import { CommitmentQueries } from '../commitments/read/commitment.queries.js';
import type { DaysAsked } from '../commitments/read/days.js';
import { addDays, monthBefore } from '../platform/clock.js';
import { responseCacheLimits, CompressedResponse } from '../platform/http/compressed-response.js';
import { RevisionCache } from '../platform/revision-cache.js';
import { dueWithin } from './ahead.js';
import { completionFigures } from './completion-figures.js';
import { completionGroups } from './completion-groups.js';
import type { Dashboard } from './dashboard.types.js';
import type { FactsAt } from './facts/facts.sql.js';
import { KeptFacts } from './facts/kept-facts.js';
import { readNames } from './facts/names.sql.js';
import { DUE_SOON_DAYS, figuresOf, ratesOf } from './figures.js';
import { OverviewLists } from './overview-lists.js';
import { trendOf } from './trend.js';

/** The dashboard's figures as of a day, from the facts of its commitments. */
@Injectable()
export class DashboardQueries {
  private readonly kept = new RevisionCache<Dashboard>();
  private readonly answers = new RevisionCache<CompressedResponse>(responseCacheLimits);

  constructor(
    private readonly em: EntityManager,
    private readonly commitments: CommitmentQueries,
    private readonly facts: KeptFacts,
    private readonly lists: OverviewLists,
  ) {}

  read(agreement: AgreementRef, days?: DaysAsked): Promise<Dashboard> {
    const { key, make } = this.readable(agreement, days);
    return this.kept.get(key, make);
  }

  /** The same, as bytes. */
  readAsJson(agreement: AgreementRef, days?: DaysAsked): Promise<CompressedResponse> {
    const { key, make } = this.readable(agreement, days);
    return this.answers.get(key, async () => CompressedResponse.json(await this.kept.get(key, make)));
  }

  private readable(agreement: AgreementRef, days?: DaysAsked) {
    const at = this.commitments.readAt(agreement, days);
    const key = [agreement.id, agreement.revision, at.asOf, at.knownAt, at.today];
    return { key, make: () => this.make(agreement, at) };
  }

  private async make(agreement: AgreementRef, at: FactsAt): Promise<Dashboard> {
    const [facts, names] = await Promise.all([
      this.facts.read(agreement, at),
      readNames(this.em.getKysely(), at),
    ]);
    const figures = figuresOf(facts, names, at);
    const parties = names.parties.map(({ code }) => code);
    return {
      ...ratesOf(figures),
      asOf: at.asOf,
      knownAt: at.knownAt,
      revision: agreement.revision,
      completions: completionFigures(completionGroups(facts, names), parties),
      period: at.period,
      ...(await this.lists.read(facts, at)),
      dueSoon: { days: DUE_SOON_DAYS, until: addDays(at.asOf, DUE_SOON_DAYS), ...figures.dueSoon },
      dueWithin: dueWithin(at.asOf, figures.ahead),
      before: { day: monthBefore(at.asOf), ...figures.before },
      trend: { ...trendOf(facts), ...names.term },
    };
  }
}
