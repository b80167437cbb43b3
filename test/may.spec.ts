import { EntityManager } from '@mikro-orm/postgresql';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SessionsService } from '../src/accounts/sessions.service.js';
import { loadCommitment } from '../src/commitments/change/load.js';
import {
  speakerOf,
  stateOfDetail,
  type CommitmentState,
  type Key,
} from '../src/commitments/commitment-state.js';
import type { CommitmentDetail, SideItem } from '../src/commitments/commitment.types.js';
import { actions, may, mayNow, type Action } from '../src/commitments/may.js';
import type { DirectiveAddressee } from '../src/commitments/directives/directive.types.js';
import { isPlanConfirmed, isSigned } from '../src/commitments/rules.js';
import type { MatterHolder } from '../src/commitments/matters/matter.types.js';
import type { Role, Viewer } from '../src/identity/viewer.js';
import { MyWorkQueries } from '../src/my-work/my-work.queries.js';
import type { MyWork } from '../src/my-work/my-work.types.js';
import { decisionKinds, taskKinds, type TaskKind } from '../src/my-work/task-kinds.js';
import { WorkCounts } from '../src/my-work/work-counts.js';
import { addDays } from '../src/platform/clock.js';
import { accountsOfMany, bringManyStates } from './support/many-states.js';
import { callers } from './support/permission-callers.js';
import { RouteWorld } from './support/route-world.js';

/** A commitment as it stands to an account of one of its sides. */
interface Seen {
  isSentBack: boolean;
  waits: boolean;
  commitment: CommitmentDetail;
  own: SideItem;
  /** The account's body leads the own part, or answers for the one that does. */
  isLead: boolean;
  isReportMissing: boolean;
  isContributed: boolean;
  wasSigned: boolean;
  isMatterBack: boolean;
  /** The own side is asked: its office, or the viewer's body. */
  isAsked: boolean;
  /** By whom of the own side a directive is to be answered. */
  directed: DirectiveAddressee[];
  today: string;
}
const { report, reportOrContribute, confirmPlan, moveReview, signCompletion } = actions;
const decide = ({ request }: CommitmentState) => (request ? actions.decideExtension(request) : null);
/** What is in those hands, of the side that the viewer speaks for. */
const matterAt =
  (...roles: MatterHolder[]) =>
  ({ matters }: CommitmentState, viewer: Viewer) => {
    const held = matters.find(({ role, holder }) => roles.includes(role) && holder === viewer.party?.code);
    return held ? actions.answerMatter(held) : null;
  };
const directiveTo =
  (role: DirectiveAddressee) =>
  (_state: CommitmentState, { party }: Viewer) =>
    actions.answerDirective({ id: 1, party: party!.code, role, author: null, isOrphaned: false });
const isDirected =
  (role: DirectiveAddressee) =>
  ({ directed }: Seen) =>
    directed.includes(role);
const answerAsked = (_state: CommitmentState, { party, role, body }: Viewer) =>
  actions.answerQuestion({
    id: 1,
    party: 'another',
    to: party!.code,
    body: role === 'liaison' ? (body?.code ?? null) : null,
    author: null,
  });
const isAsked = (seen: Seen) => seen.isAsked;
const isAmended = ({ commitment, own }: Seen) =>
  commitment.holders.some(({ kind, party }) => kind === 'amendment' && party === own.party);
const agree = ({ request }: CommitmentState) => (request ? actions.agreeToExtension(request) : null);

/** A report can be given at any time; My work asks for one where both the commitment and the part are under way… */
const isUnderWay = ({ commitment, own }: Seen) =>
  [commitment.status, own.status].every((status) => status === 'not_started' || status === 'in_progress');
