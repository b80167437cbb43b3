import { defineEntity, p } from '@mikro-orm/core';
import type { BilingualText } from '../../platform/text.js';

const SideNoteSchema = defineEntity({
  name: 'SideNote',
  tableName: 'side_note',
  properties: {
    id: p.bigint('number').primary(),
    commitmentId: p.integer(),
    sideId: p.integer(),
    userId: p.integer().nullable(),
    author: p.json().$type<BilingualText>(),
    at: p.datetime(),
    text: p.text(),
    withdrawnAt: p.datetime().nullable(),
    withdrawnBy: p.integer().nullable(),
  },
});

/** An internal note: for the people of one side only. Never changed; its author or the side's coordinator can withdraw it. */
export class SideNote extends SideNoteSchema.class {
  /** @returns whether anything changed */
  withdraw(userId: number | null, at: Date): boolean {
    if (this.withdrawnAt) return false;
    this.withdrawnAt = at;
    this.withdrawnBy = userId;
    return true;
  }
}
SideNoteSchema.setClass(SideNote);
