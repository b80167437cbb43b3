import { expect } from '@jest/globals';

interface Answered {
  headers: Record<string, unknown>;
  json: unknown;
}

/** That an answer is a problem as RFC 9457 has it, with one of the statuses. */
export function problem(
  answer: Answered & ({ status: number } | { statusCode: number }),
  status: number | number[],
): void {
  const got = 'status' in answer ? answer.status : answer.statusCode;
  expect([status].flat()).toContain(got);
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  const body = typeof answer.json === 'function' ? (answer.json as () => unknown)() : answer.json;
  expect(body).toEqual({
    type: expect.any(String),
    title: expect.stringMatching(/^[A-Z][\w -]+$/),
    status: got,
    detail: expect.stringMatching(/\S/),
    instance: expect.stringMatching(/^\/api\/[^?]*$/),
    requestId: expect.stringMatching(/^[\da-f-]{36}$/),
    errors: expect.any(Array),
  });
}
