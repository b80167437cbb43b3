import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { Kysely } from 'kysely';
import type { RequestScope } from '../../identity/scope.js';
import { Clock, dayOf } from '../../platform/clock.js';
import { chaseTargets, groupsOf } from './chase.targets.js';
import type { ChasePageDto } from './chase.dto.js';
import type { ChaseGroup, ChaseTime, Chasing } from './chase.types.js';
import { ChasesService } from './chases.service.js';
import { UnreportedQueries } from './unreported.queries.js';

/** Whom a page of chases speaks of: read from its address, and again from its form. */
@Injectable()
export class ChasesAsked {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly chases: ChasesService,
    private readonly unreported: UnreportedQueries,
  ) {}

  /** @param when as of which sending it is asked what was done already */
  async groups(scope: RequestScope, asked: ChasePageDto, when: ChaseTime | 'office'): Promise<ChaseGroup[]> {
    const { agreement, actor } = scope;
    const targets = await chaseTargets(this.em.fork().getKysely() as unknown as Kysely<unknown>, {
      agreementId: agreement.id,
      actor,
      today: this.clock.today(),
      day: dayOf(await this.chases.goesAt(when)),
      of: asked.period
        ? { ids: await this.owing(scope, asked.period) }
        : { codes: asked.commitments?.split(',') ?? [] },
    });
    return groupsOf(
      targets.filter(({ body, isOwn, party }) =>
        asked.body ? body.code === asked.body : asked.party ? party === asked.party : isOwn,
      ),
    );
  }

  private async owing(scope: RequestScope, period: string): Promise<number[]> {
    const { items } = await this.unreported.read(scope, period);
    return items.flatMap(({ commitments }) => commitments.map(({ id }) => id));
  }
}

/** What can be done of it: bodies that somebody can be told of, and what they were not chased about for that day. */
export function askedOf(groups: readonly ChaseGroup[], text?: string): Chasing[] {
  return groups
    .filter(({ recipients }) => recipients.length > 0)
    .map(({ body, targets }) => ({
      body: body.code,
      commitments: targets.map(({ commitment }) => commitment),
      text,
    }));
}
