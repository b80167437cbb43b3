import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { addDays, instantOf, type Day } from '../platform/clock.js';
import { projectRoot } from '../platform/project-root.js';
import { RemindersService } from '../reminders/reminders.service.js';
import { DemoUseCases, type Side, type Step } from './use-cases.js';

/** Replays the illustrative history through the same use cases as real work, reminders of those days included. */
@Injectable()
export class DemoHistory {
  constructor(
    private readonly em: EntityManager,
    private readonly uses: DemoUseCases,
    private readonly reminders: RemindersService,
  ) {}

  /** @param until the day of the demo's clock: nothing is told of it or of later days */
  async replay(slug: string, until: Day): Promise<void> {
    const sides = await this.sides(slug);
    const steps = readSteps().filter((step) => step.at < `${until}T08:00`);
    let day = steps[0]?.at.slice(0, 10) ?? until;
    for (const step of steps) {
      const stepDay = step.at.slice(0, 10);
      // Reminders of a morning tell what the evening before had left.
      for (; day < stepDay; day = addDays(day, 1)) await this.remind(addDays(day, 1), until);
      await this.uses.take(step, sides.get(`${step.code}:${step.side}`)!);
    }
    for (; day < addDays(until, -1); day = addDays(day, 1)) await this.remind(addDays(day, 1), until);
  }

  private async remind(day: Day, until: Day): Promise<void> {
    if (day < until) await this.reminders.recordIllustrative(day, instantOf(day, '08:00'));
  }

  private async sides(slug: string): Promise<Map<string, Side>> {
    const { rows } = await sql<Side & { code: string }>`
      select c.code, c.id as "commitmentId", p.code as party, p.id as "partyId", p.name as "partyName", b.id as "leadBodyId",
        b.short as "leadName", o.id as "officeId", o.short as "officeName"
      from commitment_side s join commitment c on c.id = s.commitment_id join agreement a on a.id = c.agreement_id
      join party p on p.id = s.party_id join body b on b.id = s.lead_body_id join body o on o.id = p.office_id
      where a.slug = ${slug}`.execute(this.em.getKysely());
    return new Map(rows.map((side) => [`${side.code}:${side.party}`, side]));
  }
}

function readSteps(): (Step & { code: string })[] {
  const file = parse(readFileSync(join(projectRoot, 'src/demo/history.yaml'), 'utf8')) as {
    commitments: Record<string, Step[]>;
  };
  return Object.entries(file.commitments)
    .flatMap(([code, steps]) => steps.map((step) => ({ ...step, code })))
    .sort((a, b) => a.at.localeCompare(b.at));
}
