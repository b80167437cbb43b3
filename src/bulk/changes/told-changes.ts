import type { PendingEvent } from '../../commitments/change/write.js';
import type { EventKind } from '../../commitments/commitment.types.js';
import type { BilingualText } from '../../platform/text.js';
import type { BulkChange, BulkField } from '../bulk.types.js';

const fields: Partial<Record<EventKind, BulkField>> = {
  lead_changed: 'lead_body',
  cooperating_changed: 'cooperating_bodies',
  plan_confirmed: 'plan',
  deadline_agreed: 'due',
  extension_requested: 'proposed_due',
};

/** What a row will say instead of what it says now: from the events that the change notes. */
export function changesOf(events: readonly PendingEvent[]): BulkChange[] {
  return events.flatMap(({ kind, data }) => {
    const field = fields[kind];
    if (!field) return [];
    if (field === 'plan') return { field, ...confirmed };
    return { field, from: textOf(data.from), to: textOf(data.to) };
  });
}

const confirmed = {
  from: { vi: 'chưa xác nhận', en: 'not confirmed' },
  to: { vi: 'đã xác nhận', en: 'confirmed' },
};

/** A text, or the names of several bodies. */
function textOf(value: unknown): BilingualText | null {
  if (!Array.isArray(value)) return (value as BilingualText | undefined) ?? null;
  const names = value as BilingualText[];
  if (names.length === 0) return { vi: 'không có', en: 'none' };
  return { vi: names.map(({ vi }) => vi).join(', '), en: names.map(({ en }) => en).join(', ') };
}
