import { defineEntity, p } from '@mikro-orm/core';
import type { BilingualText, Language } from '../platform/text.js';
import type { Role as RoleCode } from '../identity/viewer.js';

const RoleSchema = defineEntity({
  name: 'Role',
  tableName: 'role',
  properties: {
    code: p.text().primary().$type<RoleCode>(),
    name: p.json().$type<BilingualText>(),
    speaksFor: p.text().$type<'body' | 'party' | 'nobody'>(),
  },
});

/** What an account may do, and whom it speaks for. */
export class Role extends RoleSchema.class {}
RoleSchema.setClass(Role);

const UserSchema = defineEntity({
  name: 'User',
  tableName: 'app_user',
  properties: {
    id: p.integer().primary(),
    /** Lower case. */
    email: p.text(),
    name: p.json().$type<BilingualText>(),
    role: p.text().$type<RoleCode>(),
    partyId: p.integer().nullable(),
    bodyId: p.integer().nullable(),
    /** Of its body, whose head gets what the officers did not settle; it may do what they may. */
    head: p.boolean().default(false),
    /** Null until the person invited has set one, or where sign-in is by another way: then no password fits. */
    passwordHash: p.text().hidden().nullable(),
    language: p.text().$type<Language>().default('vi'),
    active: p.boolean().default(true),
    createdAt: p.datetime(),
  },
});

/** An account: a post of an office, not a person. */
export class User extends UserSchema.class {}
UserSchema.setClass(User);
