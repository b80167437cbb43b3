import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type Kysely } from 'kysely';
import { appendAudit } from '../../audit/audit.js';
import type { RequestScope } from '../../identity/scope.js';
import { dayOf } from '../../platform/clock.js';
import { Conflict, RuleBroken } from '../../platform/errors.js';
import { ReminderSettings } from '../ledger/settings.js';
import { gather, type NewNotice } from '../notices/notice.gather.js';
import { NoticeQueue } from '../notices/notice.queue.js';
import { RunCalendar } from '../plan/run-calendar.js';
import { chasedAlready, noAccount, nobodyToChase, notOfBody } from './chase.refusals.js';
import { chaseTargets } from './chase.targets.js';
import { writeChase, type ChaseToWrite } from './chase.write.js';
import type { Chased, ChaseAsked, ChaseTarget, ChaseTime, ChaseWay, Chasing } from './chase.types.js';

/** Any number: of the lock that those who chase in one agreement take turns on. */
const TURN = 20162020;

/** Chases by hand: at once or with the next digest, by an office; through the office, by a leader. */
@Injectable()
export class ChasesService {
  constructor(
    private readonly em: EntityManager,
    private readonly time: RunCalendar,
    private readonly settings: ReminderSettings,
    private readonly queue: NoticeQueue,
  ) {}

  /** When what is asked for now goes out. */
  async goesAt(when: ChaseTime | 'office'): Promise<Date> {
    return when === 'next' ? this.time.runTimeOf(await this.time.nextRunDay()) : this.time.nextSending();
  }

  /** When what is asked for now goes out; null where that is at once. */
  async goesLater(): Promise<Date | null> {
    const at = await this.goesAt('now');
    return at > this.time.now() ? at : null;
  }

  /**
   * Chases one body about some commitments, leaving out those about which it was chased for that working day. The same asked twice by one account
   * is done once, and answered twice.
   * @throws RuleBroken where it is not for that body to report on one of them, or nobody can be told; Conflict where all were chased already
   */
  async chase(scope: RequestScope, asked: ChaseAsked): Promise<Chased> {
    const [chased] = await this.chaseAll(scope, [asked], asked.when);
    return chased!;
  }

  /**
   * The same of several bodies, in one go; a body that was chased about everything is passed over where others are not.
   * @throws RuleBroken besides where none is left, as of a page that was opened before the reports came
   */
  async chaseAll(scope: RequestScope, asked: readonly Chasing[], when: ChaseTime): Promise<Chased[]> {
    if (asked.length === 0) throw new RuleBroken(nobodyToChase);
    const way: ChaseWay = scope.viewer.role === 'leader' ? 'office' : when;
    const goesAt = await this.goesAt(way);
    const chased = await this.em.fork().transactional(async (em) => {
      const db = em.getKysely() as unknown as Kysely<unknown>;
      await sql`select pg_advisory_xact_lock(${TURN}, ${scope.agreement.id})`.execute(db);
      const done: Chased[] = [];
      const notices: NewNotice[] = [];
      for (const one of asked) {
        const chase = await this.prepare(db, scope, one, { way, goesAt });
        const found =
          chase.fresh.length > 0 ? await this.write(em, chase, notices) : await repeated(db, chase);
        if (found) done.push({ ...found, goesAt: goesAt.toISOString() });
      }
      if (done.length === 0) throw new Conflict(chasedAlready(dayOf(goesAt)));
      await gather(db, notices, { now: this.time.now(), host: this.settings.host });
      return done;
    });
    if (way !== 'next') await this.queue.notify();
    return chased;
  }

  private async prepare(
    db: Kysely<unknown>,
    scope: RequestScope,
    { body, commitments, text }: Chasing,
    { way, goesAt }: { way: ChaseWay; goesAt: Date },
  ): Promise<ChaseToWrite> {
    const { agreement, actor, at } = scope;
    const day = dayOf(goesAt);
    const all = await chaseTargets(db, {
      agreementId: agreement.id,
      actor,
      today: this.time.today(),
      day,
      of: { ids: commitments },
    });
    const targets = all.filter((target) => target.body.code === body);
    mustBeWhole(targets, commitments);
    const fresh = targets.filter(({ isChased }) => !isChased);
    return { actor, at, agreementId: agreement.id, way, day, text: text || null, targets, fresh };
  }

  /** @param told takes what is to be told at once */
  private async write(
    em: EntityManager,
    chase: ChaseToWrite,
    told: NewNotice[],
  ): Promise<Omit<Chased, 'goesAt'>> {
    const { targets, way, actor, at } = chase;
    const { id, notices, entries } = await writeChase(em, chase);
    if (way !== 'next') told.push(...notices);
    await appendAudit(em, ...entries.map((entry) => ({ ...entry, at, actor })));
    return { id, recipients: emailsOf(targets) };
  }
}

function mustBeWhole(targets: readonly ChaseTarget[], commitments: readonly number[]): void {
  const found = new Set(targets.map(({ commitment }) => commitment));
  if (commitments.length === 0 || commitments.some((id) => !found.has(id)))
    throw new RuleBroken(notOfBody, 'commitments');
  if (targets[0]!.recipients.length === 0) throw new RuleBroken(noAccount(targets[0]!), 'body');
}

const emailsOf = ([target]: readonly ChaseTarget[]) => target!.recipients.map(({ email }) => email);

/** What the same account asked for in the same words of the same body, that day; null where it was another. */
async function repeated(
  db: Kysely<unknown>,
  { actor, targets, day, text, way }: ChaseToWrite,
): Promise<Omit<Chased, 'goesAt'> | null> {
  const { rows } = await sql<{ id: number }>`
    select h.id from chase h join chase_item i on i.chase_id = h.id
    where h.user_id = ${actor.userId} and h.body_id = ${targets[0]!.body.id} and h.way = ${way} and h.text is not distinct from ${text}::text
      and i.day = ${day}::date and i.commitment_id = any(${targets.map(({ commitment }) => commitment)})
    order by h.id desc limit 1`.execute(db);
  return rows[0] ? { id: rows[0].id, recipients: emailsOf(targets) } : null;
}
