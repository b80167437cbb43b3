import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { addDays, instantOf, TIME_ZONE, type Day } from '../platform/clock.js';
import { projectRoot } from '../platform/project-root.js';
import { RemindersService } from '../reminders/ledger/reminders.service.js';
import { DemoClosings, type IllustrativeClosing } from './closings.js';
import { DemoUseCases, type Side, type Step } from './use-cases.js';

/** Replays the illustrative history through the same use cases as real work, reminders of those days included. */
@Injectable()
export class DemoHistory {
  constructor(
    private readonly em: EntityManager,
    private readonly uses: DemoUseCases,
    private readonly reminders: RemindersService,
    private readonly closings: DemoClosings,
  ) {}

  /**
   * Tells what is not told yet: each step is one transaction and leaves an event, or a directive or its answer, so that a start that was cut off is
   * gone on with, and one that has told all adds nothing.
   * @param until the day of the demo's clock: nothing is told of it or of later days
   * @param tell called once, before there is anything to do
   */
  async replay(slug: string, until: Day, tell: () => void): Promise<void> {
    const told = await this.told(slug);
    const history = readHistory();
    const isPast = ({ at }: { at: string }) => at < `${until}T08:00`;
    const steps = history.steps.filter((step) => isPast(step) && !told.steps.has(`${step.code} ${step.at}`));
    const closings = await this.closings.toTell(slug, history.closings.filter(isPast), told.lastDay);
    if (steps.length > 0) tell();
    const sides = await this.sides(slug);
    const close = async (before: string) => {
      while (closings[0] && closings[0].at < before) {
        const closing = closings.shift()!;
        const of = [...sides.values()].find(({ party }) => party === closing.side);
        if (of) await this.closings.close(slug, closing, of);
      }
    };
    let day = addDays(told.lastDay ?? steps[0]?.at.slice(0, 10) ?? until, 1);
    for (const step of steps) {
      await close(step.at);
      // Reminders of a morning tell what the evening before had left.
      for (; day <= step.at.slice(0, 10); day = addDays(day, 1)) await this.remind(day, until);
      await this.uses.take(step, sides.get(`${step.code}:${step.side}`)!);
    }
    await close(`${until}T08:00`);
    for (; day < until; day = addDays(day, 1)) await this.remind(day, until);
  }

  /** The steps that have left their event, as `3.03 2019-08-27T10:00`, and the last day whose reminders were run. */
  private async told(slug: string): Promise<{ steps: Set<string>; lastDay: Day | null }> {
    const { rows } = await sql<{ steps: string[]; lastDay: Day | null }>`
      select (select max(day)::text from reminder_run) as "lastDay",
        array(select c.code || to_char(e.at at time zone ${TIME_ZONE}, ' YYYY-MM-DD"T"HH24:MI')
          from commitment_event e join commitment c on c.id = e.commitment_id join agreement a on a.id = c.agreement_id
          where a.slug = ${slug} and e.illustrative
          union select c.code || to_char(d.at at time zone ${TIME_ZONE}, ' YYYY-MM-DD"T"HH24:MI')
          from (select commitment_id, at from directive where illustrative union all
            select d.commitment_id, o.at from directive_outcome o join directive d on d.id = o.directive_id where o.illustrative) d
          join commitment c on c.id = d.commitment_id join agreement a on a.id = c.agreement_id where a.slug = ${slug}) as steps`.execute(
      this.em.getKysely(),
    );
    return { ...rows[0]!, steps: new Set(rows[0]!.steps) };
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

/** Each in order of time. */
function readHistory(): { steps: (Step & { code: string })[]; closings: IllustrativeClosing[] } {
  const file = parse(readFileSync(join(projectRoot, 'src/demo/history.yaml'), 'utf8')) as {
    commitments: Record<string, Step[]>;
    closings: IllustrativeClosing[];
  };
  const steps = Object.entries(file.commitments).flatMap(([code, own]) =>
    own.map((step) => ({ ...step, code })),
  );
  const inOrder = <Each extends { at: string }>(all: Each[]) => all.sort((a, b) => a.at.localeCompare(b.at));
  return { steps: inOrder(steps), closings: inOrder(file.closings) };
}
