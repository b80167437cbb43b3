import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { getMetadataStorage } from 'class-validator';
import { routeInputs, type RouteInput } from '../../src/platform/http/openapi-limits.js';

export type Place = 'path' | 'query' | 'body' | 'header';

export interface Field {
  place: Place;
  /** `due.precision` for a field within a field. */
  name: string;
}

export interface Target {
  /** `GET /api/v1/agreements/:slug` */
  route: string;
  method: string;
  path: string;
  isJson: boolean;
  fields: Field[];
}

const headers = ['if-match', 'authorization', 'accept-language', 'cookie', 'x-csrf-token', 'x-forwarded-for'];
const headerFields: Field[] = headers.map((name) => ({ place: 'header', name }));

/** Every route of every controller with each of its parameters, read from the decorators that the program runs by. */
export function targetsOf(app: NestFastifyApplication): Target[] {
  return routeInputs(app).map((route) => ({
    route: `${route.method} ${route.path}`,
    method: route.method,
    path: route.path,
    isJson: route.path.startsWith('/api/'),
    fields: [
      ...pathFields(route.path),
      ...inputFields(route, 'query'),
      ...inputFields(route, 'body'),
      ...headerFields,
    ],
  }));
}

function pathFields(path: string): Field[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({ place: 'path', name: name! }));
}

function inputFields(route: RouteInput, place: 'query' | 'body'): Field[] {
  const names = route[place].flatMap((input) =>
    'field' in input ? [input.field] : propertiesOf(input.type),
  );
  return names.map((name) => ({ place, name }));
}

/** The properties that a DTO validates, those of its parts too. */
export function propertiesOf(type: unknown): string[] {
  if (typeof type !== 'function' || type === Object) return [];
  const found = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  const names = [...new Set(found.map(({ propertyName }) => propertyName))];
  return names.flatMap((name) => {
    const part: unknown = Reflect.getMetadata('design:type', type.prototype as object, name);
    const within = part === type ? [] : propertiesOf(part);
    return [name, ...within.map((inner) => `${name}.${inner}`)];
  });
}
