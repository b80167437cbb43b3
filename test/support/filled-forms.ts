import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { isSecret } from '../../src/platform/http/secret-fields.js';
import { changeExampleOf, formExamples } from './form-examples.js';
import { sendForm } from './form.js';
import { exampleOf, requestOf } from './route-walk.js';
import type { RouteWorld } from './route-world.js';

/** A form as somebody has filled it in, in a session that he may do without. */
export interface FilledIn {
  who: string | null;
  url: string;
  /** What was typed, by its field. */
  texts: Record<string, string>;
  /** The form's token, of the session in which its page was opened. */
  token: string;
  /** It says what it is based on. */
  isBased: boolean;
  cookieOf?: string | null;
  /** @param cookie of who sends it now; null for nobody */
  send(
    cookie: string | null,
    app?: NestFastifyApplication,
    others?: Record<string, string>,
  ): ReturnType<typeof sendForm>;
}

/** @param secret what stands in passwords and codes */
export async function filledForm(world: RouteWorld, route: string, secret: string): Promise<FilledIn> {
  const { who, texts: names, as, fields: more } = formExamples[route]!;
  const example = as === 'change' ? await changeExampleOf(world, route) : await exampleOf(world, route, who);
  const { url } = await requestOf(world, route, example, who);
  const body = Buffer.isBuffer(example.body) ? {} : example.body;
  const sent = Object.entries({ ...body, ...more }).map(([name, value]) => [
    name,
    isSecret(name) ? secret : String(value),
  ]);
  const texts = Object.fromEntries(names.map((name) => [name, textFor(route, name)]));
  const token = who === null ? '' : (await world.session(who)).csrf;
  const fields = { ...(Object.fromEntries(sent) as Record<string, string>), ...texts, _csrf: token };
  return {
    who,
    url: url as string,
    texts,
    token,
    isBased: 'version' in fields || 'basis' in fields,
    send: (cookie, app = world.program.app, others = {}) =>
      sendForm(app, url as string, { ...fields, ...others }, cookie === null ? {} : { cookie }),
  };
}

/** With what has to be written otherwise in a page. */
function textFor(route: string, field: string): string {
  const of = `${route.length}${field}`;
  return field === 'email' ? `dau-vet-${of}@hanoi.example` : `Dấu vết ${of} <b>& "trong ngoặc"`;
}

/** Whether a page has a field of this name with just this text in it. */
export function showsIn(page: string, field: string, text: string): boolean {
  const areas = [...page.matchAll(/<textarea([^>]*)>([\s\S]*?)<\/textarea>/g)].map(([, head, value]) => ({
    head: head!,
    value: value!,
  }));
  const inputs = [...page.matchAll(/<input((?:"[^"]*"|[^">])*)>/g)].map(([, head]) => ({
    head: head!,
    value: /\svalue="([^"]*)"/.exec(head!)?.[1] ?? '',
  }));
  return [...areas, ...inputs].some(
    ({ head, value }) => head.includes(`name="${field}"`) && plain(value).trim() === text.trim(),
  );
}

/** Whether it stands anywhere in the page. */
export const readsAs = (page: string, text: string) => plain(page).includes(text);

const plain = (html: string) =>
  html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
