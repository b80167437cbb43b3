import type { EventKind } from '../commitments/commitment.types.js';

/** A program elsewhere that is told of what happens. */
export interface WebhookItem {
  id: number;
  url: string;
  /** The slug of the one agreement of whose commitments it is told; null for all. */
  agreement: string | null;
  active: boolean;
  createdAt: string;
  /** Since when nothing could be delivered; null where the last try went through, or none was made. */
  failingSince: string | null;
  /** When it was switched off because nothing had been delivered for days; null otherwise. */
  givenUpAt: string | null;
  /** What waits to be delivered. */
  waiting: number;
}

export interface NewWebhook extends WebhookItem {
  /** `whsec_…`: shown once. */
  secret: string;
}

export const deliveryStatuses = ['waiting', 'delivered', 'failed'] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** Why a try did not go through. */
export const deliveryReasons = [
  'status',
  'redirect',
  'refused_address',
  'not_found',
  'timeout',
  'connection',
  'tls',
  'secret_lost',
  'switched_off',
] as const;
export type DeliveryReason = (typeof deliveryReasons)[number];

export interface DeliveryItem {
  id: number;
  /** The commitment's code, and what happened; null for a test. */
  commitment: string | null;
  kind: EventKind | null;
  createdAt: string;
  status: DeliveryStatus;
  attempts: number;
  attemptedAt: string | null;
  /** What the receiver answered last; null where it did not. */
  answer: number | null;
  reason: DeliveryReason | null;
  /** Of one that waits. */
  nextAttemptAt: string | null;
}

export interface DeliveryPage {
  /** Newest first. */
  items: DeliveryItem[];
  nextCursor: string | null;
}
