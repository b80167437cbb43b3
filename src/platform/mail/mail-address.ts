import { isEmail } from 'class-validator';
import { hasInvisible } from '../text.js';

/** As the table of accounts has it: `isEmail` alone lets quoted ones through, with spaces or a second `@`, of which the domain is not what follows the first. */
const plain = /^[^@\s"\\]+@[^@\s"\\]+$/;
const LONGEST = 254;

/** An address that a mail server takes, and of which nothing is hidden from whoever reads it. Measured before it is looked at. */
export function isMailAddress(text: string): boolean {
  return text.length <= LONGEST && plain.test(text) && !hasInvisible(text) && isEmail(text);
}
