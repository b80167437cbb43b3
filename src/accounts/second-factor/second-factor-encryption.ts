import { Injectable } from '@nestjs/common';
import { createHmac } from 'node:crypto';
import { Config } from '../../config/config.js';
import { keyFor, seal, unseal } from '../../platform/sealed.js';

/** Keeps the secrets of second factors: encrypted for whoever can read the table but not SESSION_SECRET. */
@Injectable()
export class SecondFactorEncryption {
  private readonly key: Buffer;
  private readonly codeKey: Buffer;

  constructor({ SESSION_SECRET = '' }: Config) {
    this.key = keyFor('second-factor secret', SESSION_SECRET);
    this.codeKey = keyFor('recovery code', SESSION_SECRET);
  }

  /** Bound to the account: moved to another row it opens nothing. */
  encrypt(secret: Uint8Array, userId: number): Buffer {
    return seal(this.key, secret, String(userId));
  }

  /** @returns null where it was locked under another SESSION_SECRET, or tampered with */
  decrypt(locked: Buffer, userId: number): Buffer | null {
    return unseal(this.key, locked, String(userId));
  }

  /** Of a recovery code, by which its row is found. */
  hash(code: string, userId: number): Buffer {
    return createHmac('sha256', this.codeKey).update(`${userId} ${code}`).digest();
  }
}
