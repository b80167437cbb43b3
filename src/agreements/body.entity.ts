import { defineEntity, p } from '@mikro-orm/core';
import type { Day } from '../platform/clock.js';
import type { BilingualText } from '../platform/text.js';

export const bodyKinds = [
  'party_office',
  'party_board',
  'inspection_commission',
  'front',
  'organisation',
  'school',
  'department',
  'unit',
  'management_board',
  'broadcaster',
  'military',
  'police',
] as const;

const BodySchema = defineEntity({
  name: 'Body',
  tableName: 'body',
  properties: {
    id: p.integer().primary(),
    partyId: p.integer(),
    code: p.text(),
    kind: p.text(),
    name: p.json().$type<BilingualText>(),
    short: p.json().$type<BilingualText>(),
    parentId: p.integer().nullable(),
    firstDay: p.date().nullable(),
    lastDay: p.date().nullable(),
    successorId: p.integer().nullable(),
    /** When an administrator last changed it: from then on, agreement files no longer do. */
    editedAt: p.datetime().nullable(),
  },
});

/** A department, board or office of one side. It exists from its first to its last day, and may have a successor. */
export class Body extends BodySchema.class {
  existsOn(day: Day): boolean {
    return (!this.firstDay || this.firstDay <= day) && (!this.lastDay || day <= this.lastDay);
  }
}
BodySchema.setClass(Body);
