import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { getMetadataStorage } from 'class-validator';
import { MAX_PATH_PART } from './limits.js';

type Schema = Record<string, unknown>;
type Class = abstract new (...args: never[]) => unknown;

/** A route with the classes that its input has to fit. */
export interface RouteInput {
  method: string;
  /** `/api/v1/agreements/:slug` */
  path: string;
  body: Input[];
  query: Input[];
}

/** A class, or a single field by its name. */
type Input = { type: Class } | { field: string };

/** As the decorators say it by which the program runs. */
export function routeInputs(app: NestFastifyApplication): RouteInput[] {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [
    ...module.controllers.values(),
  ]);
  return controllers.flatMap(({ metatype, instance }) =>
    new MetadataScanner().getAllMethodNames(Object.getPrototypeOf(instance)).flatMap((name) => {
      const handler = (instance as Record<string, () => void>)[name]!;
      const own: string | undefined = Reflect.getMetadata(PATH_METADATA, handler);
      if (own === undefined) return [];
      const base: string = Reflect.getMetadata(PATH_METADATA, metatype!);
      const parts = [base, own].map((part) => part.replace(/^\/|\/$/g, '')).filter(Boolean);
      const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler)]!;
      const inputs = (kind: number) => inputsOf(metatype as object, instance, name, kind);
      return [{ method, path: `/${parts.join('/')}`, body: inputs(BODY), query: inputs(QUERY) }];
    }),
  );
}

const BODY = 3;
const QUERY = 4;

function inputsOf(controller: object, instance: object, handler: string, kind: number): Input[] {
  const given: Record<string, { index: number; data?: string }> =
    Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handler) ?? {};
  const types: unknown[] = Reflect.getMetadata('design:paramtypes', instance, handler) ?? [];
  return Object.entries(given).flatMap(([key, { index, data }]): Input[] => {
    if (Number(key.split(':')[0]) !== kind) return [];
    if (data !== undefined) return [{ field: data }];
    const type = types[index];
    return typeof type === 'function' && type !== Object ? [{ type: type as Class }] : [];
  });
}

/** What each property of a class is checked for, in the words of JSON Schema. */
export function limitsOf(type: Class): Map<string, Schema> {
  const limits = new Map<string, Schema>();
  for (const { propertyName, name = '', constraints = [] } of rulesOf(type)) {
    const rule = wording[name]?.(constraints) ?? {};
    limits.set(propertyName, { ...limits.get(propertyName), ...rule });
  }
  return limits;
}

function rulesOf(type: Class) {
  return getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
}

const wording: Record<string, ((constraints: unknown[]) => Schema) | undefined> = {
  isInt: () => ({ type: 'integer' }),
  min: ([minimum]) => ({ minimum }),
  max: ([maximum]) => ({ maximum }),
  minLength: ([minLength]) => ({ minLength }),
  maxLength: ([maxLength]) => ({ maxLength }),
  plainText: ([maxLength]) => ({ maxLength }),
  matches: ([pattern]) => (pattern instanceof RegExp ? { pattern: pattern.source } : {}),
  isIn: ([choices]) => (Array.isArray(choices) ? { enum: choices } : {}),
  isEmail: () => ({ format: 'email' }),
  day: () => ({ type: 'string', format: 'date' }),
};

/** Writes into the document what input is checked for, so that both cannot come apart. */
export function addLimits(document: OpenAPIObject, app: NestFastifyApplication): void {
  const schemas = (document.components?.schemas ?? {}) as Record<
    string,
    { properties?: Record<string, Schema> }
  >;
  for (const { method, path, body, query } of routeInputs(app)) {
    for (const input of body) if ('type' in input) describe(input.type, schemas);
    const route = document.paths[path.replace(/:(\w+)/g, '{$1}')] as Record<string, Operation> | undefined;
    const limits = query.flatMap((input) => ('type' in input ? [...limitsOf(input.type)] : []));
    const parameters = ((route?.[method.toLowerCase()] ?? {}).parameters ??= []);
    // The agreement is read with who asks; the handler need not name its part of the address.
    for (const [, name = ''] of path.matchAll(/:(\w+)/g))
      if (!parameters.some((one) => one.in === 'path' && one.name === name))
        parameters.unshift({ in: 'path', name, required: true, schema: { type: 'string' } });
    for (const parameter of parameters) {
      const own =
        parameter.in === 'path' ? pathLimits(parameter.schema) : new Map(limits).get(parameter.name);
      Object.assign(parameter.schema, {
        ...own,
        ...withoutType(parameter.schema),
        type: own?.type ?? parameter.schema.type,
      });
    }
  }
}

interface Operation {
  parameters?: { in: string; name: string; required?: boolean; schema: Schema }[];
}

function describe(type: Class, schemas: Record<string, { properties?: Record<string, Schema> }>): void {
  for (const [name, limits] of limitsOf(type)) {
    const part: unknown = Reflect.getMetadata('design:type', type.prototype as object, name);
    if (typeof part === 'function' && part !== type && rulesOf(part as Class).length > 0)
      describe(part as Class, schemas);
    const schema = schemas[type.name]?.properties?.[name];
    if (!schema || '$ref' in schema || 'allOf' in schema || 'oneOf' in schema) continue;
    Object.assign(schema, { ...limits, ...withoutType(schema), type: limits.type ?? schema.type });
  }
}

function withoutType({ type: _type, ...rest }: Schema): Schema {
  return rest;
}

/** Ids are rows'; every other part is a text that the router takes. */
function pathLimits({ type }: Schema): Schema {
  if (type === 'number' || type === 'integer') return { type: 'integer', minimum: 1, maximum: 2_147_483_647 };
  return { type: 'string', maxLength: MAX_PATH_PART };
}
