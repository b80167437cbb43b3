import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { Queues } from '../../src/platform/queue/queues.js';
import { WORK_QUEUE } from '../../src/platform/queue/work-queue.js';
import { RemindersService } from '../../src/reminders/ledger/reminders.service.js';
import { someAct } from './changes.js';
import { Chance } from './chance.js';
import { isWorked, plusDays, workedFrom } from './days.js';
import { conducts, type MailServer, type Point } from './mail-server.js';
import { Model } from './model.js';
import { Post } from './post.js';
import type { Program, StoryClock } from './program.js';
import { poolOn, type RedisService, type Service } from './services.js';
import { complaintsIn, faultsIn, noVerdict, type Verdict } from './verdict.js';
import type { Workers } from './workers.js';
import type { World } from './world.js';

export interface Stage {
  program: Program;
  clock: StoryClock;
  workers: Workers;
  smtp: MailServer;
  database: Service;
  redis?: RedisService;
  world: World;
}

/** Days go by, people do things, and everything breaks; by a seed, so that it can be told again. */
export class Story {
  readonly verdict: Verdict = noVerdict();
  readonly steps: string[] = [];
  private readonly chance: Chance;
  private readonly model: Model;
  private readonly post: Post;
  private readonly db: Pool;
  private day: string;
  /** Processes and services that went away in this stretch. */
  private disturbed = 0;

  constructor(
    private readonly stage: Stage,
    seed: number,
    from: string,
  ) {
    this.chance = new Chance(seed);
    this.model = new Model(stage.world);
    this.post = new Post(stage.smtp, this.model, this.verdict);
    this.day = from;
    this.db = poolOn(stage.database.url);
    stage.smtp.day = () => this.day;
    stage.smtp.ended = (last) => this.asked.push(this.askWhetherNoted(last));
    stage.smtp.isGone = (worker) => stage.workers.isGone(worker);
  }

  /** Until so many faults have happened, and then as many quiet days as it takes to tell what they left untold. */
  async tell(faults: number): Promise<void> {
    try {
      this.stage.clock.set(this.day, '08:00');
      await this.quietDay();
      while (faultsIn(this.verdict) < faults && complaintsIn(this.verdict).length === 0)
        await this.dayOfFaults();
      for (let quiet = 0; quiet < 2 && complaintsIn(this.verdict).length === 0; quiet += 1) {
        this.nextDay(1);
        await this.quietDay();
      }
    } finally {
      await this.db.end();
    }
  }

  private step(text: string): void {
    this.steps.push(`${this.day} ${text}`);
  }

  private fault(kind: string, text = kind): void {
    this.verdict.faults[kind] = (this.verdict.faults[kind] ?? 0) + 1;
    this.step(`FAULT ${text}`);
  }

  private nextDay(after: number): void {
    this.day = plusDays(this.day, after);
  }

  private async quietDay(): Promise<void> {
    this.stage.clock.set(this.day, '08:00');
    await this.run();
    await this.settle();
  }

  private async dayOfFaults(): Promise<void> {
    this.moveOn();
    if (isWorked(this.day)) this.verdict.days += 1;
    if (this.chance.is(0.3)) await this.earlyMorning();
    this.stage.clock.set(this.day, '08:00');
    const meanwhile = this.plotFaults();
    await this.run();
    await Promise.all(meanwhile.map((act) => act()));
    if (this.chance.is(0.3)) await this.changeWhileMailsGoOut();
    await this.settle();
    if (this.chance.is(0.25)) await this.evening();
  }

  /** Mostly to the next working day; at times over a few days, as with everything switched off. */
  private moveOn(): void {
    const jump = this.chance.is(0.08) ? 2 + this.chance.below(12) : 1;
    if (jump > 1) this.fault('days without the program', `nothing runs for ${jump} days`);
    this.nextDay(jump);
    if (!this.chance.is(0.1)) this.day = workedFrom(this.day);
  }

  private async earlyMorning(): Promise<void> {
    this.stage.clock.set(this.day, '07:40');
    await this.change(1 + this.chance.below(2));
    if (!this.chance.is(0.4)) return;
    this.step('a run before the hour');
    await this.runByHand();
    this.model.run(this.day, { isAtItsHour: false });
    await this.settle();
  }

  private async evening(): Promise<void> {
    this.stage.clock.set(this.day, '17:00');
    await this.change(1 + this.chance.below(2));
    await this.runByHand();
    this.model.run(this.day);
    await this.settle();
  }

