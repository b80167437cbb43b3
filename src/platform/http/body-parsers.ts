import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { textOf, type BodyLimit } from './body-text.js';
import { isForPrograms } from './one-address.js';
import { isTooMuchForm, isTooMuchJson, tooMuch } from './too-much.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    takesText?: boolean;
    strangersBytes?: number;
  }
  interface FastifyRequest {
    /** Reads what is on its way, once it is known who sends it. */
    unread?: (limit: BodyLimit) => Promise<unknown>;
  }
}

/** On a route that reads its body itself, YAML or JSON, as the text that it is: its faults are told by line and column. */
export const TakesText = (): MethodDecorator => RouteConfig({ takesText: true });

/** On a route where people who are not signed in write more than an address and a password. @param text of the longest, in bytes of UTF-8 */
export const TakesLongForm = (text: number): MethodDecorator =>
  RouteConfig({ strangersBytes: 3 * text + AROUND_TEXT_BYTES });

const YAML_TYPES = ['application/yaml', 'application/x-yaml', 'text/yaml', 'text/x-yaml'];
const JSON_TYPES = ['application/json', /^application\/[\w.-]+\+json$/];
const FORM_TYPES = ['application/x-www-form-urlencoded'];

const SIGNED_IN_BYTES = 1_048_576;
/** Whoever has not signed in has nothing longer to send than a form with an address and a password. */
const STRANGERS_BYTES = 65_536;
/** Names of fields, and what a form has of the program. */
const AROUND_TEXT_BYTES = 16_384;
/** Whoever was signed in when the form was opened may still hand in its text: 256 KiB, each byte sent as three, and what is around it. */
const KEPT_BYTES = 802_816;

/**
 * What bodies are read: JSON by programs, where an empty one is no body; forms on pages, where none is a form without
 * fields; YAML where a route takes text. Anything else is 415; more parts than any of ours has is 400, before it is read.
 * Nothing of a body is read here: `readBody` does, once its sender has been let in.
 */
export function readBodies(fastify: FastifyInstance): void {
  const take = (types: (string | RegExp)[], mayBeSent: (request: FastifyRequest) => boolean, read: Read) => {
    for (const type of types)
      fastify.addContentTypeParser(type, (request: FastifyRequest, payload: Readable, done) => {
        if (!mayBeSent(request)) return done(unsupported());
        request.unread = async (limit) =>
          read(await textOf(payload, request.headers['content-length'], limit), request);
        done(null, undefined);
      });
  };
  fastify.removeAllContentTypeParsers();
  const readJson = jsonReader(fastify);
  take(JSON_TYPES, isForPrograms, (text, request) => (takesText(request) ? text : readJson(text, request)));
  take(YAML_TYPES, takesText, (text) => text);
  take(FORM_TYPES, (request) => !isForPrograms(request), readForm);
  // After all that sets headers on every answer.
  fastify.addHook('preParsing', (request, _reply, payload, done) => {
    const at = request.url.indexOf('?');
    if (at >= 0 && isTooMuchForm(request.url.slice(at + 1))) done(tooMuch());
    else done(null, payload);
  });
  fastify.addHook('preValidation', (request, _reply, done) => {
    if (!isForPrograms(request)) request.body ??= {};
    done();
  });
}

/**
 * What was sent becomes the request's body. Nothing is kept of what is too large.
 * @param isOurs of a form whose sender is not signed in (any more): does its token say that its page was made for an account?
 */
export async function readBody(
  request: FastifyRequest,
  isSignedIn: boolean,
  isOurs: (token: string) => boolean,
): Promise<void> {
  const { unread } = request;
  if (!unread) return;
  request.unread = undefined;
  const bytes = request.routeOptions.config.strangersBytes ?? STRANGERS_BYTES;
  const more = (head: string) => (isOurs(tokenIn(head)) ? KEPT_BYTES : bytes);
  const ofStrangers = isForPrograms(request) ? { bytes } : { bytes, more };
  request.body = await unread(isSignedIn ? { bytes: SIGNED_IN_BYTES } : ofStrangers);
}

const tokenIn = (head: string) =>
  new URLSearchParams(/(?:^|&)(_csrf=[^&]*)/.exec(head)?.[1]).get('_csrf') ?? '';

const takesText = ({ routeOptions }: FastifyRequest) => routeOptions.config.takesText === true;

type Read = (text: string, request: FastifyRequest) => unknown;

function jsonReader(fastify: FastifyInstance): Read {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  return (text, request) => {
    if (text.trim() === '') return undefined;
    if (isTooMuchJson(text)) throw tooMuch();
    let parsed: unknown;
    void parse(request, text, (error, value) => {
      if (error) throw error;
      parsed = value;
    });
    return parsed;
  };
}

const readForm: Read = (text) => {
  if (isTooMuchForm(text)) throw tooMuch();
  return Object.fromEntries(new URLSearchParams(text));
};

function unsupported(): Error {
  return Object.assign(new Error('Unsupported Media Type'), { statusCode: 415 });
}
