import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Queues } from '../platform/queue/queues.js';
import { WEBHOOKS_JOB } from '../platform/queue/work-queue.js';
import { post, type Answer } from './post.js';
import { signedHeaders } from './signature.js';
import { WebhookDeliveries, type ClaimedDelivery } from './webhook.deliveries.js';
import { WebhookGivingUp } from './webhook.giving-up.js';
import { WebhookSecrets } from './webhook.secrets.js';

const TIMEOUT_MS = 10_000;
/** The job comes again every minute: what is left goes on then. */
const RUN_MS = 40_000;

/** The job: delivers what waits. Webhooks wait for none but themselves. */
@Injectable()
export class WebhookSender implements OnModuleInit {
  private readonly log = new Logger('webhooks');

  constructor(
    private readonly deliveries: WebhookDeliveries,
    private readonly givingUp: WebhookGivingUp,
    private readonly secrets: WebhookSecrets,
    private readonly queues: Queues,
    private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.queues.handle(WEBHOOKS_JOB, () => this.deliverAll());
  }

  async deliverAll(): Promise<void> {
    const until = performance.now() + RUN_MS;
    const due = await this.deliveries.due();
    await Promise.all(due.map((id) => this.deliverTo(id, until)));
    await this.givingUp.switchOff();
    await this.deliveries.forgetOld();
  }

  /** Up to the first that does not go through: a receiver that is away is asked once a minute, not once for each. */
  private async deliverTo(webhookId: number, until: number): Promise<void> {
    while (performance.now() < until) {
      const claimed = await this.deliveries.claim(webhookId);
      if (!claimed) return;
      // No transaction is open from here to the answer: a receiver may take its time.
      const answer = await this.send(claimed);
      await this.deliveries.mark(claimed, answer);
      if (answer.reason === null) continue;
      const { reason, status } = answer;
      this.log.warn({ delivery: claimed.id, webhook: webhookId, reason, status }, 'webhook not delivered');
      return;
    }
  }

  private async send(claimed: ClaimedDelivery): Promise<Answer> {
    const secret = this.secrets.open(claimed.secret);
    if (!secret) return { reason: 'secret_lost', status: null };
    const body = bodyOf(claimed);
    return post({
      url: new URL(claimed.url),
      headers: signedHeaders(secret, `delivery-${claimed.id}`, new Date(), body),
      body,
      allowed: this.config.webhookHosts,
      timeoutMs: TIMEOUT_MS,
    });
  }
}

/** Ids, kinds and the time: what there is to read is read where it is asked who reads. The same bytes with each try. */
function bodyOf({ event, createdAt }: ClaimedDelivery): string {
  if (event === null) return JSON.stringify({ type: 'test', timestamp: createdAt, data: {} });
  const { id, kind, at, agreement, commitment, party } = event;
  const data = { event: id, agreement, commitment, party };
  return JSON.stringify({ type: `commitment.${kind}`, timestamp: at, data });
}
