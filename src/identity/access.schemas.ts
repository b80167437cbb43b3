import { choice, instant, integer, list, named, nullable, object, string } from '../platform/http/schema.js';
import { tokenScopes, type NewToken, type TokenItem } from './access.types.js';

const tokenSchema = named<TokenItem>(
  'Token',
  'One of the caller’s tokens',
  object({
    id: integer,
    name: string,
    scope: choice(tokenScopes),
    agreement: nullable(string),
    createdAt: instant,
    lastUsedAt: nullable(instant),
    expiresAt: instant,
    address: nullable(string),
  }),
);

export const tokenListSchema = named<{ items: TokenItem[] }>(
  'TokenList',
  'The caller’s tokens',
  object({ items: list(tokenSchema) }),
);

export const newTokenSchema = named<NewToken>(
  'NewToken',
  'The new token, shown only once',
  object({ ...tokenSchema.properties, token: string }),
);
