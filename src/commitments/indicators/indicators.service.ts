import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { EntityManager } from '@mikro-orm/postgresql';
import { saidAlready } from '../confirmations/said-already.js';
import { CommitmentsService, type Change } from '../commitments.service.js';
import { actions } from '../may.js';
import { indicatorOf, isSameIndicators, mustBeSound, type Indicator } from './indicator.js';

/** What a side's part is measured by, as its coordinator states it. Figures that were reported stay, whatever becomes of their indicator. */
@Injectable()
export class IndicatorsService {
  constructor(private readonly commitments: CommitmentsService) {}

  async set(change: Change, indicators: readonly Indicator[]): Promise<void> {
    await this.commitments.change(
      change,
      actions.setIndicators,
      async ({ em, commitment, side, append }) => {
        commitment.mustBeOpen();
        mustBeSound(indicators, await partiesOf(em, commitment.id));
        const from = side.indicators.map(indicatorOf);
        if (side.setIndicators(indicators, false))
          append('indicators_set', side.partyId, { from, to: [...indicators] });
      },
      saidAlready(change, 'indicators_set', (side) =>
        isSameIndicators(
          side.indicators,
          indicators.map((one) => ({ ...one, proposed: false })),
        ),
      ),
    );
  }
}

async function partiesOf(em: EntityManager, commitmentId: number): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select p.code from commitment_side s join party p on p.id = s.party_id where s.commitment_id = ${commitmentId}`.execute(
    em.getKysely(),
  );
  return rows.map(({ code }) => code);
}
