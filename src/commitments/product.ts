import { isDeepStrictEqual } from 'node:util';
import type { BilingualText } from '../platform/text.js';

/** Kinds of product: tờ trình, kế hoạch, báo cáo, quyết định, công văn, biên bản ghi nhớ, hội nghị hoặc sự kiện, khác. */
export const productKinds = [
  'submission',
  'plan',
  'report',
  'decision',
  'official_letter',
  'memorandum',
  'event',
  'other',
] as const;
export type ProductKind = (typeof productKinds)[number];

/** Characters of each of its texts: a few words. */
export const MOST_PRODUCT_TEXT = 200;

/** What a side's part is to bring about, and to whom that must go. */
export interface Product {
  kind: ProductKind;
  text: BilingualText;
  /** As the side writes it: an office or a body, also one that the tracker does not know. */
  recipient: string;
}

/** As it is kept with the side: `proposed` until a coordinator confirmed the plan with it in view; empty while none is named. */
export type KeptProduct = (Product & { proposed: boolean }) | Record<string, never>;

/** Without the mark; null while none is named. */
export function productOf(kept: KeptProduct): Product | null {
  if (!isNamed(kept)) return null;
  const { kind, text, recipient } = kept;
  return { kind, text: { vi: text.vi, en: text.en }, recipient };
}

export function isNamed(kept: KeptProduct): kept is Product & { proposed: boolean } {
  return 'kind' in kept;
}

export const isSameProduct = (one: Product | null, other: Product | null) => isDeepStrictEqual(one, other);
