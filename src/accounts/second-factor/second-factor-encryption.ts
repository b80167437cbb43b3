import { Injectable } from '@nestjs/common';
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Config } from '../../config/config.js';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Keeps the secrets of second factors: encrypted for whoever can read the table but not SESSION_SECRET. */
@Injectable()
export class SecondFactorEncryption {
  private readonly key: Buffer;
  private readonly codeKey: Buffer;

  constructor({ SESSION_SECRET = '' }: Config) {
    this.key = Buffer.from(hkdfSync('sha256', SESSION_SECRET, '', 'second-factor secret', 32));
    this.codeKey = Buffer.from(hkdfSync('sha256', SESSION_SECRET, '', 'recovery code', 32));
  }

  /** AES-256-GCM, bound to the account: moved to another row it opens nothing. */
  encrypt(secret: Uint8Array, userId: number): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv).setAAD(Buffer.from(String(userId)));
    const locked = Buffer.concat([cipher.update(secret), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), locked]);
  }

  /** @returns null where it was locked under another SESSION_SECRET, or tampered with */
  decrypt(locked: Buffer, userId: number): Buffer | null {
    const iv = locked.subarray(0, IV_BYTES);
    const tag = locked.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.key, iv, { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(String(userId)))
        .setAuthTag(tag);
      return Buffer.concat([decipher.update(locked.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    } catch {
      return null;
    }
  }

  /** Of a recovery code, by which its row is found. */
  hash(code: string, userId: number): Buffer {
    return createHmac('sha256', this.codeKey).update(`${userId} ${code}`).digest();
  }
}
