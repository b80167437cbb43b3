import { defineEntity, p } from '@mikro-orm/core';
import type { TokenScope } from '../identity/access.types.js';
import { User } from './user.entity.js';

const SessionSchema = defineEntity({
  name: 'Session',
  tableName: 'session',
  properties: {
    id: p.integer().primary(),
    /** SHA-256 of the cookie's value: a stolen table opens no session. */
    tokenHash: p.blob(),
    user: () => p.manyToOne(User),
    csrfSecret: p.text(),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
    /** Where it was opened, and with what. */
    address: p.string().columnType('inet').nullable(),
    userAgent: p.text().nullable(),
    /** To the minute. */
    lastSeenAt: p.datetime().nullable(),
    /** When its owner last showed at the single sign-on that it is still he. */
    provenAt: p.datetime().nullable(),
    /** The post for which it acts; whether it still may is asked with each request. */
    actingForId: p.integer().nullable(),
  },
});

/** A browser's sign-in. */
export class Session extends SessionSchema.class {}
SessionSchema.setClass(Session);

const AccessTokenSchema = defineEntity({
  name: 'AccessToken',
  tableName: 'access_token',
  properties: {
    id: p.integer().primary(),
    tokenHash: p.blob(),
    user: () => p.manyToOne(User),
    name: p.text(),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
    address: p.string().columnType('inet').nullable(),
    /** To the minute. */
    lastUsedAt: p.datetime().nullable(),
    scope: p.text().$type<TokenScope>().default('read+write'),
    /** The one agreement in which it is good; null for all that the account may see. */
    agreementId: p.integer().nullable(),
    /** The token that made it, which it does not outlive. */
    parentId: p.integer().nullable(),
    /** True for those that a sign-in gives; null in old rows, where the name says so. */
    bySignIn: p.boolean().nullable(),
  },
});

/** A program's bearer token. */
export class AccessToken extends AccessTokenSchema.class {}
AccessTokenSchema.setClass(AccessToken);

const SignInFailureSchema = defineEntity({
  name: 'SignInFailure',
  tableName: 'sign_in_failure',
  properties: {
    id: p.bigint('number').primary(),
    emailHash: p.blob(),
    address: p.string().columnType('inet'),
    at: p.datetime(),
    /** Under which a browser from which the account was signed in to before is counted by itself. */
    known: p.blob().nullable(),
  },
});

/** A failed sign-in, kept while it counts against the limit. */
export class SignInFailure extends SignInFailureSchema.class {}
SignInFailureSchema.setClass(SignInFailure);
