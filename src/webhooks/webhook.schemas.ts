import { eventKinds } from '../commitments/commitment.types.js';
import {
  boolean,
  choice,
  instant,
  integer,
  list,
  named,
  nullable,
  object,
  string,
} from '../platform/http/schema.js';
import {
  deliveryReasons,
  deliveryStatuses,
  type DeliveryItem,
  type DeliveryPage,
  type NewWebhook,
  type WebhookItem,
} from './webhook.types.js';

const webhookSchema = named<WebhookItem>(
  'Webhook',
  'A program that is told of what happens to commitments',
  object({
    id: integer,
    url: string,
    agreement: nullable(string),
    active: boolean,
    createdAt: instant,
    failingSince: nullable(instant),
    givenUpAt: nullable(instant),
    waiting: integer,
  }),
);

export const webhooksSchema = named<{ items: WebhookItem[] }>(
  'WebhookList',
  'All webhooks',
  object({ items: list(webhookSchema) }),
);

export const newWebhookSchema = named<NewWebhook>(
  'NewWebhook',
  'The new webhook, with the secret of its signatures, shown only once',
  object({ ...webhookSchema.properties, secret: string }),
);

const deliverySchema = named<DeliveryItem>(
  'WebhookDelivery',
  'Something that a webhook was told, or is to be told',
  object({
    id: integer,
    commitment: nullable(string),
    kind: nullable(choice(eventKinds)),
    createdAt: instant,
    status: choice(deliveryStatuses),
    attempts: integer,
    attemptedAt: nullable(instant),
    answer: nullable(integer),
    reason: nullable(choice(deliveryReasons)),
    nextAttemptAt: nullable(instant),
  }),
);

export const deliveriesSchema = named<DeliveryPage>(
  'WebhookDeliveryPage',
  'Deliveries of a webhook, newest first',
  object({ items: list(deliverySchema), nextCursor: nullable(string) }),
);

export const newDeliverySchema = named<{ id: number }>(
  'NewWebhookDelivery',
  'The test that waits to be delivered',
  object({ id: integer }),
);
