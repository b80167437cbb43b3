import { describe, it } from '@jest/globals';
import { isCi, redisForTests } from './redis.js';

/** A describe whose tests need Redis: skipped with the reason where there is none, failed with it under CI=true. */
export function describeWithRedis(name: string, tests: (url: string) => void): void {
  const redis = redisForTests();
  if ('url' in redis) {
    describe(name, () => tests(redis.url));
  } else if (isCi()) {
    it(name, () => {
      throw new Error(`Under CI=true these tests must run: ${redis.missing}`);
    });
  } else {
    describe.skip(`${name} (skipped: ${redis.missing})`, () => tests('redis://unused'));
  }
}