/** What the own side has sent and its office looks at is in that office's hands. */
const isOverdue = (seen: Seen) => isUnderWay(seen) && !seen.waits && seen.commitment.timeliness === 'overdue';
const isReturned = ({ own, waits }: Seen) => own.returnedAt !== null && !waits;
const isDueSoon = (seen: Seen) =>
  isUnderWay(seen) &&
  !seen.waits &&
  seen.commitment.due.date !== null &&
  seen.commitment.due.date <= addDays(seen.today, 14);
/** …and, for the period's report, where the officer's body leads: those that cooperate are not asked. */
const isMissing = (seen: Seen) => isUnderWay(seen) && seen.isLead && seen.isReportMissing;
const isFirst = (seen: Seen) => isMissing(seen) && seen.own.percent === null;
const always = () => true;

const isOtherDeclared = ({ commitment, own }: Seen) =>
  own.completionConfirmedAt === null &&
  commitment.sides.some((side) => side.party !== own.party && side.status === 'completed');
const isUpForReview = ({ commitment, today }: Seen) => (commitment.due.undated?.reviewOn ?? '9999') <= today;
const leads = (when: (seen: Seen) => boolean) => (seen: Seen) => seen.isLead && when(seen);

/**
 * What My work tells whom of what waits, in its order. What is not here is for the commitment's page: sending back by a leader,
 * taking back, asking for an extension, files and notes.
 */
const told: Partial<
  Record<
    Role,
    [TaskKind, (state: CommitmentState, viewer: Viewer) => Action | null, (seen: Seen) => boolean][]
  >
> = {
  liaison: [
    ['answer_directive', directiveTo('lead_body'), leads(isDirected('lead_body'))],
    ['answer_question', answerAsked, isAsked],
    ['contribution', () => report, leads(({ isContributed }) => isContributed)],
    ['report_sent_back', () => report, leads(({ isSentBack }) => isSentBack)],
    ['returned', () => report, leads(isReturned)],
    // To read what was answered, and to go on; the report then says how.
    ['matter_back', () => report, leads(({ isMatterBack }) => isMatterBack)],
    ['overdue', () => reportOrContribute, isOverdue],
    ['due_soon', () => reportOrContribute, (seen) => isDueSoon(seen) && !isOverdue(seen)],
    ['update_missing', () => report, (seen) => isMissing(seen) && !isFirst(seen)],
    ['first_update', () => report, isFirst],
  ],
  coordinator: [
    ['sign_completion', () => signCompletion, always],
    ['review_report', () => actions.reviewReport, ({ waits }) => waits],
    ['agree_extension', agree, always],
    ['agree_amendment', () => actions.answerAmendment, isAmended],
    ['decide_matter', matterAt('coordinator'), always],
    ['answer_matter', matterAt('other_coordinator'), always],
    ['answer_directive', directiveTo('coordinator'), isDirected('coordinator')],
    ['answer_question', answerAsked, isAsked],
    ['outside_matter', matterAt('outside'), always],
    ['review_completion', () => actions.sendBack, isOtherDeclared],
    ['returned', () => report, isReturned],
    ['overdue', () => report, isOverdue],
    ['review_deadline', () => moveReview, isUpForReview],
    ['confirm_plan', () => confirmPlan, always],
  ],
  leader: [
    ['sign_completion', () => signCompletion, always],
    ['decide_extension', decide, always],
    ['decide_matter', matterAt('leader'), always],
    // There is nothing that the leader does to it: the lead body reports again.
    ['signature_fell', () => actions.readNotes, (seen) => isReturned(seen) && seen.wasSigned],
  ],
};
interface Awaiting {
  side: string;
  body: string | null;
}
/** Of Hà Nội: on the one a report was sent back, on the other one waits. */
const [sentBack, underReview] = ['4.02', '4.05'];
/** Of Hà Nội, to the lead body and to the office. */
const directedOn = '4.03';
/** Of Hà Nội, by Nghệ An: its office and a cooperating body. */
const askedOn = '4.02';
const askedBody = 'hn-so-khoa-hoc-va-cong-nghe';

