import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Day } from '../platform/clock.js';
import { GRACE_MINUTES, Heartbeats } from '../reminders/ledger/heartbeat.js';

const EVERY_MS = 5 * 60_000;

/** Each process looks whether the day was run, those of the role `web` too: a worker that is not there says nothing. */
@Injectable()
export class HeartbeatLog implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('reminders');
  private timer: NodeJS.Timeout | undefined;
  private told: Day | null = null;

  constructor(private readonly heartbeats: Heartbeats) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.look(), EVERY_MS);
    this.timer.unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Tells of a day once. A database that is away is told of by others. */
  async look(): Promise<void> {
    const missing = await this.heartbeats.missing().catch(() => null);
    if (missing !== null && missing !== this.told)
      this.log.error(
        { day: missing },
        `the reminders of ${missing} have not been run ${GRACE_MINUTES} minutes after their hour: is a process with the role worker up?`,
      );
    this.told = missing;
  }
}
