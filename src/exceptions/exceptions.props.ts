import type { Day } from '../platform/clock.js';
import { exceptionsHref } from '../web/links.js';
import type { Frame } from '../web/frame.js';
import type { Waiting } from '../my-work/work-counts.js';
import { listQuery } from '../commitments/parts/links.js';
import type { ExceptionsDto } from './exceptions.dto.js';
import type { ExceptionPage } from './exceptions.types.js';

type Narrowed = Pick<ExceptionsDto, 'holder' | 'only'>;

export interface ExceptionsProps {
  frame: Frame;
  slug: string;
  exceptions: ExceptionPage;
  /** For the reader, today: what else is to be decided. */
  waiting: Waiting;
  query: Narrowed;
}

/** For links of a page of another day, which ask for the same day. */
export function daysOf({
  exceptions: { asOf, knownAt },
  frame: { today },
}: ExceptionsProps): Partial<Record<'asOf' | 'knownAt', Day>> {
  return { ...(asOf === today ? {} : { asOf }), ...(knownAt === today ? {} : { knownAt }) };
}

/** This page, of the same day, narrowed or further on. */
export function hereHref(
  props: ExceptionsProps,
  asked: Narrowed & { cursor?: string } = {},
  place = '',
): string {
  const { holder, only, cursor } = asked;
  const parameters = new URLSearchParams(listQuery(daysOf(props)));
  for (const [name, value] of Object.entries({ holder, only, cursor }))
    if (value) parameters.set(name, value);
  return exceptionsHref(props.slug, `${parameters.size > 0 ? `?${parameters}` : ''}${place}`);
}

/** The groups, in their order, by their place on the page. */
export const places = { own: 'cho-quyet-dinh', overdue: 'qua-han', waiting: 'cho-qua-muc' } as const;
