import type { VNode } from 'preact';
import type { CommitmentDetail, SideItem } from '../../commitments/commitment.types.js';
import type { Language } from '../../platform/text.js';
import { ButtonLink } from '../../web/components/button.js';
import { words } from '../../web/i18n/words.js';
import { chaseHref } from '../../web/links.js';

interface ChaseLinksProps {
  commitment: CommitmentDetail;
  /** Those at work. */
  sides: SideItem[];
  /** Code of the reader's side. */
  own: string;
  isLeader: boolean;
  language: Language;
}

/** One button a side: its lead body on the own, the office of another. */
export function ChaseLinks({ commitment, sides, own, isLeader, language }: ChaseLinksProps): VNode {
  const t = words(language).chase;
  const { slug } = commitment.agreement;
  const codes = [commitment.code];
  const verb = isLeader ? t.buttonLeader : t.button;
  return (
    <p class="chase-links">
      {sides.map(({ party, partyName }) => (
        <ButtonLink
          href={chaseHref(slug, party === own ? { codes } : { party, codes })}
          icon="send"
          key={party}
        >
          {verb} {party === own ? t.ownSide : t.office(partyName[language])}
        </ButtonLink>
      ))}
    </p>
  );
}
