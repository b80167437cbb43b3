import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Validator } from '@seriousme/openapi-schema-validator';
import { readTable } from './support/permission-table.js';
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
    const result = await new Validator().validate({ ...structuredClone(document) } as unknown as Record<
      string,
      unknown
    >);
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
});
