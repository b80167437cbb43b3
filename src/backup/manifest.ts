import { BackupError } from './backup-error.js';

/** Raised when an older program could no longer read the archive. */
export const FORMAT = 1;

export interface TablePart {
  name: string;
  columns: string[];
  rows: number;
  /** Of the part as it stands in the archive, packed. */
  bytes: number;
  sha256: string;
}

export interface SequenceState {
  name: string;
  last: string;
  isCalled: boolean;
}

/** What an archive holds, and of which state of which program. */
export interface Manifest {
  format: number;
  /** Of the program that made it. */
  version: string;
  takenAt: string;
  /** Names, in the order in which they ran. */
  migrations: string[];
  /** The last link of the audit log's chain; null where the log is empty. */
  auditHead: { seq: number; hash: string } | null;
  tables: TablePart[];
  sequences: SequenceState[];
  /** Evidence files; each stands under its own SHA-256. The hash is of all names in order. */
  files: { count: number; bytes: number; sha256: string };
  /** SHA-256 of files that rows name and that were lost or damaged before the backup. */
  lostFiles: string[];
  /** The demo's clock, as its file has it; null in production. */
  demoClock: string | null;
}

/** @throws BackupError for what this program cannot take in */
export function readManifest(text: string): Manifest {
  const manifest = parse(text);
  if (!Number.isInteger(manifest.format)) throw damaged();
  if (manifest.format > FORMAT) throw newer(manifest.version);
  const isWhole =
    Array.isArray(manifest.migrations) && Array.isArray(manifest.tables) && Array.isArray(manifest.sequences);
  if (!isWhole || !manifest.files || !Array.isArray(manifest.lostFiles)) throw damaged();
  return manifest;
}

/** @throws BackupError where it was made by a program that knows more migrations than this one */
export function mustKnow(manifest: Manifest, known: readonly string[]): void {
  if (manifest.migrations.some((name) => !known.includes(name))) throw newer(manifest.version);
}

function parse(text: string): Manifest {
  try {
    return JSON.parse(text) as Manifest;
  } catch {
    throw damaged();
  }
}

function newer(version: string): BackupError {
  return new BackupError(
    `The archive was made by a newer version of the program (${version}). Install that version, or a later one, and use it to restore.`,
  );
}

function damaged(): BackupError {
  return new BackupError('The archive’s manifest cannot be read: this is not a backup, or it is damaged.');
}
