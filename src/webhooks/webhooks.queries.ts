import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { NotFound } from '../platform/errors.js';
import type { DeliveryItem, DeliveryPage, DeliveryStatus, WebhookItem } from './webhook.types.js';

export interface DeliveriesAsked {
  status?: DeliveryStatus;
  limit: number;
  /** The id before which the page begins. */
  cursor?: number;
}

const statusOf = sql<DeliveryStatus>`case when d.delivered_at is not null then 'delivered' when d.failed_at is not null then 'failed' else 'waiting' end`;

/** Webhooks and the log of their deliveries, as administrators see them. */
@Injectable()
export class WebhooksQueries {
  constructor(private readonly em: EntityManager) {}

  all(): Promise<WebhookItem[]> {
    return this.read(sql`true`);
  }

  /** @throws NotFound */
  async one(id: number): Promise<WebhookItem> {
    const [found] = await this.read(sql`w.id = ${id}`);
    if (!found) throw new NotFound();
    return found;
  }

  /** @throws NotFound where there is no such webhook */
  async deliveries(id: number, { status, limit, cursor }: DeliveriesAsked): Promise<DeliveryPage> {
    await this.one(id);
    const { rows } = await sql<DeliveryItem>`
      select d.id::integer, c.code as commitment, e.kind, iso(d.created_at) as "createdAt", ${statusOf} as status, d.attempts,
        iso(d.attempted_at) as "attemptedAt", d.status as answer, d.reason,
        case when ${statusOf} = 'waiting' then iso(d.next_attempt_at) end as "nextAttemptAt"
      from webhook_delivery d left join commitment_event e on e.id = d.event_id left join commitment c on c.id = e.commitment_id
      where d.webhook_id = ${id} and (${cursor ?? null}::bigint is null or d.id < ${cursor ?? null}::bigint)
        and (${status ?? null}::text is null or ${statusOf} = ${status ?? null}::text)
      order by d.id desc limit ${limit + 1}`.execute(this.em.fork().getKysely());
    const items = rows.slice(0, limit);
    return { items, nextCursor: rows.length > limit ? String(items.at(-1)!.id) : null };
  }

  private async read(condition: RawBuilder<unknown>): Promise<WebhookItem[]> {
    const { rows } = await sql<WebhookItem>`
      select w.id, w.url, a.slug as agreement, w.active, iso(w.created_at) as "createdAt", iso(w.failing_since) as "failingSince",
        iso(w.given_up_at) as "givenUpAt", (select count(*)::integer from webhook_delivery d
          where d.webhook_id = w.id and d.delivered_at is null and d.failed_at is null) as waiting
      from webhook w left join agreement a on a.id = w.agreement_id where ${condition} order by w.id`.execute(
      this.em.fork().getKysely(),
    );
    return rows;
  }
}
