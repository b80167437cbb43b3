import type { Pool } from 'pg';
import { plusDays } from './days.js';
import type { Program } from './program.js';
import type { Chance } from './chance.js';
import {
  otherParty,
  ownRules,
  parties,
  shippedRules,
  type Commitment,
  type PartyCode,
  type World,
} from './world.js';

/** What people do meanwhile: done in the program by its own API, and noted in the story's world. */
export interface Act {
  what: string;
  /** In the program. */
  do(): Promise<void>;
  /** In the world. */
  note(): void;
}

interface Stage {
  program: Program;
  /** Past the program, for what no API does. */
  database: () => Pool;
  world: World;
  day: string;
}

/** An act by chance that can be done now. */
export function someAct(chance: Chance, stage: Stage): Act | null {
  for (let tries = 0; tries < 30; tries += 1) {
    const act = chance.of(acts)(chance, stage);
    if (act) return act;
  }
  return null;
}

type Maker = (chance: Chance, stage: Stage) => Act | null;

const officerOf = ({ people }: World, party: PartyCode, { sides }: Commitment) =>
  people.find((one) => one.active && one.role !== 'leader' && one.body === sides[party].lead) ??
  people.find((one) => one.active && one.role === 'coordinator' && one.party === party);
const anActive = ({ people }: World, role: string, party: PartyCode) =>
  people.find((one) => one.active && one.role === role && one.party === party);

const reports: Maker = (chance, { program, world, day }) => {
  const commitment = chance.of(world.commitments);
  const party = chance.of(parties);
  const side = commitment.sides[party];
  const who = officerOf(world, party, commitment);
  if (!who || commitment.completed || side.confirmed || side.status === 'completed') return null;
  const percent = Math.min(95, side.percent + 1 + chance.below(30));
  const body = { status: 'in_progress', percent, results: `Kết quả đến ${day}` };
  return {
    what: `${who.email} reports ${percent}% on ${commitment.code}`,
    do: () => program.ask(who.email, 'POST', `/commitments/${commitment.id}/updates`, body),
    note: () => {
      Object.assign(side, { status: 'in_progress', percent, spokeOn: day });
      side.answers.push(day);
    },
  };
};

/** Still working on it: that is news, and no answer. */
const saysNothingNew: Maker = (chance, { program, world, day }) => {
  const commitment = chance.of(world.commitments);
  const party = chance.of(parties);
  const side = commitment.sides[party];
  const who = officerOf(world, party, commitment);
  if (!who || commitment.completed || side.status !== 'in_progress') return null;
  const body = { status: 'in_progress', percent: side.percent, results: `Đang thực hiện, ${day}` };
  return {
    what: `${who.email} says nothing new on ${commitment.code}`,
    do: () => program.ask(who.email, 'POST', `/commitments/${commitment.id}/updates`, body),
    note: () => (side.spokeOn = day),
  };
};

const declares: Maker = (chance, { program, world, day }) => {
  const commitment = chance.of(world.commitments);
  const party = chance.of(parties);
  const side = commitment.sides[party];
  const who = officerOf(world, party, commitment);
  if (!who || commitment.completed || side.status === 'completed') return null;
  const body = { status: 'completed', percent: 100, results: 'Đã xong' };
  return {
    what: `${who.email} declares its part of ${commitment.code} completed`,
    do: () => program.ask(who.email, 'POST', `/commitments/${commitment.id}/updates`, body),
    note: () => Object.assign(side, { status: 'completed', percent: 100, declaredOn: day, spokeOn: day }),
  };
};

const confirms: Maker = (chance, { program, world }) => {
  const commitment = chance.of(world.commitments);
  const party = chance.of(parties);
  const side = commitment.sides[party];
  const who = anActive(world, 'leader', party) ?? anActive(world, 'coordinator', party);
  if (!who || side.declaredOn === null || side.confirmed) return null;
  return {
    what: `${who.email} confirms the completion of ${commitment.code}`,
    do: () => program.ask(who.email, 'PUT', `/commitments/${commitment.id}/completion-confirmation`, {}),
    note: () => {
      side.confirmed = true;
      commitment.completed = parties.every((one) => commitment.sides[one].confirmed);
      if (commitment.completed) commitment.extension = null;
    },
  };
};

const confirmsPlan: Maker = (chance, { program, world }) => {
  const commitment = chance.of(world.commitments);
  const party = chance.of(parties);
  const who = anActive(world, 'coordinator', party);
  if (!who || commitment.sides[party].planConfirmed || commitment.completed) return null;
  return {
    what: `${who.email} confirms the plan of ${commitment.code}`,
    do: () => program.ask(who.email, 'PUT', `/commitments/${commitment.id}/plan-confirmation`, {}),
    note: () => (commitment.sides[party].planConfirmed = true),
  };
};

