import { access, constants, statfs } from 'node:fs/promises';

/** A file system in memory, where the machine has one. */
export const IN_MEMORY = '/dev/shm';
/** Bytes that a run never needs there. */
const PLENTY = 4 * 1024 ** 3;

/**
 * Whether what is made and dropped all the time has room in memory: files of test databases, what browsers draw. Ext4 goes through all that
 * were deleted within seconds to find a place for the next one, which took as long as everything else.
 */
export async function hasRoomInMemory(): Promise<boolean> {
  try {
    await access(IN_MEMORY, constants.W_OK);
    const { bavail, bsize } = await statfs(IN_MEMORY);
    return bavail * bsize > PLENTY && process.availableMemory() > PLENTY;
  } catch {
    // There is none, as on a Mac.
    return false;
  }
}
