import { collectDefaultMetrics, Counter, Gauge, Histogram, register, Registry } from 'prom-client';
import type { RequestRecord } from './http/request-log.js';

/** Of the process itself; once, however many programs run in it, as in tests. */
collectDefaultMetrics();

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** What the program counts as it goes. Labels are patterns, states and classes: no id, no person, no free text. */
export class Metrics {
  readonly registry = new Registry();

  private readonly requests = new Histogram({
    name: 'tracker_http_request_duration_seconds',
    help: 'Requests answered, by route pattern, method and class of status.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.025, 0.1, 0.25, 1, 2.5, 10],
    registers: [this.registry],
  });
  private readonly queries = new Histogram({
    name: 'tracker_database_query_duration_seconds',
    help: 'Statements sent to PostgreSQL and answered.',
    buckets: [0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10],
    registers: [this.registry],
  });
  private readonly queryErrors = new Counter({
    name: 'tracker_database_query_errors_total',
    help: 'Statements that PostgreSQL refused or that got no answer.',
    registers: [this.registry],
  });
  private readonly jobs = new Histogram({
    name: 'tracker_job_duration_seconds',
    help: 'Finished jobs, by name and outcome.',
    labelNames: ['job', 'outcome'] as const,
    buckets: [0.01, 0.1, 1, 5, 30, 120],
    registers: [this.registry],
  });
  private readonly mails = new Counter({
    name: 'tracker_mails_total',
    help: 'Emails handed to the mail server: sent, passing (to be tried again) or permanent (refused permanently).',
    labelNames: ['outcome'] as const,
    registers: [this.registry],
  });

  constructor() {
    // From the start on, so that a first failure is a rise from 0.
    for (const outcome of ['sent', 'passing', 'permanent'] as const) this.mails.inc({ outcome }, 0);
  }

  request({ method, route, status, ms }: RequestRecord): void {
    const labels = {
      method: methods.has(method) ? method : 'other',
      route,
      status: `${Math.floor(status / 100)}xx`,
    };
    this.requests.observe(labels, ms / 1000);
  }

  query(ms: number, failed: boolean): void {
    this.queries.observe(ms / 1000);
    if (failed) this.queryErrors.inc();
  }

  job(job: string, ms: number, outcome: 'done' | 'failed'): void {
    this.jobs.observe({ job, outcome }, ms / 1000);
  }

  mail(outcome: 'sent' | 'passing' | 'permanent'): void {
    this.mails.inc({ outcome });
  }

  /** Which program this is, for whoever compares. */
  describe(version: string, role: string): void {
    const build = new Gauge({
      name: 'tracker_build_info',
      help: 'Which program answers; always 1.',
      labelNames: ['version', 'node', 'role'],
      registers: [],
    });
    build.set({ version, node: process.version, role }, 1);
    this.registry.registerMetric(build);
  }

  /** In Prometheus' text format. */
  async text(): Promise<string> {
    return `${await register.metrics()}\n${await this.registry.metrics()}`;
  }

  readonly contentType = register.contentType;
}
