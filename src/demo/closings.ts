import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { refJson } from '../agreements/in-reach.sql.js';
import type { AgreementRef } from '../identity/scope.js';
import { ClosingService } from '../periods/closing.service.js';
import { instantOf, type Day } from '../platform/clock.js';
import { actorFor, type Side } from './use-cases.js';

/** A side's office closes a reporting period, in the illustrative history. */
export interface IllustrativeClosing {
  at: string;
  side: string;
  period: string;
}

/** Closes periods as the history has it, each at its time: it freezes what has been told by then. */
@Injectable()
export class DemoClosings {
  constructor(
    private readonly em: EntityManager,
    private readonly closings: ClosingService,
  ) {}

  /**
   * Those still to be told.
   * @param since the last day that is told: what lies before it would freeze what came later, and is left out
   */
  async toTell(slug: string, all: IllustrativeClosing[], since: Day | null): Promise<IllustrativeClosing[]> {
    const { rows } = await sql<{ told: string }>`
      select p.code || ' ' || f.period as told from frozen_period f join party p on p.id = f.party_id join agreement a on a.id = f.agreement_id
      where a.slug = ${slug}`.execute(this.em.getKysely());
    const told = new Set(rows.map((row) => row.told));
    return all.filter(
      ({ at, side, period }) => at.slice(0, 10) >= (since ?? '') && !told.has(`${side} ${period}`),
    );
  }

  /** @param of any part of the side that closes */
  async close(slug: string, { at, period }: IllustrativeClosing, of: Side): Promise<void> {
    const { rows } = await sql<{ agreement: AgreementRef }>`
      select ${refJson} as agreement from agreement a where a.slug = ${slug}`.execute(this.em.getKysely());
    const by = { actor: actorFor('coordinator', of), at: instantOf(at.slice(0, 10), at.slice(11)) };
    await this.closings.close(rows[0]!.agreement, by, period);
  }
}
