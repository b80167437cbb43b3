import type { FastifyRequest } from 'fastify';
import { renderText } from '../web/render.js';
import { isTyped } from '../web/typed-text.js';
import { typedInto } from './sent-form.js';

/**
 * Whether a page still shows all that was typed: where the form is no longer on it, since the state is another by now, the page of
 * the problem shows the text instead. Choices and numbers are not looked for.
 */
export function showsTyped(request: FastifyRequest, page: string): boolean {
  if (!request.sentForm) return true;
  const texts = Object.entries(typedInto(request)).filter(([name, value]) => isTyped(name, value));
  const shown = withPlainLines(page);
  return texts.every(([, value]) => shown.includes(renderText(withPlainLines(value).trim())));
}

const withPlainLines = (text: string) => text.replaceAll('\r\n', '\n');
