import { Injectable } from '@nestjs/common';
import { createHash, timingSafeEqual } from 'node:crypto';
import { Config } from '../config/config.js';
import { Metrics } from '../platform/metrics.js';
import { trustedProxies } from '../platform/http/trusted-proxies.js';
import { Readiness } from './readiness.js';
import { ScrapedFigures } from './scraped-figures.js';

export interface Answer {
  status: number;
  type: string;
  body: string;
  headers?: Record<string, string>;
}

/** Who asks for metrics. */
export interface Asker {
  /** Of the visitor, as far as trusted proxies tell; else of the socket. */
  address: string;
  authorization?: string;
  /** Whether a proxy says that it asks for somebody else. */
  forwarded: boolean;
}

const isThisMachine = trustedProxies('loopback');

/** The answers to the machines that watch over the program; the same on the main listener and on HEALTH_PORT. */
@Injectable()
export class HealthAnswers {
  constructor(
    private readonly readiness: Readiness,
    private readonly figures: ScrapedFigures,
    private readonly metrics: Metrics,
    private readonly config: Config,
  ) {}

  live(): Answer {
    return json(200, { status: 'ok' });
  }

  async ready(): Promise<Answer> {
    const { ready, ...rest } = await this.readiness.check();
    return json(ready ? 200 : 503, { status: ready ? 'ok' : 'unavailable', ...rest });
  }

  async metricsFor(asker: Asker): Promise<Answer> {
    const refusal = this.refusalOf(asker);
    if (refusal) return refusal;
    await this.figures.refresh();
    return { status: 200, type: this.metrics.contentType, body: await this.metrics.text() };
  }

  /** With METRICS_TOKEN its bearer alone; without it this machine alone, and nobody a proxy asks for. */
  private refusalOf({ address, authorization = '', forwarded }: Asker): Answer | undefined {
    const { METRICS_TOKEN } = this.config;
    if (METRICS_TOKEN !== undefined) {
      if (isSame(authorization, `Bearer ${METRICS_TOKEN}`)) return undefined;
      return {
        ...text(401, 'The bearer token METRICS_TOKEN is required.'),
        headers: { 'www-authenticate': 'Bearer' },
      };
    }
    if (isThisMachine(address) && !forwarded) return undefined;
    return text(
      403,
      'Metrics are available on this machine only; set METRICS_TOKEN to read them from elsewhere.',
    );
  }
}

/** In a time that does not depend on where they differ. */
function isSame(a: string, b: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(a), digest(b));
}

export function json(status: number, body: object): Answer {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(body) };
}

export function text(status: number, body: string): Answer {
  return { status, type: 'text/plain; charset=utf-8', body: `${body}\n` };
}
