import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger } from '@nestjs/common';
import { sql } from 'kysely';
import { appendAudit } from '../audit/audit.js';
import type { AuditKind } from '../audit/audit-kinds.js';
import { Config } from '../config/config.js';
import type { By } from '../identity/actor.js';
import { NotFound, RuleBroken } from '../platform/errors.js';
import { Queues } from '../platform/queue/queues.js';
import { wakeWorker } from '../platform/queue/wake-worker.js';
import { WEBHOOKS_JOB } from '../platform/queue/work-queue.js';
import { faultOfUrl } from './receiver-address.js';
import { secretInWords } from './signature.js';
import { noSuchAgreement, switchedOff, tooMany, urlFaults } from './webhook.refusals.js';
import { WebhookSecrets } from './webhook.secrets.js';

const MOST_WEBHOOKS = 20;

/** Makes, switches and deletes webhooks, and has something delivered once more. */
@Injectable()
export class WebhooksService {
  private readonly log = new Logger('webhooks');

  constructor(
    private readonly em: EntityManager,
    private readonly secrets: WebhookSecrets,
    private readonly queues: Queues,
    private readonly config: Config,
  ) {}

  /** @returns the secret of its signatures, which is shown this once */
  async create(
    asked: { url: string; agreement: string | null },
    by: By,
  ): Promise<{ id: number; secret: string }> {
    const fault = faultOfUrl(asked.url, this.config.webhookHosts);
    if (fault) throw new RuleBroken(urlFaults[fault], 'url');
    const { secret, sealed } = this.secrets.make();
    const id = await this.em.fork().transactional(async (em) => {
      const agreementId = asked.agreement === null ? null : await agreementOf(em, asked.agreement);
      await mustHaveRoom(em);
      const { rows } = await sql<{ id: number }>`
        insert into webhook (url, agreement_id, secret, created_at)
        values (${new URL(asked.url).href}, ${agreementId}, ${sealed}, now()) returning id`.execute(
        em.getKysely(),
      );
      await note(em, 'webhook.created', { id: rows[0]!.id, url: asked.url }, by, {
        agreement: asked.agreement,
      });
      return rows[0]!.id;
    });
    return { id, secret: secretInWords(secret) };
  }

  /** With its log. @throws NotFound */
  async delete(id: number, by: By): Promise<void> {
    await this.em.fork().transactional(async (em) => {
      const webhook = await locked(em, id);
      await sql`
        with deliveries as (delete from webhook_delivery where webhook_id = ${id})
        delete from webhook where id = ${id}`.execute(em.getKysely());
      await note(em, 'webhook.deleted', webhook, by);
    });
  }

  /** Events of the time in which it was off are not delivered afterwards. The same again changes nothing. */
  async switch(id: number, active: boolean, by: By): Promise<void> {
    await this.em.fork().transactional(async (em) => {
      const webhook = await locked(em, id);
      if (webhook.active === active) return;
      await sql`update webhook set active = ${active}, failing_since = null, given_up_at = null where id = ${id}`.execute(
        em.getKysely(),
      );
      await note(em, active ? 'webhook.switched_on' : 'webhook.switched_off', webhook, by);
    });
    if (active) await this.wake();
  }

  /** Something that tells of nothing, to see that it arrives. @returns the id of the delivery */
  async test(id: number, by: By): Promise<number> {
    const delivery = await this.em.fork().transactional(async (em) => {
      const webhook = await locked(em, id);
      if (!webhook.active) throw new RuleBroken(switchedOff);
      const { rows } = await sql<{ id: number }>`
        insert into webhook_delivery (webhook_id) values (${id}) returning id::integer`.execute(
        em.getKysely(),
      );
      await note(em, 'webhook.tested', webhook, by);
      return rows[0]!.id;
    });
    await this.wake();
    return delivery;
  }

  /** Once more, under the same id: a receiver that has it already knows it by that. @throws NotFound */
  async resend(webhookId: number, deliveryId: number, by: By): Promise<void> {
    await this.em.fork().transactional(async (em) => {
      const webhook = await locked(em, webhookId);
      if (!webhook.active) throw new RuleBroken(switchedOff);
      const { rows } = await sql`
        update webhook_delivery set delivered_at = null, failed_at = null, attempts = 0, next_attempt_at = now(),
          until = now() + interval '24 hours'
        where id = ${deliveryId} and webhook_id = ${webhookId} returning id`.execute(em.getKysely());
      if (rows.length === 0) throw new NotFound();
      await note(em, 'webhook.resent', webhook, by, { delivery: deliveryId });
    });
    await this.wake();
  }

  private wake(): Promise<void> {
    const otherwise = 'webhooks are delivered at its next check';
    return wakeWorker(this.queues, { name: WEBHOOKS_JOB }, { log: this.log, otherwise });
  }
}

interface Locked {
  id: number;
  url: string;
  active: boolean;
}

async function locked(em: EntityManager, id: number): Promise<Locked> {
  const { rows } =
    await sql<Locked>`select id, url, active from webhook where id = ${id} for no key update`.execute(
      em.getKysely(),
    );
  if (!rows[0]) throw new NotFound();
  return rows[0];
}

/** The log names the receiver by its host: what follows it in the address may be a secret. */
function note(
  em: EntityManager,
  kind: AuditKind,
  { id, url }: Pick<Locked, 'id' | 'url'>,
  { actor, at }: By,
  more: Record<string, unknown> = {},
): Promise<void> {
  const data = { webhook: id, host: new URL(url).host, ...more };
  return appendAudit(em, { kind, at, actor, subject: null, data });
}

async function agreementOf(em: EntityManager, slug: string): Promise<number> {
  const { rows } = await sql<{ id: number }>`select id from agreement where slug = ${slug}`.execute(
    em.getKysely(),
  );
  if (!rows[0]) throw new RuleBroken(noSuchAgreement, 'agreement');
  return rows[0].id;
}

async function mustHaveRoom(em: EntityManager): Promise<void> {
  await sql`lock table webhook in share row exclusive mode`.execute(em.getKysely());
  const { rows } = await sql<{ n: number }>`select count(*)::integer as n from webhook`.execute(
    em.getKysely(),
  );
  if (rows[0]!.n >= MOST_WEBHOOKS) throw new RuleBroken(tooMany(MOST_WEBHOOKS));
}
