/** The cookie with the slug of the agreement whose page was read last. */
export const AGREEMENT_COOKIE = 'agreement';
