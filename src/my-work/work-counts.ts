import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { CommitmentQueries } from '../commitments/read/commitment.queries.js';
import { awaits } from '../commitments/amendments/amendment.sql.js';
import { unansweredBy } from '../commitments/directives/directive.sql.js';
import type { Unanswered } from '../commitments/directives/directive.types.js';
import { ownReader } from '../commitments/submitted/readers.js';
import { MOST_CHOICES, type AgreementRef } from '../identity/scope.js';
import type { Viewer } from '../identity/viewer.js';
import { Clock } from '../platform/clock.js';
import { RevisionCache } from '../platform/revision-cache.js';
import type { BilingualText } from '../platform/text.js';
import type { HeaderFacts } from '../shell/header-facts.js';
import { type TaskKind } from './task-kinds.js';
import { byUrgencyOf, workOf } from './work.sql.js';

const MOST_NAMED = 3;

export interface Decision {
  kind: TaskKind;
  code: string;
  title: BilingualText;
}

/** What waits for somebody in an agreement: how much, how much of it is theirs alone to decide, and the first of that. */
export interface Waiting {
  count: number;
  decisions: number;
  first: Decision[];
  /** What waits for other leaders of the side, who are in charge of its sector. */
  others: { count: number; decisions: number };
  /** Directives that nobody has answered: of a leader, his own; of others, all of the side. */
  directives: Unanswered;
  /** Amendments on which the side’s office has not answered: also such as name no commitment that is there. */
  amendments: number;
}

const nothing: Waiting = {
  count: 0,
  decisions: 0,
  first: [],
  others: { count: 0, decisions: 0 },
  directives: { open: 0, late: 0 },
  amendments: 0,
};

/** How much waits, for every page: one statement an agreement until something changes. */
@Injectable()
export class WorkCounts implements HeaderFacts {
  private readonly kept = new RevisionCache<Waiting>({ most: 2000 });

  constructor(
    private readonly em: EntityManager,
    private readonly commitments: CommitmentQueries,
    private readonly clock: Clock,
  ) {}

  /** For the header of every page: what the guard has read of the agreements is enough, where it read all of them. */
  async workCount({ viewer, inReach }: FastifyRequest): Promise<number> {
    if (!viewer) return 0;
    const known = inReach && inReach.choices.length <= MOST_CHOICES ? inReach.choices : undefined;
    const counts = await this.byAgreement(viewer, known);
    return [...counts.values()].reduce((sum, { count }) => sum + count, 0);
  }

  /** By slug; empty for those who speak for no side. @param agreements all that the viewer may see, where they are known */
  async byAgreement(viewer: Viewer, agreements?: AgreementRef[]): Promise<Map<string, Waiting>> {
    const counts = new Map<string, Waiting>();
    if (!viewer.party) return counts;
    for (const agreement of agreements ?? (await this.commitments.agreements(viewer)))
      counts.set(agreement.slug, await this.in(agreement, viewer));
    return counts;
  }

  /** In one agreement, as of today. */
  async in(agreement: AgreementRef, viewer: Viewer | null): Promise<Waiting> {
    if (!viewer?.party) return nothing;
    const { role, party, body } = viewer;
    // Leaders of a side have their sectors.
    const own = role === 'leader' ? viewer.userId : body?.id;
    const key = [
      agreement.id,
      agreement.revision,
      agreement.ownRevision,
      this.clock.today(),
      role,
      party.id,
      own,
    ];
    return this.kept.get(key, () => this.read(agreement, viewer));
  }

  private async read(agreement: AgreementRef, viewer: Viewer): Promise<Waiting> {
    const { rows } =
      await sql<Waiting>`${workOf(viewer, { ...this.commitments.readAt(agreement), ownReader: ownReader(viewer), withDirectives: true })}
      select count(*)::integer as count, count(*) filter (where decides)::integer as decisions,
        (select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'code', code, 'title', title) order by ${byUrgencyOf('f')}, f.position), '[]')
          from (select r.*, c.code, c.title, c.position from ordered r join c on c.id = r.commitment_id
            where r.decides order by ${byUrgencyOf('r')}, c.position limit ${MOST_NAMED}) f) as first,
        (select jsonb_build_object('count', count(*), 'decisions', count(*) filter (where decides)) from every_reason where not is_own) as others,
        (${unansweredBy(viewer, agreement.id, this.clock.today())}) as directives,
        (select count(*)::integer from amendment m where m.agreement_id = ${agreement.id} and ${viewer.role === 'coordinator'}::boolean
          and ${awaits(sql`${viewer.party!.id}::integer`)}) as amendments
      from reasons`.execute(this.em.getKysely());
    return rows[0]!;
  }
}
