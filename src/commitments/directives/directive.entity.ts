import { defineEntity, p } from '@mikro-orm/core';
import type { Day } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';
import type { DirectiveAddressee, DirectiveKind, DirectiveState } from './directive.types.js';

const DirectiveSchema = defineEntity({
  name: 'Directive',
  tableName: 'directive',
  properties: {
    /** At random: it does not tell how many there are. */
    id: p.integer().primary().autoincrement(false).defaultRaw('free_directive_id()'),
    agreementId: p.integer(),
    commitmentId: p.integer(),
    /** Of the leader who gives it. */
    sideId: p.integer(),
    aboutSideId: p.integer(),
    kind: p.text().$type<DirectiveKind>(),
    addressee: p.text().$type<DirectiveAddressee>(),
    text: p.text(),
    answerBy: p.date().$type<Day>(),
    userId: p.integer().nullable(),
    /** Whoever wrote it in that account's place. */
    standInId: p.integer().nullable(),
    author: p.json().$type<BilingualText>(),
    at: p.datetime(),
    day: p.date().$type<Day>(),
    illustrative: p.boolean().default(false),
  },
});

/** What a leader directs on a commitment, to be answered by his own side. Never changed. */
export class Directive extends DirectiveSchema.class {}
DirectiveSchema.setClass(Directive);

const DirectiveOutcomeSchema = defineEntity({
  name: 'DirectiveOutcome',
  tableName: 'directive_outcome',
  properties: {
    directiveId: p.integer().primary().autoincrement(false),
    agreementId: p.integer(),
    kind: p.text().$type<Exclude<DirectiveState, 'open'>>(),
    text: p.text().nullable(),
    userId: p.integer().nullable(),
    author: p.json().$type<BilingualText | null>().nullable(),
    at: p.datetime(),
    updateId: p.bigint('number').nullable(),
    evidenceId: p.integer().nullable(),
    requestId: p.integer().nullable(),
    illustrative: p.boolean().default(false),
  },
});

/** What became of a directive: answered, withdrawn, or ended with its commitment. There is one at most. */
export class DirectiveOutcome extends DirectiveOutcomeSchema.class {
  /** By the same account in the same words: sent twice. */
  isSame(other: Pick<DirectiveOutcome, 'kind' | 'userId' | 'text'>): boolean {
    return this.kind === other.kind && this.userId === other.userId && this.text === other.text;
  }
}
DirectiveOutcomeSchema.setClass(DirectiveOutcome);
