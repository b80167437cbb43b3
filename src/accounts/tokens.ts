import { Injectable } from '@nestjs/common';
import { Tokens as Csrf } from '@fastify/csrf';
import { createHmac, randomBytes } from 'node:crypto';
import { Config } from '../config/config.js';

/** Makes and recognises the secrets that sessions rest on. Only their keyed hashes are stored. */
@Injectable()
export class Tokens {
  private readonly csrf = new Csrf({});

  constructor(private readonly config: Config) {}

  make(): string {
    return randomBytes(32).toString('base64url');
  }

  hash(token: string): Buffer {
    return createHmac('sha256', this.config.SESSION_SECRET ?? '')
      .update(token)
      .digest();
  }

  csrfSecret(): string {
    return this.csrf.secretSync();
  }

  csrfToken(secret: string): string {
    return this.csrf.create(secret);
  }

  isCsrfToken(secret: string, token: unknown): boolean {
    return typeof token === 'string' && this.csrf.verify(secret, token);
  }
}
