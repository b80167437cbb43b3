import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../src/platform/project-root.js';

/** Of a page as a phone has it, 0–100 each. */
export interface Scores {
  performance: number;
  accessibility: number;
  bestPractices: number;
}

export interface Load {
  scores: Scores;
  /** How fast Lighthouse finds this machine, by its own benchmark. */
  index: number;
  /** What holds the page up: milliseconds. */
  times: { first: number; largest: number; blocked: number };
}

/** What is used of it; its package is not among the program's (see package.json beside this). */
interface Result {
  lhr: {
    categories: Record<string, { score: number | null }>;
    audits: Record<string, { numericValue?: number }>;
    environment: { benchmarkIndex: number };
    runtimeError?: { message: string };
  };
}
type Lighthouse = (url: string, flags: object, config: object) => Promise<Result | undefined>;

export interface Browser {
  /** Where it is steered. */
  port: number;
  cookie: string;
  /** How many times slower than this machine the phone is. */
  slowdown: number;
}

export async function theLighthouse(): Promise<Lighthouse> {
  const file = join(projectRoot, 'bench/pages/node_modules/lighthouse/core/index.js');
  return ((await import(pathToFileURL(file).href)) as { default: Lighthouse }).default;
}

/** One load of a page, with nothing cached, as Lighthouse reckons it for a phone on a slow network. @throws Error where it does not open */
export async function load(
  measure: Lighthouse,
  url: string,
  { port, cookie, slowdown }: Browser,
): Promise<Load> {
  const flags = { port, output: 'json', logLevel: 'silent', extraHeaders: { Cookie: cookie } };
  const settings = {
    onlyCategories: ['performance', 'accessibility', 'best-practices'],
    throttling: { ...SLOW_4G, cpuSlowdownMultiplier: slowdown },
  };
  const { categories, audits, environment, runtimeError } = (await measure(url, flags, {
    extends: 'lighthouse:default',
    settings,
  }))!.lhr;
  if (runtimeError) throw new Error(`${url}: ${runtimeError.message}`);
  const score = (name: string) => Math.round(100 * (categories[name]!.score ?? 0));
  const time = (name: string) => Math.round(audits[name]?.numericValue ?? 0);
  return {
    scores: {
      performance: score('performance'),
      accessibility: score('accessibility'),
      bestPractices: score('best-practices'),
    },
    index: environment.benchmarkIndex,
    times: {
      first: time('first-contentful-paint'),
      largest: time('largest-contentful-paint'),
      blocked: time('total-blocking-time'),
    },
  };
}

/** Its own network of a phone: to change one setting of the throttling is to give them all. */
const SLOW_4G = {
  rttMs: 150,
  throughputKbps: 1638.4,
  requestLatencyMs: 562.5,
  downloadThroughputKbps: 1474.56,
  uploadThroughputKbps: 675,
};
