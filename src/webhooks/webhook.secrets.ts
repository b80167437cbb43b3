import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Config } from '../config/config.js';
import { keyFor, seal, unseal } from '../platform/sealed.js';

const SECRET_BYTES = 32;

/** What deliveries are signed with: kept encrypted, since it is needed again with each. */
@Injectable()
export class WebhookSecrets {
  private readonly key: Buffer;

  constructor({ SESSION_SECRET = '' }: Config) {
    this.key = keyFor('webhook secret', SESSION_SECRET);
  }

  make(): { secret: Buffer; sealed: Buffer } {
    const secret = randomBytes(SECRET_BYTES);
    return { secret, sealed: seal(this.key, secret, 'webhook') };
  }

  /** @returns null where it was sealed under another SESSION_SECRET */
  open(sealed: Buffer): Buffer | null {
    return unseal(this.key, sealed, 'webhook');
  }
}
