/** What the operator can put right; the message says how. */
export class BackupError extends Error {}

/** Tells the operator how far it has come. */
export type Tell = (line: string) => void;