const asksExtension: Maker = (chance, { program, world, day }) => {
  const commitment = chance.of(world.commitments);
  const by = chance.of(parties);
  const who = anActive(world, 'coordinator', by);
  if (!who || commitment.completed || commitment.extension) return null;
  const due = plusDays(commitment.due > day ? commitment.due : day, 1 + chance.below(20));
  const body = { due: { precision: 'date', value: due }, reason: 'Cần thêm thời gian' };
  let id = 0;
  return {
    what: `${who.email} asks to extend ${commitment.code} to ${due}`,
    do: async () => {
      ({ id } = await program.ask<{ id: number }>(
        who.email,
        'POST',
        `/commitments/${commitment.id}/extension-requests`,
        body,
      ));
    },
    note: () => {
      commitment.extension = { id, by, since: day, decided: false, due };
      commitment.sides[by].answers.push(day);
    },
  };
};

const answersExtension: Maker = (chance, { program, world, day }) => {
  const commitment = chance.of(world.commitments);
  const { extension } = commitment;
  if (!extension || commitment.completed) return null;
  const isLeaders = !extension.decided;
  const who = isLeaders
    ? anActive(world, 'leader', extension.by)
    : anActive(world, 'coordinator', otherParty(extension.by));
  if (!who) return null;
  const decision = chance.is(0.75) ? 'approved' : 'rejected';
  const path = `/extension-requests/${extension.id}/${isLeaders ? 'decision' : 'agreement'}`;
  return {
    what: `${who.email}: ${decision} the extension of ${commitment.code}`,
    do: () => program.ask(who.email, 'PUT', path, { decision, reason: 'Đã xem xét' }),
    note: () => {
      if (decision === 'rejected') commitment.extension = null;
      else if (isLeaders) Object.assign(extension, { decided: true, since: day });
      else
        Object.assign(commitment, { due: extension.due, version: commitment.version + 1, extension: null });
    },
  };
};

const disables: Maker = (chance, { database, world }) => {
  const who = chance.of(world.people);
  // Somebody has to be left on each side who can act.
  if (who.active && who.email.startsWith('coordinator@')) return null;
  const active = !who.active;
  return {
    what: `${who.email} is ${active ? 'enabled' : 'disabled'}`,
    do: async () => {
      await database().query('update app_user set active = $2 where email = $1', [who.email, active]);
    },
    note: () => (who.active = active),
  };
};

const wishes: Maker = (chance, { program, world, day }) => {
  const who = chance.of(world.people);
  if (!who.active) return null;
  const isPlain = who.weekly || (who.pausedUntil !== null && who.pausedUntil >= day);
  const weekly = !isPlain && chance.is(0.5);
  const pausedUntil = isPlain || weekly ? null : plusDays(day, 1 + chance.below(9));
  const body = { language: 'vi', frequency: weekly ? 'weekly' : 'daily', pausedUntil, standIn: null };
  return {
    what: `${who.email} wants mail ${weekly ? 'weekly' : 'daily'}, paused until ${pausedUntil ?? 'never'}`,
    do: () => program.ask(who.email, 'PUT', '/me/notification-settings', body),
    note: () => Object.assign(who, { weekly, pausedUntil }),
  };
};

/** Another set of rules for one agreement. Past the API while there is none. */
const changesRules: Maker = (chance, { database, world, day }) => {
  const agreement = chance.of(world.agreements);
  const rules = chance.of([shippedRules, ...ownRules]);
  const holdDays = chance.below(5);
  const codes = rules.map(({ code }) => code);
  return {
    what: `${agreement.slug} goes by ${codes.join()}, holding ${holdDays}`,
    do: async () => {
      await database().query(
        `insert into reminder_rule (code, kind, working_days, unit, then_every, recipients, active, shipped, name)
         select r.code, r.kind, r.days, r.unit, r."thenEvery", array(select jsonb_array_elements_text(r."to")), false, false,
           jsonb_build_object('vi', r.code, 'en', r.code)
         from jsonb_to_recordset($1::jsonb) as r (code text, kind text, days integer, unit text, "thenEvery" integer, "to" jsonb)
         on conflict (code) do nothing`,
        // What waits is told by the rules that are there.
        [JSON.stringify(rules.filter(({ to }) => to.length > 0))],
      );
      await database().query(
        `insert into rule_set (agreement_id, codes, hold_days, made_at) select id, $2, $3, $4 from agreement where slug = $1`,
        [agreement.slug, codes, holdDays, `${day}T07:40:00+07:00`],
      );
    },
    note: () => Object.assign(agreement, { rules, holdDays }),
  };
};

const acts: Maker[] = [
  reports,
  reports,
  saysNothingNew,
  declares,
  declares,
  confirms,
  confirms,
  confirmsPlan,
  asksExtension,
  answersExtension,
  answersExtension,
  disables,
  wishes,
  changesRules,
];
