import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import type { RequestScope } from '../../identity/scope.js';
import type { TimelineItem } from '../../web/components/timeline.js';
import type { CommitmentPageProps } from './commitment-page.types.js';

/**
 * The sections of a commitment's page, in their order. A wing adds its name here and a folder of its own, whose section
 * registers itself under that name; rooms above this one do so too.
 */
const order = [
  'amendments',
  'submitted',
  'completion',
  'extensions',
  'forecast',
  'undated',
  'matters',
  'questions',
  'directives',
  'plan',
  'return',
  'indicators',
  'contributions',
  'reports',
  'evidence',
  'clauses',
  'reminders',
  'chases',
  'notes',
] as const;

export type SectionName = (typeof order)[number];

/** A line of the timeline, with the instant by which it is placed. */
export type Moment = TimelineItem & { order: number; run?: Run };

/** What repeats: several of one kind with nothing else between them stand in one row. */
export interface Run {
  kind: string;
  /** Of the row: `16 lần đôn đốc`. */
  text: (moments: Moment[]) => string;
}

/** What a section brings to the page; whatever it leaves out, it has not. */
export interface SectionParts {
  /** What waits for the viewer: above everything else. */
  act?: VNode | null;
  /** As wide as the two sides. */
  wide?: VNode | null;
  /** In the narrow column of facts. */
  facts?: VNode | null;
  /** What happened. */
  moments?: Moment[];
  /** What is planned. */
  planned?: TimelineItem[];
}

export interface SectionPage extends CommitmentPageProps {
  scope: RequestScope;
}

export interface CommitmentSection {
  parts(page: SectionPage): SectionParts | Promise<SectionParts>;
}

@Injectable()
export class CommitmentSections {
  private readonly sections = new Map<SectionName, CommitmentSection>();

  register(name: SectionName, section: CommitmentSection): void {
    this.sections.set(name, section);
  }

  of(page: SectionPage): Promise<SectionParts[]> {
    return Promise.all(order.map(async (name) => this.sections.get(name)?.parts(page) ?? {}));
  }
}
