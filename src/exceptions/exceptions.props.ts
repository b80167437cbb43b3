import { exceptionsHref } from '../web/links.js';
import type { Frame } from '../web/frame.js';
import type { Waiting } from '../my-work/work-counts.js';
import { listQuery } from '../commitments/parts/links.js';
import { askedFor, type DaysAsked } from '../commitments/read/days.js';
import type { FormFaults } from '../platform/http/forms.js';
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
  /** The days as they were asked for, and what is wrong with them. */
  asked: { typed: DaysAsked; faults: FormFaults };
}

/** For links of a page of other days, which ask for the same. */
export function daysOf({ exceptions, frame: { today } }: ExceptionsProps): DaysAsked {
  return askedFor(exceptions, today);
}

/** This page, of the same days or of others, narrowed or further on. */
export function hereHref(
  props: ExceptionsProps,
  asked: Narrowed & { cursor?: string } = {},
  { place = '', days = daysOf(props) }: { place?: string; days?: DaysAsked } = {},
): string {
  const query = hereQuery(props, asked, days);
  return exceptionsHref(props.slug, `${query && `?${query}`}${place}`);
}

/** The same without the address. */
export function hereQuery(
  props: ExceptionsProps,
  { holder, only, cursor }: Narrowed & { cursor?: string },
  days = daysOf(props),
): string {
  const parameters = new URLSearchParams(listQuery(days));
  for (const [name, value] of Object.entries({ holder, only, cursor }))
    if (value) parameters.set(name, value);
  return parameters.toString();
}

/** The groups, in their order, by their place on the page. */
export const places = { own: 'cho-quyet-dinh', overdue: 'qua-han', waiting: 'cho-qua-muc' } as const;