describe('My work and what is allowed', () => {
  let world: RouteWorld;
  /** Of both agreements. */
  let commitments: CommitmentDetail[];
  /** `<commitment> <party>` of the sides to which a contribution waits, and of those that signed at some time. */
  let contributedTo: string[];
  let signedWhenReturned: string[];
  let matterBackTo: string[];
  /** `<commitment> <party>` with the body that is asked, or is to answer; null where the office is. Of the history, too. */
  let asked: Awaiting[];
  let directed: (Awaiting & { addressee: DirectiveAddressee })[];
  beforeAll(async () => {
    world = await RouteWorld.start();
    await bringManyStates(world);
    const back = { decision: 'sent_back', comment: 'Chưa rõ.' };
    await world.ask(
      'coordinator@hanoi',
      'PUT',
      `/api/v1/updates/${await world.submitted(sentBack)}/review`,
      back,
    );
    await world.submitted(underReview);
    const directives = `/api/v1/commitments/${await world.commitmentId(directedOn)}/directives`;
    for (const kind of ['urge', 'reassign'])
      await world.ask('leader@hanoi', 'POST', directives, { kind, text: 'Khẩn trương.' });
    const questions = `/api/v1/commitments/${await world.commitmentId(askedOn)}/questions`;
    for (const body of [undefined, askedBody])
      await world.ask('coordinator@nghean', 'POST', questions, {
        to: { party: 'hanoi', body },
        text: 'Khi nào?',
      });
    await world.amendment();
    const ids = await world.run<{ id: number }>('select id from commitment order by id');
    commitments = [];
    for (const { id } of ids)
      commitments.push((await world.ask('auditor@tracker', 'GET', `/api/v1/commitments/${id}`)).json);
    asked =
      await world.run<Awaiting>(`select concat(q.commitment_id, ' ', p.code) as side, b.code as body from question q
      join commitment_side s on s.id = q.to_side_id join party p on p.id = s.party_id left join body b on b.id = q.body_id
      where not exists (select 1 from question_outcome o where o.question_id = q.id)`);
    directed =
      await world.run(`select concat(d.commitment_id, ' ', p.code) as side, d.addressee from directive d
      join commitment_side s on s.id = d.side_id join party p on p.id = s.party_id
      where not exists (select 1 from directive_outcome o where o.directive_id = d.id)`);
    const sides = async (query: string) =>
      (
        await world.run<{
          side: string;
        }>(`select concat(s.commitment_id, ' ', p.code) as side from commitment_side s
        join party p on p.id = s.party_id where ${query}`)
      ).map(({ side }) => side);
    contributedTo = await sides(
      `exists (select 1 from contribution k where k.side_id = s.id and not exists (select 1 from contribution_outcome o where o.contribution_id = k.id))`,
    );
    matterBackTo =
      await sides(`exists (select 1 from decision_matter m join decision_step l on l.matter_id = m.id
      where m.side_id = s.id and l.kind in ('answered', 'returned')
        and not exists (select 1 from decision_step n where n.matter_id = m.id and n.id > l.id)
        and not exists (select 1 from progress_update u where u.side_id = s.id and u.at > l.at))`);
    signedWhenReturned =
      await sides(`exists (select 1 from commitment_event e where e.commitment_id = s.commitment_id
        and e.kind = 'completion_confirmed' and e.party_id = s.party_id)`);
  });
  afterAll(() => world?.stop());

  const accounts = [
    ...callers.flatMap(({ who }) => who ?? []),
    ...accountsOfMany.map(({ email }) => email.replace('.example', '')),
  ];
  const viewerOf = async (who: string): Promise<Viewer> =>
    world.program.app.get(SessionsService, { strict: false }).viewer(await world.userId(who));
  const queries = () => world.program.app.get(MyWorkQueries, { strict: false });
  /** Read once for each: nothing of what waits changes after the beginning. */
  const works = new Map<number, Promise<MyWork>>();
  const workOf = (viewer: Viewer): Promise<MyWork> => {
    if (!works.has(viewer.userId)) works.set(viewer.userId, queries().read(viewer));
    return works.get(viewer.userId)!;
  };

  const named = (id: number, kind?: TaskKind) => `${commitments.find((one) => one.id === id)!.code} ${kind}`;
  const tasksOf = ({ tasks }: MyWork) =>
    tasks.map(({ kind, commitment }) => named(commitment.id, kind)).sort();

  it.each(accounts)('asks %s for nothing that may not be done now', async (who) => {
    const viewer = await viewerOf(who);
    const faults: string[] = [];
    for (const { kind, commitment } of (await workOf(viewer)).tasks) {
      const state = stateOfDetail(commitments.find((one) => one.id === commitment.id)!);
      const action = told[viewer.role]?.find(([one]) => one === kind)?.[1](state, viewer);
      if (!action || !mayNow(speakerOf(viewer), state, action)) faults.push(named(commitment.id, kind));
    }
    expect(faults).toEqual([]);
  });

  it.each(accounts)('asks %s for all that waits for it, a row for each reason', async (who) => {
    const viewer = await viewerOf(who);
    const work = await workOf(viewer);
    const expected = commitments.flatMap((one) =>
      waiting(viewer, work, one).map((kind) => named(one.id, kind)),
    );
    expect(tasksOf(work)).toEqual(expected.sort());
  });

  it.each(accounts)('counts for %s in the menu what the page has', async (who) => {
    const viewer = await viewerOf(who);
    const { tasks, total, decisions } = await workOf(viewer);
    const counts = await world.program.app.get(WorkCounts, { strict: false }).byAgreement(viewer);
    expect([...counts.values()].reduce((sum, { count }) => sum + count, 0)).toBe(total);
    expect(tasks).toHaveLength(total);
    expect(tasks.filter(({ kind }) => decisionKinds.includes(kind))).toHaveLength(decisions);
  });

  it.each(accounts)(
    'puts decisions first for %s, then its own turns, what is longest past its day before',
    async (who) => {
      const placed = (await workOf(await viewerOf(who))).tasks.map(({ kind, isOwnTurn, past }) => [
        Number(!decisionKinds.includes(kind)),
        Number(!isOwnTurn),
        past === null ? 1 : -past,
        taskKinds.indexOf(kind),
      ]);
      const before = (one: number[], other: number[]) => {
        const at = one.findIndex((value, i) => value !== other[i]);
        return at === -1 ? 0 : one[at]! - other[at]!;
      };
      expect(placed).toEqual([...placed].sort(before));
    },
  );

  function waiting(viewer: Viewer, work: MyWork, commitment: CommitmentDetail): TaskKind[] {
    const own = commitment.sides.find(({ party }) => party === viewer.party?.code);
    if (!own) return [];
    const isLead = commitment.inCharge[own.party]?.leadBody.code === viewer.body?.code;
    const mine = work.commitments.find((one) => one.commitment.id === commitment.id);
    const isReportMissing = mine?.report.state === 'missing';
    const ofHanoi = own.party === 'hanoi' && commitment.agreement.slug === '2016-tb-tu';
    const isSentBack = ofHanoi && commitment.code === sentBack;
    const waits = ofHanoi && commitment.code === underReview;
    const ofSide = ({ side }: { side: string }) => side === `${commitment.id} ${own.party}`;
    const isAskedThere = asked.some(
      (one) => ofSide(one) && one.body === (viewer.role === 'liaison' ? viewer.body?.code : null),
    );
    const isContributed = contributedTo.includes(`${commitment.id} ${own.party}`);
    const wasSigned = signedWhenReturned.includes(`${commitment.id} ${own.party}`);
    const isMatterBack = matterBackTo.includes(`${commitment.id} ${own.party}`);
    const seen = {
      commitment,
      own,
      isLead,
      isReportMissing,
      isContributed,
      wasSigned,
      isMatterBack,
      directed: directed.filter(ofSide).map(({ addressee }) => addressee),
      isAsked: isAskedThere,
      isSentBack,
      waits,
      today: world.today,
    };
    const state = stateOfDetail(commitment);
    return (told[viewer.role] ?? [])
      .filter(([, actionOf, when]) => {
        const action = actionOf(state, viewer);
        return action !== null && mayNow(speakerOf(viewer), state, action) && when(seen);
      })
      .map(([kind]) => kind);
  }

  it.each(accounts)(
    'has the commitments of %s: its body’s, or its side’s, and nobody else’s',
    async (who) => {
      const viewer = await viewerOf(who);
      const speaks = viewer.role === 'liaison' ? actions.attachEvidence : actions.readNotes;
      const own = commitments.filter((one) => may(speakerOf(viewer), stateOfDetail(one), speaks));
      const { commitments: listed } = await workOf(viewer);
      expect(listed.map(({ commitment }) => commitment.id).sort()).toEqual(own.map(({ id }) => id).sort());
    },
  );

  it('is looked at in every kind of task', async () => {
    const all: MyWork[] = [];
    for (const who of accounts) all.push(await workOf(await viewerOf(who)));
    const kinds = new Set(all.flatMap(({ tasks }) => tasks.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual([...taskKinds].sort());
  });

  it('leaves to the page what others are to do first', async () => {
    const left = async (who: string, action: Action) => {
      const viewer = await viewerOf(who);
      const { tasks } = await workOf(viewer);
      return commitments
        .filter(
          (one) =>
            !tasks.some(({ commitment }) => commitment.id === one.id) &&
            mayNow(speakerOf(viewer), stateOfDetail(one), action),
        )
        .map(({ code }) => code);
    };
    // Another side's completion; the period's report, by a cooperating body; one on a suspended part.
    expect(await left('leader@hanoi', actions.sendBack)).toContain('2.07');
    expect(await left('phatthanh@hanoi', actions.contribute)).toContain('2.03');
    expect(await left('nongnghiep@hanoi', actions.report)).toContain('4.07');
  });

  it('is asked of the same state, whether the commitment was read for a change or for a page', async () => {
    const em = world.program.app.get(EntityManager).fork();
    const party = await codes('party');
    const body = await codes('body');
    const actor = {
      userId: null,
      name: { vi: '', en: '' },
      role: 'admin',
      partyId: null,
      bodyId: null,
    } as const;
    for (const commitment of commitments) {
      const { state } = await loadCommitment(
        em,
        commitment.id,
        { ...actor, illustrative: false, standing: null },
        world.today,
      );
      const known = (code: Key) => code;
      const byId = (map: Map<Key, string>) => (id: Key) => map.get(id)!;
      expect(plain(state, byId(party), byId(body))).toEqual(plain(stateOfDetail(commitment), known, known));
    }
  });

  const codes = async (table: string) =>
    new Map<Key, string>(
      (await world.run<{ id: number; code: string }>(`select id, code from ${table}`)).map(({ id, code }) => [
        id,
        code,
      ]),
    );

  function plain(state: CommitmentState, party: (key: Key) => Key, body: (key: Key) => Key) {
    return {
      ...state,
      sides: state.sides.map((side) => ({
        party: party(side.party),
        leadBody: body(side.leadBody),
        bodies: [...new Set(side.bodies.map(body))].sort(),
        status: side.status,
        isPlanConfirmed: isPlanConfirmed(side),
        isSigned: isSigned(side),
      })),
      request: state.request && {
        ...state.request,
        party: party(state.request.party),
        answeredBy: state.request.answeredBy.map(party),
      },
      matters: state.matters.map((held) => ({
        ...held,
        party: party(held.party),
        holder: party(held.holder),
      })),
    };
  }
});
