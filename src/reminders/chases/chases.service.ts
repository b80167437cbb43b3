import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type Kysely } from 'kysely';
import { appendAudit } from '../../audit/audit.js';
import type { RequestScope } from '../../identity/scope.js';
import { dayOf } from '../../platform/clock.js';
import { Conflict, RuleBroken } from '../../platform/errors.js';
import { ReminderSettings } from '../ledger/settings.js';
import { gather } from '../notices/notice.gather.js';
import { NoticeQueue } from '../notices/notice.queue.js';
import { RunCalendar } from '../plan/run-calendar.js';
import { chasedAlready, noAccount, nobodyToChase, notOfBody } from './chase.refusals.js';
import { chaseTargets } from './chase.targets.js';
import { writeChases, type ChaseToWrite, type ChasingNow } from './chase.write.js';
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
   * The same of several bodies, each named once, in one go; a body that was chased about everything is passed over where others are not.
   * @param first is done in the transaction before it is looked who is chased
   * @throws RuleBroken besides where none is left, as of a page that was opened before the reports came
   */
  async chaseAll(
    scope: RequestScope,
    asked: readonly Chasing[],
    when: ChaseTime,
    first?: (em: EntityManager) => Promise<void>,
  ): Promise<Chased[]> {
    if (asked.length === 0) throw new RuleBroken(nobodyToChase);
    const { agreement, actor, at, viewer } = scope;
    const way: ChaseWay = viewer.role === 'leader' ? 'office' : when;
    const goesAt = await this.goesAt(way);
    const now: ChasingNow = { actor, at, agreementId: agreement.id, way, day: dayOf(goesAt) };
    const chased = await this.em.fork().transactional(async (em) => {
      await sql`select pg_advisory_xact_lock(${TURN}, ${agreement.id})`.execute(em.getKysely());
      await first?.(em);
      const done = await this.write(em, now, await this.prepare(em, now, asked));
      if (done.length === 0) throw new Conflict(chasedAlready(now.day));
      return done.map((one) => ({ ...one, goesAt: goesAt.toISOString() }));
    });
    if (way !== 'next') await this.queue.notify();
    return chased;
  }

  /** Who may be chased about some commitments as of now. */
  async targets(
    em: EntityManager,
    { agreementId, actor, day }: Pick<ChasingNow, 'agreementId' | 'actor' | 'day'>,
    ids: readonly number[],
  ): Promise<ChaseTarget[]> {
    const db = em.getKysely() as unknown as Kysely<unknown>;
    return chaseTargets(db, { agreementId, actor, today: this.time.today(), day, of: { ids } });
  }

  private async prepare(
    em: EntityManager,
    now: ChasingNow,
    asked: readonly Chasing[],
  ): Promise<ChaseToWrite[]> {
    const ids = asked.flatMap(({ commitments }) => commitments);
    const all = await this.targets(em, now, [...new Set(ids)]);
    return asked.map(({ body, commitments, text }) => {
      const targets = all.filter(
        (target) => target.body.code === body && commitments.includes(target.commitment),
      );
      mustBeWhole(targets, commitments);
      return { text: text || null, targets, fresh: targets.filter(({ isChased }) => !isChased) };
    });
  }

  /** @returns each that is chased now, or was by the same account in the same words */
  private async write(
    em: EntityManager,
    now: ChasingNow,
    chases: readonly ChaseToWrite[],
  ): Promise<Omit<Chased, 'goesAt'>[]> {
    const [fresh, others] = [chases.filter(isFresh), chases.filter((chase) => !isFresh(chase))];
    const ids = await repeated(em, now, others);
    if (fresh.length > 0) {
      const written = await writeChases(em, now, fresh);
      for (const [body, id] of written.ids) ids.set(body, id);
      const { actor, at, way } = now;
      await appendAudit(em, ...written.entries.map((entry) => ({ ...entry, at, actor })));
      const db = em.getKysely() as unknown as Kysely<unknown>;
      if (way !== 'next')
        await gather(db, written.notices, { now: this.time.now(), host: this.settings.host });
    }
    return chases.flatMap(({ targets }) => {
      const id = ids.get(targets[0]!.body.id);
      return id === undefined ? [] : { id, recipients: emailsOf(targets) };
    });
  }
}

const isFresh = ({ fresh }: ChaseToWrite) => fresh.length > 0;

function mustBeWhole(targets: readonly ChaseTarget[], commitments: readonly number[]): void {
  const found = new Set(targets.map(({ commitment }) => commitment));
  if (commitments.length === 0 || commitments.some((id) => !found.has(id)))
    throw new RuleBroken(notOfBody, 'commitments');
  if (targets[0]!.recipients.length === 0) throw new RuleBroken(noAccount(targets[0]!), 'body');
}

const emailsOf = ([target]: readonly ChaseTarget[]) => target!.recipients.map(({ email }) => email);

/** What the same account asked for in the same words of the same bodies, that day: by the body's id. */
async function repeated(
  em: EntityManager,
  { actor, day, way }: ChasingNow,
  chases: readonly ChaseToWrite[],
): Promise<Map<number, number>> {
  if (chases.length === 0) return new Map();
  const asked = chases.map(({ text, targets }) => ({
    body: targets[0]!.body.id,
    text,
    commitments: targets.map(({ commitment }) => commitment),
  }));
  const { rows } = await sql<{ body: number; id: number }>`
    select h.body_id as body, max(h.id) as id
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a (body integer, text text, commitments integer[])
    join chase h on h.body_id = a.body and h.text is not distinct from a.text join chase_item i on i.chase_id = h.id
    where h.user_id = ${actor.userId}::integer and h.way = ${way}::text and i.day = ${day}::date and i.commitment_id = any(a.commitments)
    group by h.body_id`.execute(em.getKysely());
  return new Map(rows.map(({ body, id }) => [body, id]));
}
