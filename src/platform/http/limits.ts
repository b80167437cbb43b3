/** Characters of one part of an address, such as a slug or a code. */
export const MAX_PATH_PART = 200;
