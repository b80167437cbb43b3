import { Injectable } from '@nestjs/common';
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { Config } from '../../config/config.js';

/** What a link in a mail names. */
export interface LinkedReport {
  /** Of the mail. */
  digestId: number;
  commitmentId: number;
}

export const REPORT_LINK_PATH = '/bao-cao-qua-thu';

/** Six bytes and four: the ids. */
const IDS = 10;
const MAC_BYTES = 16;
const WRITTEN = /^[\w-]{35}$/;

/**
 * The key part of a link that begins one report: mail and commitment, signed with what SESSION_SECRET gives. A mail that is sent again has the same, and nothing
 * is written while mails go out.
 */
@Injectable()
export class ReportLinks {
  private readonly key: Buffer;

  constructor({ SESSION_SECRET = '' }: Config) {
    this.key = Buffer.from(hkdfSync('sha256', SESSION_SECRET, '', 'mailed report link', 32));
  }

  tokenOf({ digestId, commitmentId }: LinkedReport): string {
    const ids = Buffer.alloc(IDS);
    ids.writeUIntBE(digestId, 0, 6);
    ids.writeUInt32BE(commitmentId, 6);
    return Buffer.concat([ids, this.macOf(ids)]).toString('base64url');
  }

  /** @returns null for what was not signed here */
  read(token: string): LinkedReport | null {
    if (!WRITTEN.test(token)) return null;
    const bytes = Buffer.from(token, 'base64url');
    const ids = bytes.subarray(0, IDS);
    if (!timingSafeEqual(bytes.subarray(IDS), this.macOf(ids))) return null;
    return { digestId: ids.readUIntBE(0, 6), commitmentId: ids.readUInt32BE(6) };
  }

  private macOf(ids: Buffer): Buffer {
    return createHmac('sha256', this.key).update(ids).digest().subarray(0, MAC_BYTES);
  }
}
