import { describe, expect, it } from '@jest/globals';
import { freshDatabase } from '../support/database.js';
import { describeWithRedis } from '../support/describe-with-redis.js';
import { tellEpisode } from './episode.js';
import { databaseService, findRedis, type RedisService } from './services.js';
import { complaintsIn, faultsIn } from './verdict.js';

/** `npm run faults` in short: a few dozen faults, always the same. Its steps are told where something is wrong. */
const FAULTS = 24;
const PATIENCE_MS = 600_000;

async function tell(seed: number, redis?: RedisService) {
  const database = await freshDatabase();
  const service = await databaseService(database.url);
  try {
    return await tellEpisode({ seed, faults: FAULTS, workers: 2, database: service, redis });
  } finally {
    await service.close();
    await database.drop();
  }
}

const complaints = ({ verdict, steps }: Awaited<ReturnType<typeof tell>>) =>
  complaintsIn(verdict).length === 0 ? [] : [...complaintsIn(verdict), ...steps];

const sentence =
  'loses nothing, tells nothing twice and nobody else while processes and services fail at any moment';

describe('with its queue in PostgreSQL', () => {
  it(
    sentence,
    async () => {
      const told = await tell(5);
      expect(complaints(told)).toEqual([]);
      expect(faultsIn(told.verdict)).toBeGreaterThanOrEqual(FAULTS);
    },
    PATIENCE_MS,
  );
});

describeWithRedis('with its queue in Redis', (url) => {
  it(
    sentence,
    async () => {
      const redis = await findRedis(url);
      try {
        const told = await tell(6, redis);
        expect(complaints(told)).toEqual([]);
        expect(faultsIn(told.verdict)).toBeGreaterThanOrEqual(FAULTS);
      } finally {
        await redis?.close();
      }
    },
    PATIENCE_MS,
  );
});

describe('the model beside it', () => {
  it('is not silent: it finds a mail that was not sent', async () => {
    const { Model } = await import('./model.js');
    const { newWorld } = await import('./world.js');
    const model = new Model(newWorld('2020-01-06'));
    model.run('2020-01-06');
    expect(model.mustTell('coordinator@hanoi.example', '2020-01-06').map(({ code }) => code)).toContain(
      '1.04',
    );
  });
});
