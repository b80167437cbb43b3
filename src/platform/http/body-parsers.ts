import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { isForPrograms } from './one-address.js';
import { isTooMuchForm, isTooMuchJson, tooMuch } from './too-much.js';

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
 * fields; YAML where a route takes text. Anything else is 415; more parts than any of ours has is 400, before it is read.
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
      else if (isTooMuchJson(body)) done(tooMuch());
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
      else if (isTooMuchForm(body)) done(tooMuch());
      else done(null, Object.fromEntries(new URLSearchParams(body)));
    },
  );
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

function unsupported(): Error {
  return Object.assign(new Error('Unsupported Media Type'), { statusCode: 415 });
}
