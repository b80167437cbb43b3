import { Stale } from '../../platform/errors.js';

/** The own body's draft is another by now than the one on which something rests. */
export class StaleDraft extends Stale {}
