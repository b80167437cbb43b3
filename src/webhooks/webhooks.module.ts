import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AccountMailNotifier } from '../accounts/mail/account-mail.notifier.js';
import { AgreementsModule } from '../agreements/agreements.module.js';
import { WebhookDeliveries } from './webhook.deliveries.js';
import { WebhookGivingUp } from './webhook.giving-up.js';
import { WebhookSecrets } from './webhook.secrets.js';
import { WebhookSender } from './webhook.sender.js';
import { WebhooksController } from './webhooks.controller.js';
import { WebhooksPageMaker } from './webhooks.page-maker.js';
import { WebhooksPages } from './webhooks.pages.js';
import { WebhooksQueries } from './webhooks.queries.js';
import { WebhooksService } from './webhooks.service.js';

/** Programs elsewhere that are told of what happens. */
@Module({
  imports: [AccountsModule, AgreementsModule],
  controllers: [WebhooksController, WebhooksPages],
  providers: [
    WebhooksService,
    WebhooksQueries,
    WebhooksPageMaker,
    WebhookSecrets,
    WebhookDeliveries,
    WebhookGivingUp,
    WebhookSender,
    AccountMailNotifier,
  ],
})
export class WebhooksModule {}
