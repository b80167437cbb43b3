/** A file on its way, or come whole and not yet sent with a report. */
export interface Upload {
  id: number;
  commitmentId: number;
  name: string;
  /** Bytes that it has, and those that have come. */
  length: number;
  received: number;
  /** In hexadecimal, once it is whole and was looked into; null until then. */
  sha256: string | null;
  /** It is forgotten then, unless more of it comes. */
  expiresAt: string;
}

/** As a program reads it. */
export interface UploadState {
  id: number;
  commitmentId: number;
  name: string;
  length: number;
  offset: number;
  expiresAt: string;
}

export function stateOf({ id, commitmentId, name, length, received, expiresAt }: Upload): UploadState {
  return { id, commitmentId, name, length, offset: received, expiresAt };
}
