import { Injectable } from '@nestjs/common';
import { FileStore } from '../../platform/storage/file-store.js';
import { Inspected } from '../../platform/files/inspected.js';
import type { EvidenceItem, StoredFile } from './evidence.types.js';

/** What of a file a browser shows by itself. */
export type SmallView = 'picture' | 'pdf';

/** What is larger is not shown beside a list: in bytes, and in points by what its header says. */
const MOST_BYTES = 2 * 1_048_576;
const MOST_PIXELS = 40_000_000;
const MOST_KEPT = 5_000;

/** Which files can be looked at without being saved. Of what kind they are, their content has proved before they were kept. */
@Injectable()
export class SmallViews {
  /** By hash: what has a hash never changes. */
  private readonly fits = new Map<string, boolean>();

  constructor(private readonly files: FileStore) {}

  async of(item: EvidenceItem | StoredFile): Promise<SmallView | null> {
    if (!isStored(item)) return null;
    if (item.mediaType === 'application/pdf') return 'pdf';
    if (!/^image\/(jpeg|png)$/.test(item.mediaType) || item.size > MOST_BYTES) return null;
    return (await this.isSmall(item.sha256)) ? 'picture' : null;
  }

  private async isSmall(sha256: string): Promise<boolean> {
    const known = this.fits.get(sha256);
    if (known !== undefined) return known;
    const pixels = await Inspected.with(this.files.pathOf(sha256), pixelsOf).catch(() => null);
    // Not there, or damaged: it may be put back.
    if (pixels === null) return false;
    const isSmall = pixels > 0 && pixels <= MOST_PIXELS;
    if (this.fits.size >= MOST_KEPT) this.fits.clear();
    this.fits.set(sha256, isSmall);
    return isSmall;
  }
}

const isStored = (item: EvidenceItem | StoredFile): item is StoredFile => item.sha256 !== null;

/** By the header; null where it does not say. */
export async function pixelsOf(inspected: Inspected): Promise<number | null> {
  const { head } = inspected;
  if (!inspected.startsWith(0xff, 0xd8))
    return head.length < 24 ? null : head.readUInt32BE(16) * head.readUInt32BE(20);
  for (let at = 2, parts = 0; parts < 1000; parts += 1) {
    const part = await inspected.bytes(at, at + 9);
    if (part.length < 9 || part[0] !== 0xff) return null;
    const [, marker] = part;
    if (marker! >= 0xc0 && marker! <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker!))
      return part.readUInt16BE(5) * part.readUInt16BE(7);
    at += marker === 0xff ? 1 : 2 + part.readUInt16BE(2);
  }
  return null;
}
