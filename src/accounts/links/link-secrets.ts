import { Injectable } from '@nestjs/common';
import { createHmac, hkdfSync, randomUUID } from 'node:crypto';
import { Config } from '../../config/config.js';

/**
 * The secret in a mailed link. It is made from a random salt and SESSION_SECRET, so that the worker can make it again
 * when it writes the mail, while the table that holds the salt opens nothing by itself.
 */
@Injectable()
export class LinkSecrets {
  private readonly key: Buffer;

  constructor(config: Config) {
    this.key = Buffer.from(hkdfSync('sha256', config.SESSION_SECRET ?? '', '', 'account-link', 32));
  }

  salt(): string {
    return randomUUID();
  }

  tokenOf(salt: string): string {
    return createHmac('sha256', this.key).update(`token ${salt}`).digest('base64url');
  }

  /** What the table keeps, to find the row by. */
  hash(token: string): Buffer {
    return createHmac('sha256', this.key).update(`hash ${token}`).digest();
  }
}
