import { startMailServer } from './mail-server.js';
import { startProgram, StoryClock, tellWorld } from './program.js';
import type { RedisService, Service } from './services.js';
import { Story } from './story.js';
import type { Verdict } from './verdict.js';
import { Workers } from './workers.js';
import { newWorld } from './world.js';

/** Days before which nothing has happened: before Tết, before the days off of April, before National Day, before the turn of the year. */
const beginnings = ['2020-01-06', '2020-03-23', '2020-08-17', '2020-12-14'];

export interface EpisodeOptions {
  seed: number;
  faults: number;
  workers: number;
  /** Empty and migrated. */
  database: Service;
  redis?: RedisService;
}

export interface Told {
  verdict: Verdict;
  steps: string[];
}

/** One story on a database of its own. */
export async function tellEpisode({ seed, faults, workers, database, redis }: EpisodeOptions): Promise<Told> {
  const from = beginnings[seed % beginnings.length]!;
  const clock = await StoryClock.make();
  const smtp = await startMailServer();
  const place = {
    databaseUrl: database.url,
    redisUrl: redis?.url,
    clockFile: clock.file,
    dataDir: clock.dir,
  };
  const fleet = new Workers({ ...place, smtpPort: smtp.port, count: workers });
  clock.set(from, '07:30');
  const world = newWorld(from);
  const program = await startProgram(database.url, clock, redis?.url);
  try {
    await redis?.empty();
    await tellWorld(program, database.url, world, clock.now());
    await fleet.start();
    const story = new Story({ program, clock, workers: fleet, smtp, database, redis, world }, seed, from);
    await story.tell(faults).catch((error: unknown) => {
      story.verdict.lost.push(`the story broke off: ${(error as Error).stack}\n${fleet.log.slice(-4000)}`);
    });
    return { verdict: story.verdict, steps: story.steps };
  } finally {
    await fleet.stop();
    await program.stop();
    await smtp.stop();
    await clock.remove();
  }
}
