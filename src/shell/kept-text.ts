import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Config } from '../config/config.js';
import type { FormValues } from '../platform/http/forms.js';
import { addressOn, pathOf, typedInto } from './sent-form.js';

const MOST_BYTES = 262_144;
const HOUR_MS = 3_600_000;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A form that was sent when its sender's session had ended. */
interface KeptForm {
  /** The account that typed it. */
  by: number;
  at: number;
  /** The page on which it stands. */
  page: string;
  /** Where it was sent, and is shown filled in. */
  action: string;
  values: FormValues;
}

/** A kept form as one account gets to see it: what was typed, or why not. */
export type OpenedForm = { page: string } & (
  { values: FormValues; action: string } | { values: null; why: 'another' | 'tooLate' }
);

/**
 * What was typed, sealed for the account that typed it (AES-256-GCM), so that the sign-in page's own form can carry it: nothing of it
 * is kept here. It can be opened for an hour.
 */
@Injectable()
export class KeptText {
  private readonly key: Buffer;

  constructor({ SESSION_SECRET = '' }: Config) {
    this.key = Buffer.from(hkdfSync('sha256', SESSION_SECRET, '', 'kept form', 32));
  }

  /** @returns null where there is nothing to keep; an empty text where it is more than 256 KiB */
  seal(request: FastifyRequest, now: number): string | null {
    const { sentForm } = request;
    if (!sentForm || sentForm.by === null || sentForm.isOfAnother) return null;
    const { by, page } = sentForm;
    const values = typedInto(request);
    const bytes = Object.values(values).reduce((sum, value) => sum + Buffer.byteLength(value), 0);
    if (bytes > MOST_BYTES || !sentForm.isRead) return '';
    return this.locked({ by, at: now, page: addressOn(request, page), action: pathOf(request), values });
  }

  /** @returns null for what was not sealed here */
  open(sealed: string, userId: number, now: number): OpenedForm | null {
    const form = this.unlocked(sealed);
    if (!form) return null;
    const { by, at, page, action, values } = form;
    if (by !== userId) return { page, values: null, why: 'another' };
    if (now - at > HOUR_MS) return { page, values: null, why: 'tooLate' };
    return { page, action, values };
  }

  private locked(form: KeptForm): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv);
    const locked = Buffer.concat([cipher.update(JSON.stringify(form)), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), locked]).toString('base64url');
  }

  private unlocked(sealed: string): KeptForm | null {
    const bytes = Buffer.from(sealed, 'base64url');
    const tag = bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
    if (tag.length < TAG_BYTES) return null;
    try {
      const iv = bytes.subarray(0, IV_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', this.key, iv, { authTagLength: TAG_BYTES });
      const locked = bytes.subarray(IV_BYTES + TAG_BYTES);
      const text = Buffer.concat([decipher.setAuthTag(tag).update(locked), decipher.final()]);
      return JSON.parse(text.toString('utf8')) as KeptForm;
    } catch {
      return null;
    }
  }
}
