import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { formatDay } from '../../calendar/deadline.js';
import { addDays, type Day } from '../../platform/clock.js';
import type { BilingualText, Language } from '../../platform/text.js';
import { words } from '../../web/i18n/words.js';
import type { BodyDetail, BodyInput } from './body.types.js';

interface Successor {
  name: BilingualText;
  firstDay: Day | null;
  lastDay: Day | null;
  officers: number;
}

/** What follows from ending a body, or from another one following it: said before it is done. */
@Injectable()
export class BodyConsequences {
  constructor(private readonly em: EntityManager) {}

  /** @returns sentences in the reader's language; none where the span stays as it is, or nothing hangs on it */
  async of(body: BodyDetail, input: BodyInput, language: Language): Promise<string[]> {
    const { lastDay, successorId } = input;
    const isSame = lastDay === body.lastDay && successorId === (body.successor?.id ?? null);
    if (isSame || lastDay === null) return [];
    const open = body.work.reduce((sum, work) => sum + work.open, 0);
    const say = words(language).bodies.warn;
    const from = formatDay(addDays(lastDay, 1));
    const officers = body.officers.length > 0 ? [say.officers(body.officers.length)] : [];
    const office = body.isOffice ? [say.office] : [];
    if (successorId === null) return open > 0 ? [say.nobodyTakesOver(from, open), ...office] : office;
    const successor = await this.successor(successorId);
    if (!successor) return [];
    const name = successor.name[language];
    const day = addDays(lastDay, 1);
    return [
      ...(open > 0 ? [say.takesOver(from, name, open)] : []),
      ...(await this.passingOn(body.id, name, from, language)),
      ...(open > 0 && successor.officers === 0 ? [say.noOfficers(name)] : []),
      ...(existsOn(successor, day) ? [] : [say.successorGone(name, from)]),
      ...officers,
      ...office,
    ];
  }

  /** What else goes along, beside commitments. */
  private async passingOn(id: number, name: string, from: string, language: Language): Promise<string[]> {
    const { rows } = await sql<{ asked: number; drafts: number }>`
      select (select count(*)::integer from question q join commitment c on c.id = q.commitment_id
            where q.body_id = ${id} and c.status not in ('completed', 'withdrawn')
              and not exists (select 1 from question_outcome o where o.question_id = q.id))
          + (select count(*)::integer from directive d join commitment_side s on s.id = d.side_id join commitment c on c.id = s.commitment_id
            where d.addressee = 'lead_body' and s.lead_body_id = ${id} and c.status not in ('completed', 'withdrawn')
              and not exists (select 1 from directive_outcome o where o.directive_id = d.id)) as asked,
        (select count(*)::integer from report_draft d where d.body_id = ${id}) as drafts`.execute(
      this.em.getKysely(),
    );
    const say = words(language).bodies.warn;
    const { asked, drafts } = rows[0]!;
    return [
      ...(asked > 0 ? [say.asked(from, name, asked)] : []),
      ...(drafts > 0 ? [say.drafts(name, drafts)] : []),
      say.told,
    ];
  }

  private async successor(id: number): Promise<Successor | undefined> {
    const { rows } = await sql<Successor>`
      select b.name, b.first_day::text as "firstDay", b.last_day::text as "lastDay",
        (select count(*)::integer from app_user u where u.body_id = b.id and u.active and u.role = 'liaison') as officers
      from body b where b.id = ${id}`.execute(this.em.getKysely());
    return rows[0];
  }
}

function existsOn({ firstDay, lastDay }: Successor, day: Day): boolean {
  return (!firstDay || firstDay <= day) && (!lastDay || day <= lastDay);
}
