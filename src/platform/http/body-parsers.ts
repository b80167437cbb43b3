import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    takesText?: boolean;
  }
}

/** On a route that reads its body itself, YAML or JSON, as the text that it is: its faults are told by line and column. */
export const TakesText = (): MethodDecorator => RouteConfig({ takesText: true });

const YAML_TYPES = ['application/yaml', 'application/x-yaml', 'text/yaml', 'text/x-yaml'];
const JSON_TYPES = ['application/json', /^application\/[\w.-]+\+json$/];

/**
 * What bodies are read: JSON by programs, where an empty one is no body; forms on pages, where none is a form without
 * fields; YAML where a route takes text. Anything else is 415.
 * @param limitBytes above it a body is 413
 */
export function readBodies(fastify: FastifyInstance, limitBytes: number): void {
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  const options = { parseAs: 'string' as const, bodyLimit: limitBytes };
  fastify.removeAllContentTypeParsers();
  for (const type of JSON_TYPES) {
    fastify.addContentTypeParser(type, options, (request, body: string, done) => {
      if (request.routeOptions.config.takesText) done(null, body);
      else if (!isForPrograms(request)) done(unsupported());
      else if (body.trim() === '') done(null, undefined);
      else if (isTooDeep(body)) done(malformed());
      else void parseJson(request, body, done);
    });
  }
  for (const type of YAML_TYPES) {
    fastify.addContentTypeParser(type, options, (request, body: string, done) => {
      if (request.routeOptions.config.takesText) done(null, body);
      else done(unsupported());
    });
  }
  fastify.addContentTypeParser(
    'application/x-www-form-urlencoded',
    options,
    (request, body: string, done) => {
      if (isForPrograms(request)) done(unsupported());
      else done(null, Object.fromEntries(new URLSearchParams(body)));
    },
  );
  fastify.addHook('preValidation', (request, _reply, done) => {
    if (!isForPrograms(request)) request.body ??= {};
    done();
  });
}

const isForPrograms = ({ url }: FastifyRequest) => url.startsWith('/api/');

const MOST_LEVELS = 64;

/** Lists and objects in each other beyond any that we read: what walks a body would run out of stack. */
export function isTooDeep(json: string): boolean {
  let depth = 0;
  for (let at = 0; at < json.length; at += 1) {
    const sign = json[at]!;
    if (sign === '"') at = endOfString(json, at);
    else if (sign === '{' || sign === '[') depth += 1;
    else if (sign === '}' || sign === ']') depth -= 1;
    if (depth > MOST_LEVELS) return true;
  }
  return false;
}

function endOfString(json: string, start: number): number {
  for (let at = start + 1; at < json.length; at += 1) {
    if (json[at] === '\\') at += 1;
    else if (json[at] === '"') return at;
  }
  return json.length;
}

function malformed(): Error {
  return Object.assign(new Error('Bad Request'), { statusCode: 400 });
}

function unsupported(): Error {
  return Object.assign(new Error('Unsupported Media Type'), { statusCode: 415 });
}
