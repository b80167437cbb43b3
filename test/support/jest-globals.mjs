/**
 * What `@jest/globals` offers, where suites run in bare Node. Their runner knows no limits of time: these are kept here, so
 * that what never ends fails by its name and the rest of the run goes on.
 */
import { url as debuggedAt } from 'node:inspector';
import { setImmediate as turn } from 'node:timers/promises';

const { describe, expect, unasked } = globalThis;
export { describe, expect };

/** What a test or a hook may take, in milliseconds, unless it or its suite says otherwise. */
let usualMs = 300_000;
export const jest = {
  ...globalThis.jest,
  setTimeout: (ms) => {
    usualMs = ms;
  },
};

export const beforeAll = hook('beforeAll');
export const beforeEach = hook('beforeEach');
export const afterEach = hook('afterEach');
export const afterAll = hook('afterAll');

export const it = Object.assign((name, test, ms) => globalThis.it(name, limited(test, name, ms)), {
  each:
    (...table) =>
    (name, test, ms) =>
      globalThis.it.each(...table)(name, limited(test, name, ms)),
  skip: globalThis.it.skip,
  only: (name, test, ms) => globalThis.it.only(name, limited(test, name, ms)),
});

function hook(name) {
  return (work, ms) => globalThis[name](limited(work, name, ms));
}

function limited(work, name, ms = usualMs) {
  // Whoever debugs takes as long as it takes.
  if (debuggedAt()) return (...given) => work(...given);
  return async (...given) => {
    const { promise: late, reject } = Promise.withResolvers();
    const timer = setTimeout(() => reject(new Error(`${name}: not done within ${ms} ms`)), ms);
    try {
      await Promise.race([work(...given), late]);
      await turn();
      for (const [promise, reason] of unasked) {
        unasked.delete(promise);
        throw reason;
      }
    } finally {
      clearTimeout(timer);
    }
  };
}
