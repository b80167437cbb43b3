import { SetMetadata } from '@nestjs/common';
import { roles, type Role } from './viewer.js';

export const ALLOW = 'accounts:allow';
export const everyone = 'everyone';

/** Who may call a route. Every route carries this or `Public`; a test fails on one that does not. */
export const Allow = (...allowed: [Role, ...Role[]]) => SetMetadata(ALLOW, allowed);

/** Any signed-in account; scope is then a matter of the queries. */
export const AllowSignedIn = () => SetMetadata(ALLOW, [...roles]);

/** A route for people who are not signed in: signing in itself, health, styles. */
export const Public = () => SetMetadata(ALLOW, everyone);
