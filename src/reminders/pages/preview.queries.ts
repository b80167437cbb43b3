import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type Kysely } from 'kysely';
import type { Viewer } from '../../identity/viewer.js';
import { WorkingCalendarService } from '../../calendar/working-calendar.service.js';
import type { NamedCode } from '../../commitments/commitment.types.js';
import type { WorkingCalendar } from '../../calendar/working-days.js';
import { timesChased } from '../../ledger/chases.sql.js';
import { addDays, Clock, type Day } from '../../platform/clock.js';
import { planComing, type ComingDay } from '../plan/coming.js';
import type { Mail } from '../../platform/mail/mailer.js';
import type { BilingualText } from '../../platform/text.js';
import { DigestMails } from '../digest/digest.mails.js';
import { readPlanState } from '../plan/plan.state.js';
import { previewDay, type DayPreview, type PreviewRow } from './preview.js';
import { isRun } from '../plan/runs-before.js';
import type { SilenceReason } from '../ledger/reasons.js';
import type { ReminderRule } from '../plan/rules.js';
import type { Recipient } from '../plan/planner.types.js';

export interface PreviewCommitment {
  id: number;
  code: string;
  slug: string;
  agreement: { number: string; kind: string };
  title: BilingualText;
  /** Times chased so far. */
  chased: number;
}

export type NamedRule = NamedCode & Pick<ReminderRule, 'kind'>;

/** `done`: run, or caught up by a later run. `missed`: past, and not run. Nothing will be sent of either any more. */
export type RunState = 'coming' | 'done' | 'missed';

export interface PreviewItem {
  day: Day;
  working: boolean;
  run: RunState;
  /** Whether the holidays of the year are entered; where not, only weekends are off. */
  calendarEntered: boolean;
  told: {
    recipient: {
      id: number;
      email: string;
      name: BilingualText;
      party: string;
      marker: string;
      role: string;
    };
    items: { commitment: PreviewCommitment; rule: NamedRule }[];
  }[];
  silent: {
    commitment: PreviewCommitment;
    party: string;
    marker: string;
    body: NamedCode & { short: BilingualText };
    /** The lead body that has ended and that this one followed. */
    followed: BilingualText | null;
    reason: SilenceReason;
  }[];
}

/** As far ahead as the runs are gone through one by one. */
export const FURTHEST_DAYS = 92;

/** Who would get what on a day, and why someone would not. Writes nothing, sends nothing. */
@Injectable()
export class PreviewQueries {
  constructor(
    private readonly em: EntityManager,
    private readonly calendars: WorkingCalendarService,
    private readonly mails: DigestMails,
    private readonly clock: Clock,
  ) {}

  /** Sides see what their own people would get; administrators and auditors see all. */
  async preview(viewer: Viewer, day: Day): Promise<PreviewItem> {
    return this.named(viewer, await this.planned(day));
  }

  private async named(viewer: Viewer, { run, calendar, ...preview }: Planned): Promise<PreviewItem> {
    const names = await this.names(preview);
    const isOurs = (party: string | undefined) => !viewer.party || viewer.party.code === party;
    const told = preview.told
      .filter(({ recipientId }) => isOurs(names.recipients[recipientId]?.party))
      .filter(({ recipientId }) => viewer.role !== 'liaison' || recipientId === viewer.userId)
      .map(({ recipientId, items }) => ({
        recipient: names.recipients[recipientId]!,
        items: onceEach(items).map(({ commitmentId, rule }) => ({
          commitment: names.commitments[commitmentId]!,
          rule: names.rules[rule]!,
        })),
      }));
    const silent = preview.silent
      .map(({ commitmentId, bodyId, followedId, reason }) => ({
        commitment: names.commitments[commitmentId]!,
        ...names.bodies[bodyId]!,
        followed: followedId === null ? null : names.bodies[followedId]!.body.short,
        reason,
      }))
      .filter(({ party }) => isOurs(party) && viewer.role !== 'liaison');
    const { day, working } = preview;
    return { day, working, run, calendarEntered: calendar.isEntered(day), told, silent };
  }

  /** How many people would get a mail on each day after `from`, up to and including `to`, that is still to be run. */
  async days(viewer: Viewer, from: Day, to: Day): Promise<{ day: Day; recipients: number }[]> {
    const calendar = await this.calendars.load();
    const next = await this.nextRun(calendar);
    const days = calendar.daysBetween(from, to).filter((day) => day >= next);
    const coming = await planComing(this.db, calendar, next, to);
    return coming
      .filter(({ input }) => days.includes(input.day))
      .map(({ input, rows }) => {
        const ours = input.recipients.filter((recipient) => isReadable(viewer, recipient));
        const told = new Set(
          rows.filter(({ unheard }) => unheard === undefined).map(({ recipientId }) => recipientId),
        );
        return { day: input.day, recipients: ours.filter(({ id }) => told.has(id)).length };
      });
  }

