import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { KeptRows } from '../../commitments/read/kept-rows.js';
import type { AgreementRef } from '../../identity/scope.js';
import { readFacts, type FactsAt } from './facts.sql.js';
import type { CommitmentFacts } from './facts.types.js';

/** The facts of all commitments of an agreement, read again of those that have changed. */
@Injectable()
export class KeptFacts {
  constructor(
    private readonly em: EntityManager,
    private readonly kept: KeptRows,
  ) {}

  async read(agreement: AgreementRef, at: FactsAt): Promise<CommitmentFacts[]> {
    const { period } = at;
    const facts = await this.kept.read(agreement, at, `facts ${period.code}`, (some) =>
      readFacts(this.em.getKysely(), { ...some, period }),
    );
    return [...facts.values()];
  }
}
