import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AccountMailNotifier } from '../accounts/mail/account-mail.notifier.js';
import { writeMail } from '../accounts/mail/outbox.js';
import { appendAudit } from '../audit/audit.js';
import { Clock } from '../platform/clock.js';

const DAYS = 3;

/** Switches off webhooks to which nothing could be delivered for days, and tells administrators. */
@Injectable()
export class WebhookGivingUp {
  constructor(
    private readonly em: EntityManager,
    private readonly notifier: AccountMailNotifier,
    private readonly clock: Clock,
  ) {}

  async switchOff(): Promise<void> {
    const count = await this.em.fork().transactional((em) => this.switchOffIn(em));
    if (count > 0) await this.notifier.notify();
  }

  private async switchOffIn(em: EntityManager): Promise<number> {
    const db = em.getKysely();
    const { rows } = await sql<{ id: number; url: string }>`
      with off as (
        update webhook set active = false, given_up_at = now()
        where active and failing_since < now() - make_interval(days => ${DAYS}) returning id, url
      ), left_over as (
        update webhook_delivery d set failed_at = now(), reason = 'switched_off' from off
        where d.webhook_id = off.id and d.delivered_at is null and d.failed_at is null)
      select id, url from off`.execute(db);
    if (rows.length === 0) return 0;
    const admins = await sql<{ id: number }>`
      select id from app_user where active and role = 'admin' order by id`.execute(db);
    for (const { id } of admins.rows) await writeMail(em, { userId: id, kind: 'webhook_off' });
    for (const { id, url } of rows) {
      const data = { webhook: id, host: new URL(url).host };
      await appendAudit(em, {
        kind: 'webhook.given_up',
        at: this.clock.now(),
        actor: null,
        subject: null,
        data,
      });
    }
    return rows.length;
  }
}