  /** What each run from the next one on will say, those before `from` gone through too. */
  async coming(from: Day, to: Day): Promise<{ next: Day; days: ComingDay[] }> {
    const calendar = await this.calendars.load();
    const next = await this.nextRun(calendar);
    const days = await planComing(this.db, calendar, next, to);
    return { next, days: days.filter(({ input }) => input.day >= from) };
  }

  /** The mail that an account would get; null where it would get none, or where it is not the viewer's to read. */
  async mail(viewer: Viewer, recipientId: number, day: Day): Promise<Mail | null> {
    const planned = await this.planned(day);
    const { told } = await this.named(viewer, planned);
    if (!told.some(({ recipient }) => recipient.id === recipientId)) return null;
    const rows = planned.told.find((one) => one.recipientId === recipientId)!.items;
    const [write] = await this.mails.read([{ recipientId, day, messageId: '<preview>', rows }]);
    return write!();
  }

  private async planned(day: Day): Promise<Planned> {
    const calendar = await this.calendars.load();
    const run = await this.stateOf(day);
    const preview =
      run === 'coming'
        ? await this.plan(calendar, day)
        : { day, working: calendar.isWorking(day), told: [], silent: [] };
    return { ...preview, run, calendar };
  }

  /** Made as the runs are, from the next one on. So far ahead that nobody asks for each day between, by the day alone. */
  private async plan(calendar: WorkingCalendar, day: Day): Promise<DayPreview> {
    const next = await this.nextRun(calendar);
    const isNear = day >= next && day <= addDays(next, FURTHEST_DAYS) && calendar.isWorking(day);
    if (!isNear) return previewDay({ ...(await readPlanState(this.db, calendar, [day])), day });
    const { input, rows } = (await planComing(this.db, calendar, next, day)).at(-1)!;
    return previewDay(input, rows);
  }

  private async stateOf(day: Day): Promise<RunState> {
    const today = this.clock.today();
    if (day > today) return 'coming';
    if (await isRun(this.db, day)) return 'done';
    return day < today ? 'missed' : 'coming';
  }

  /** The first working day from today on whose run is not done. */
  async nextRun(calendar: WorkingCalendar): Promise<Day> {
    const today = this.clock.today();
    const isLeft = calendar.isWorking(today) && !(await isRun(this.db, today));
    return isLeft ? today : calendar.after(today, 1);
  }

  private async names({ told, silent }: DayPreview): Promise<Names> {
    const commitments = [...told.flatMap(({ items }) => items), ...silent].map((item) => item.commitmentId);
    const { rows } = await sql<Names>`
      select
        (select coalesce(jsonb_object_agg(u.id, jsonb_build_object('id', u.id, 'email', u.email, 'name', u.name,
          'party', p.code, 'marker', p.marker, 'role', u.role)), '{}')
          from app_user u join party p on p.id = u.party_id
          where u.id = any(${told.map(({ recipientId }) => recipientId)}::integer[])) as recipients,
        (select coalesce(jsonb_object_agg(c.id, jsonb_build_object('id', c.id, 'code', c.code, 'slug', a.slug, 'title', c.title,
            'agreement', jsonb_build_object('number', a.number, 'kind', a.kind),
          'chased', ${timesChased(sql`c.id`, this.clock.today())})), '{}')
          from commitment c join agreement a on a.id = c.agreement_id
          where c.id = any(${commitments}::integer[])) as commitments,
        (select coalesce(jsonb_object_agg(b.id, jsonb_build_object('party', p.code, 'marker', p.marker,
          'body', jsonb_build_object('code', b.code, 'name', b.name, 'short', b.short))), '{}')
          from body b join party p on p.id = b.party_id
          where b.id = any(${silent.flatMap(({ bodyId, followedId }) => [bodyId, followedId ?? bodyId])}::integer[])) as bodies,
        (select coalesce(jsonb_object_agg(code, jsonb_build_object('code', code, 'name', name, 'kind', kind)), '{}') from reminder_rule) as rules`.execute(
      this.db,
    );
    return rows[0]!;
  }

  private get db() {
    return this.em.fork().getKysely() as unknown as Kysely<unknown>;
  }
}

/** Of whose mails a viewer may know: a liaison officer's own, a side's own, or all. */
function isReadable({ party, role, userId }: Viewer, recipient: Recipient): boolean {
  if (role === 'liaison') return recipient.id === userId;
  return !party || recipient.partyId === party.id;
}

interface Planned extends DayPreview {
  run: RunState;
  calendar: WorkingCalendar;
}

/** What is told for oneself and on others' behalf is one line. */
const onceEach = (rows: readonly PreviewRow[]): PreviewRow[] => [
  ...new Map(rows.map((row) => [`${row.commitmentId} ${row.rule}`, row])).values(),
];

interface Names {
  recipients: Record<number, PreviewItem['told'][number]['recipient']>;
  commitments: Record<number, PreviewCommitment>;
  bodies: Record<number, Pick<PreviewItem['silent'][number], 'party' | 'marker' | 'body'>>;
  rules: Record<string, NamedRule>;
}
