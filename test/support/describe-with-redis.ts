import { describeWith } from './describe-with-program.js';
import { redisForTests } from './redis.js';

/** A describe whose tests need Redis: skipped with the reason where there is none, failed with it under CI=true. */
export function describeWithRedis(name: string, tests: (url: string) => void): void {
  const redis = redisForTests();
  describeWith(name, 'url' in redis ? redis.url : redis, 'redis://unused', tests);
}
