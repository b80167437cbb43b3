import { beforeAll } from '@jest/globals';
import { Redis } from 'ioredis';
import { describeWith } from './describe-with-program.js';
import { redisForTests } from './redis.js';

/** A describe whose tests need Redis: skipped with the reason where there is none, failed with it under CI=true. */
export function describeWithRedis(name: string, tests: (url: string) => void): void {
  const redis = redisForTests();
  describeWith(name, 'url' in redis ? redis.url : redis, 'redis://unused', (url) => {
    if ('url' in redis) beforeAll(() => emptied(url));
    tests(url);
  });
}

/** What an earlier file's program has scheduled in the worker's database would be done by this one's, whenever its hour comes. */
async function emptied(url: string): Promise<void> {
  const redis = new Redis(url);
  await redis.flushdb();
  redis.disconnect();
}
