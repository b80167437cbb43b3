import { words } from '../../web/i18n/words.js';
import { addresseeOf } from '../directives/directive.rules.js';
import { directiveKinds } from '../directives/directive.types.js';
import type { Telling, Told } from './told.types.js';

/** To whom it went, who reads it. */
export function directiveTold({ t, language, facts, own, party }: Telling): Told | null {
  const kind = directiveKinds.find((one) => one === facts.kind);
  if (!kind) return null;
  const isOwn = facts.part === undefined || facts.part === own.party;
  const whom = addresseeOf({ kind, isOwn }) === 'lead_body' ? t.directiveLeadBody : t.directiveOffice;
  const { kinds } = words(language).commitment.directives;
  return {
    title: t.directiveGiven(kinds[kind].toLowerCase()),
    text: [t.directiveGoesTo(whom), t.seenByOwn(party)],
  };
}
