import type { Day } from '../platform/clock.js';
import type { BilingualText, Language } from '../platform/text.js';
import type { NamedCode } from '../commitments/commitment.types.js';
import type { IssueItem } from './issue/issue.types.js';
import type { DocumentFormat } from './render/model.js';

/** What is made of the state of an agreement. */
export const madeKinds = ['report', 'joint_report', 'reminder_letter', 'annex'] as const;
export type MadeKind = (typeof madeKinds)[number];

/** What may be asked for: the last two come with meetings. */
export const documentKinds = [...madeKinds, 'minutes', 'conclusions'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** For the committees, by bodies; or for a side's own use, with the posts that reported. */
export const editions = ['committees', 'internal'] as const;
export type Edition = (typeof editions)[number];

/** Why what is made of an office's template has no PDF. */
export const noPdfReasons = ['not_installed', 'failed'] as const;
export type NoPdf = (typeof noPdfReasons)[number];

export const documentStatuses = ['waiting', 'making', 'done', 'failed'] as const;
export type DocumentStatus = (typeof documentStatuses)[number];

/** What somebody asks for. */
export interface DocumentAsked {
  kind: DocumentKind;
  /** Code of the side whose document it is; of an annex, left out for that of all. */
  party?: string;
  /** A period that is closed, or a day: one of the two. */
  period?: string;
  day?: Day;
  /** Code of the body to which a letter goes. */
  body?: string;
  edition: Edition;
  language: Language;
}

export interface DocumentFile {
  format: DocumentFormat;
  href: string;
  /** In hexadecimal. */
  sha256: string;
  size: number;
}

export interface DocumentItem {
  id: number;
  kind: MadeKind;
  /** Null for what is of all sides. */
  party: string | null;
  body: NamedCode | null;
  edition: Edition;
  language: Language;
  /** Of the period whose figures it has, with the code under which they are frozen; null where it is of a day. */
  period: string | null;
  code: string | null;
  day: Day;
  /** 1 for the first of its kind about this state, then one more each time. */
  version: number;
  /** By which measures it is laid out. */
  layout: string;
  /** Version of the office's template that it is made of; null for the shipped layout. */
  template: number | null;
  noPdf: NoPdf | null;
  status: DocumentStatus;
  /** 0–100 */
  progress: number;
  /** Why it could not be made; null otherwise. */
  fault: BilingualText | null;
  askedAt: string;
  askedBy: BilingualText;
  /** Empty until it is done. */
  files: DocumentFile[];
  /** Its issue and the corrections of it, the one that holds first; empty until it is issued. */
  issues: IssueItem[];
  /** The last version of the same document that is made, where it is a later one. */
  newer: { id: number; version: number } | null;
}
