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

export const KEY_IN_ADDRESS = 'accounts:key-in-address';

/**
 * A public route whose address is itself the key: no cookie counts there, so that a page elsewhere could send nothing that whoever knows the address could not.
 * Its page tells no referrer, by which browsers also keep back where its form came from.
 */
export const KeyInAddress = () => SetMetadata(KEY_IN_ADDRESS, true);

export const IN_FRAME = 'accounts:in-frame';

/** A public page that shows whoever is signed in the menu of their agreement all the same. */
export const InFrame = () => SetMetadata(IN_FRAME, true);

export const BEFORE_SECOND_FACTOR = 'accounts:before-second-factor';

/** Also for who must set up a second factor first: the way to do so, and the way out. */
export const BeforeSecondFactor = () => SetMetadata(BEFORE_SECOND_FACTOR, true);
