import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Validator } from '@seriousme/openapi-schema-validator';
import { readTable } from './support/permission-table.js';
import { targetsOf, type Field, type Target } from './fuzz/targets.js';
import { startApp } from './support/app.js';

describe('the API’s own description', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let document: OpenAPIObject;

  beforeAll(async () => {
    program = await startApp();
    const answer = await program.ask(null, 'GET', '/api/openapi.json');
    document = answer.json as OpenAPIObject;
  });
  afterAll(() => program.stop());

  it('is a valid OpenAPI 3.1 document', async () => {
    const result = await new Validator().validate({ ...structuredClone(document) });
    expect(result.errors ?? []).toEqual([]);
    expect(document.openapi).toBe('3.1.0');
  });

  it('uses no 3.0 keyword that 3.1 has dropped', () => {
    expect(JSON.stringify(document.components)).not.toMatch(/"nullable":/);
  });

  it('names every route that docs/permissions.md has a row for', () => {
    const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
    );
    const known = readTable().flatMap(({ route }) => {
      const [method, path] = route.split(' ') as [string, string];
      return path.startsWith('/api/v1/')
        ? [`${method} ${path.replace('/api/v1', '').replace(/:(\w+)/g, '{$1}')}`]
        : [];
    });
    expect(routes.sort()).toEqual(known.sort());
  });

  it('shows the page to read it under a policy of its own, and only there', async () => {
    const page = await program.ask(null, 'GET', '/api/docs');
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toContain("style-src 'self' 'unsafe-inline'");
    const other = await program.ask(null, 'GET', '/dang-nhap');
    expect(other.headers['content-security-policy']).not.toContain('unsafe');
  });

  describe('each parameter that the program reads', () => {
    /** The schema by which the document describes a field; undefined where it does not. */
    const schemaOf = ({ method, path }: Target, { place, name }: Field): Schema | undefined => {
      const operation = (document.paths[path.replace(/:(\w+)/g, '{$1}')] as Record<string, Operation>)[
        method.toLowerCase()
      ];
      if (place !== 'body')
        return operation?.parameters?.find((each) => each.in === place && each.name === name)?.schema;
      const whole = operation?.requestBody?.content['application/json']?.schema;
      return name
        .split('.')
        .reduce<Schema | undefined>((schema, part) => resolved(schema)?.properties?.[part], whole);
    };
    const resolved = (schema: Schema | undefined): Schema | undefined => {
      const ref = schema?.$ref ?? schema?.allOf?.[0]?.$ref;
      return ref ? (document.components!.schemas![ref.split('/').at(-1)!] as Schema) : schema;
    };
    /** What a client must know to stay within them. */
    const hasLimits = (schema: Schema): boolean => {
      if (schema.enum || schema.oneOf || schema.properties || schema.type === 'boolean') return true;
      if (schema.type === 'string') return Boolean(schema.format || schema.maxLength || schema.pattern);
      if (schema.type === 'array') return hasLimits(schema.items ?? {});
      return schema.type === 'integer' && schema.minimum !== undefined && schema.maximum !== undefined;
    };
    const fields = () =>
      targetsOf(program.app)
        .filter(({ isJson }) => isJson)
        .flatMap((target) =>
          target.fields
            .filter(({ place }) => place !== 'header')
            .map((field) => ({
              name: `${target.route} ${field.place} ${field.name}`,
              schema: schemaOf(target, field),
            })),
        );

    it('is in it', () => {
      expect(fields().length).toBeGreaterThan(50);
      expect(fields().flatMap(({ name, schema }) => (schema ? [] : [name]))).toEqual([]);
    });

    it('is there with its limits: choices, a format, a pattern, a length or a range', () => {
      const loose = fields().filter(({ schema }) => schema && !hasLimits(resolved(schema)!));
      expect(loose.map(({ name, schema }) => `${name}: ${JSON.stringify(schema)}`)).toEqual([]);
    });
  });
});

interface Schema {
  type?: string;
  enum?: unknown[];
  oneOf?: unknown[];
  allOf?: Schema[];
  $ref?: string;
  format?: string;
  pattern?: string;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
}

interface Operation {
  parameters?: { in: string; name: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}
