export const tokenScopes = ['read', 'read+write'] as const;
export type TokenScope = (typeof tokenScopes)[number];

/** For how many days a token can be made. */
export const tokenDays = [7, 30, 90, 365] as const;
export type TokenDays = (typeof tokenDays)[number];

/** How a request showed who it is: the row behind its cookie or bearer token, and how far that reaches. */
export interface Access {
  by: 'cookie' | 'bearer';
  id: number;
  /** A browser's session always reads and writes. */
  scope: TokenScope;
}

/** A browser's sign-in, as its owner and administrators see it. */
export interface SessionItem {
  id: number;
  createdAt: string;
  /** To the minute; null where it was opened and not used since. */
  lastSeenAt: string | null;
  expiresAt: string;
  address: string | null;
  userAgent: string | null;
}

/** A program's token. The token itself is shown once and kept nowhere. */
export interface TokenItem {
  id: number;
  name: string;
  scope: TokenScope;
  /** The slug of the one agreement in which it is good; null for all that the account may see. */
  agreement: string | null;
  createdAt: string;
  lastUsedAt: string | null;
  expiresAt: string;
  address: string | null;
}

export interface NewToken extends TokenItem {
  token: string;
}
