/**
 * What the table of accounts takes as an address. `isEmail` alone also lets quoted ones through, with spaces or a second `@`,
 * of which the domain is not what follows the first.
 */
export const accountAddress = /^[^@\s]+@[^@\s]+$/;