  private async changeWhileMailsGoOut(): Promise<void> {
    await this.change(1);
    await this.runByHand();
    this.model.run(this.day, { whileMailsGoOut: true });
  }

  private async change(count: number): Promise<void> {
    for (let n = 0; n < count; n += 1) {
      const { program, world } = this.stage;
      const act = someAct(this.chance, { program, database: () => this.db, world, day: this.day });
      if (!act) return;
      this.step(act.what);
      this.model.beforeChange(this.day);
      await act.do();
      act.note();
      this.model.afterChange(this.day);
    }
  }

  /** Two schedules fire at once. */
  private async run(): Promise<void> {
    await Promise.all([this.fire('daily'), this.fire('daily')]);
    this.model.run(this.day);
  }

  private async runByHand(): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      try {
        await this.stage.program.app.get(RemindersService, { strict: false }).runDay(this.day);
        return;
      } catch (error) {
        if (tries > 20) throw error;
        await pause(100);
      }
    }
  }

  /** As the schedule of the queue does: where the queue has lost its schedules, nothing happens. */
  private async fire(name: 'daily' | 'pick-up'): Promise<void> {
    const queue = await this.stage.program.app.get(Queues, { strict: false }).queue(WORK_QUEUE);
    for (let tries = 0; tries < 100; tries += 1) {
      try {
        const schedules = await queue.getJobSchedulers();
        const isThere = schedules.some((one) => one.name === name);
        if (!isThere) {
          this.isScheduleGone = true;
          return this.step(`the schedule of ${name} is gone`);
        }
        await queue.add(name, {}, { removeOnComplete: true, removeOnFail: 100 });
        return;
      } catch {
        await pause(50);
      }
    }
    throw new Error('the queue does not come back');
  }

  /** @returns what is to happen while mails go out */
  private plotFaults(): (() => Promise<void>)[] {
    const meanwhile: (() => Promise<void>)[] = [];
    const count = 1 + this.chance.below(3);
    for (let n = 0; n < count; n += 1) {
      const kind = this.chance.below(10);
      if (kind < 5) this.plotMailTrouble();
      else if (kind < 7) this.plotKillAtMail();
      else meanwhile.push(this.plotOutage());
    }
    return meanwhile;
  }

  private plotMailTrouble(): void {
    const { smtp, world } = this.stage;
    const conduct = this.chance.of(conducts);
    const all = this.chance.is(0.25);
    const to = all || conduct.startsWith('greet') ? null : this.chance.of(world.people).email;
    const isSlow = conduct.includes('hang');
    const left = this.chance.is(0.15) && !isSlow ? 4 : 1 + this.chance.below(isSlow ? 1 : 2);
    smtp.troubles.push({ conduct, to, left });
    this.step(`plots ${conduct} × ${left} for ${to ?? 'whoever comes'}`);
  }

  private plotKillAtMail(): void {
    const point = this.chance.of<Point>(['rcpt', 'data', 'kept', 'answered']);
    let after = this.chance.below(4);
    this.stage.smtp.at = (at, worker) => {
      if (at !== point || after-- > 0) return;
      this.stage.smtp.at = () => {};
      this.killed(worker, `SIGKILL of a worker at ${point}`);
    };
    this.step(`plots a kill at ${point}, after ${after} mails`);
  }

  private killed(worker: string, kind: string): void {
    if (!this.stage.workers.kill(worker)) return;
    this.disturbed += 1;
    this.fault(kind);
    // Its last mails may not have been noted: those that the ledger has as sent were.
    for (const one of this.stage.smtp.taken.slice(-8))
      if (one.worker === worker && one.day === this.day) this.asked.push(this.askWhetherNoted(one));
  }

  private isScheduleGone = false;
  private readonly asked: Promise<void>[] = [];

  private async askWhetherNoted(one: MailServer['taken'][number]): Promise<void> {
    const text = 'select status from digest where message_id = $1';
    const found = await this.query<{ status: string }>(text, [one.messageId]).catch(() => null);
    if (found?.rows[0]?.status !== 'sent') one.acknowledged = false;
  }

  private plotOutage(): () => Promise<void> {
    const { workers, redis } = this.stage;
    const after = this.chance.below(250);
    const outages: [string, () => Promise<void>][] = [
      [
        'SIGKILL of a worker at any moment',
        async () => this.killed(this.chance.of(workers.names()), 'SIGKILL of a worker at any moment'),
      ],
      ['PostgreSQL restarted', () => this.restartDatabase()],
      ['the clock set back', () => this.setBack()],
      ...(redis
        ? ([
            ['Redis emptied', async () => this.redisFault('Redis emptied', () => redis.empty())],
            ['Redis restarted', async () => this.redisFault('Redis restarted', () => redis.restart())],
          ] as [string, () => Promise<void>][])
        : []),
    ];
    const [name, act] = this.chance.of(outages);
    this.step(`plots: ${name}, after ${after} ms`);
    return async () => {
      await pause(after);
      await act();
    };
  }

  private async redisFault(kind: string, act: () => Promise<void>): Promise<void> {
    await act();
    this.disturbed += 1;
    this.fault(kind);
  }

  private async restartDatabase(): Promise<void> {
    await this.stage.database.restart();
    this.disturbed += 1;
    this.fault('PostgreSQL restarted');
  }

  private async setBack(): Promise<void> {
    this.stage.clock.set(plusDays(this.day, -this.chance.below(2)), '07:10');
    this.fault('the clock set back');
    await pause(this.chance.below(120));
    this.stage.clock.set(this.day, '08:00');
  }

  /** Lets everything come to its end, five minutes at a time. */
  private async settle(): Promise<void> {
    // A run that was cut off is begun again by the next check.
    let isChecked = this.disturbed === 0;
    for (let round = 0; round < 25; round += 1) {
      if (isChecked && !this.isScheduleGone && (await this.comesToRest())) {
        this.step(`settled after ${round}`);
        await this.closeStretch();
        return;
      }
      if (!isChecked) await this.comesToRest();
      await this.fiveMinutes();
      isChecked = true;
    }
    this.verdict.lost.push(`${this.day}: mails neither go out nor are given up: ${await this.open()}`);
  }

  private async closeStretch(): Promise<void> {
    this.stage.smtp.troubles.length = 0;
    this.stage.smtp.at = () => {};
    await Promise.all(this.asked.splice(0));
    for (const { conduct } of this.stage.smtp.missed) this.fault(`SMTP ${conduct}`);
    await this.post.check(this.db, this.day, this.disturbed);
    this.disturbed = 0;
  }

  /** @returns whether nothing is left to do; false where nothing moves any more and something is */
  private async comesToRest(): Promise<boolean> {
    const patience = this.stage.smtp.missed.some(({ conduct }) => conduct.includes('hang')) ? 4_500 : 700;
    let last = '';
    let since = Date.now();
    while (Date.now() - since < patience) {
      await this.stage.workers.ready();
      const now = await this.open();
      if (now === '') return true;
      if (now !== last) since = Date.now();
      last = now;
      await pause(15);
    }
    return false;
  }

  /** What is under way; empty where nothing is. */
  private async open(): Promise<string> {
    const { rows } = await this.query<{ open: string }>(
      `select coalesce(string_agg(concat_ws('/', id, status, attempts), ' ' order by id), '') as open
       from digest where status in ('planned', 'claimed')`,
    );
    const queue = await this.stage.program.app.get(Queues, { strict: false }).queue(WORK_QUEUE);
    const counts = await queue.getJobCounts('waiting', 'active').catch(() => ({ waiting: -1, active: -1 }));
    const jobs = (counts.waiting ?? 0) + (counts.active ?? 0);
    return `${rows[0]!.open}${jobs === 0 ? '' : ` jobs ${jobs}`} ${this.stage.smtp.busy() || ''}`.trim();
  }

  /** The database's clock goes on too: leases run out. Every minute each worker sees to its schedules. */
  private async fiveMinutes(): Promise<void> {
    this.isScheduleGone = false;
    const { rows } = await this.query<{ id: number; attempts: number }>(
      `select id::integer, attempts from digest where status in ('planned', 'claimed')`,
    );
    await this.stage.workers.idle();
    this.stage.workers.tell('minute');
    // What was taken in hand in the meantime has its five minutes before it.
    await this.query(
      `update digest d set lease_until = now() - interval '1 second'
       from jsonb_to_recordset($1::jsonb) as o (id bigint, attempts integer)
       where d.id = o.id and d.attempts = o.attempts and d.status in ('planned', 'claimed')`,
      [JSON.stringify(rows)],
    );
    await pause(120);
    await this.fire('pick-up');
  }

  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- as `pg` has it
  private async query<Row extends object>(text: string, values: unknown[] = []): Promise<{ rows: Row[] }> {
    for (let tries = 0; ; tries += 1) {
      try {
        return await this.db.query<Row>(text, values);
      } catch (error) {
        if (tries > 20) throw error;
        await pause(50);
      }
    }
  }
}
