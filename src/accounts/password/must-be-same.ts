import { RuleBroken } from '../../platform/errors.js';
import { words } from '../../web/i18n/words.js';

/** A new password is entered twice. @throws RuleBroken at `repeat` where the two differ */
export function mustBeSame({ password, repeat }: { password: string; repeat: string }): void {
  if (password === repeat) return;
  throw new RuleBroken({ vi: words('vi').password.notSame, en: words('en').password.notSame }, 'repeat');
}
