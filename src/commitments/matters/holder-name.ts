import type { Language } from '../../platform/text.js';
import { words } from '../../web/i18n/words.js';
import type { SideItem } from '../commitment.types.js';
import type { MatterHolderItem } from './matter-history.types.js';

/** `lãnh đạo phía Hà Nội`, `UBND tỉnh` */
export function holderName(
  { role, party, outside }: MatterHolderItem,
  sides: readonly SideItem[],
  language: Language,
): string {
  const t = words(language).commitment.matters;
  if (role === 'outside' && outside !== null) return outside;
  const name = sides.find((side) => side.party === party)?.partyName[language] ?? party;
  return role === 'leader' ? t.leader(name) : t.office(name);
}
