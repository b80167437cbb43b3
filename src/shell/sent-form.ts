import type { FastifyRequest } from 'fastify';
import { formValues, type FormValues } from '../platform/http/forms.js';
import { isSecret } from '../platform/http/secret-fields.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** On a route that takes a form: what is known of the one that was sent. */
    sentForm?: SentForm;
    /** The form is to be shown with what was typed, and nothing done: with which status. */
    showsOnly?: number;
  }
}

export interface SentForm {
  /** The page on which the form stands, as its route is written. */
  page: string;
  /** The account for which the form's page was made, as its token says; null for pages of people who are not signed in. */
  by: number | null;
  token: string;
  /** It was typed by another account than the one that is signed in now: nothing of it is shown. */
  isOfAnother: boolean;
  /** It was read to its end: false where it is too large, and nothing of it is known. */
  isRead: boolean;
}

/** The field that asks for a form to be shown with what was typed, not to be acted on. */
export const SHOWN_FIELD = '_shown';

/** The field with a form that was sent before, sealed. */
export const KEPT_FIELD = 'kept';

/** What a form has of the program, beside what somebody typed. */
const fieldsOfOurs: ReadonlySet<string> = new Set([KEPT_FIELD, '_csrf', SHOWN_FIELD]);

/** What was typed into a form, as far as it may be shown again and carried. */
export function typedInto({ body }: Pick<FastifyRequest, 'body'>): FormValues {
  return Object.fromEntries(Object.entries(formValues(body)).filter(([name]) => isCarried(name)));
}

const isCarried = (name: string) => !isSecret(name) && !fieldsOfOurs.has(name);

/** Whether something that was sent has to be typed again. */
export function hadSecrets({ body }: Pick<FastifyRequest, 'body'>): boolean {
  return Object.keys(formValues(body)).some(isSecret);
}

/** The address of a route with the parts that the request's own address has. */
export function addressOn(request: FastifyRequest, route: string): string {
  const params = (request.params ?? {}) as Record<string, string>;
  return route.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
}

/** Where the form is sent to, without what stands behind a question mark. */
export const pathOf = ({ url }: FastifyRequest): string => url.split('?')[0]!;
