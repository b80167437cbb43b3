import type { VNode } from 'preact';
import { capital, formatInstantDay, formatPercent } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { evidenceName } from '../parts/document-line.js';
import type { SideItem } from '../commitment.types.js';
import type { CommitmentPageProps } from '../page/commitment-page.types.js';
import { Written } from '../../web/components/written.js';

/** What these sides declared, in their own words: what one signs, or sends back. */
export function Declared(props: CommitmentPageProps & { sides: (SideItem | undefined)[] }): VNode {
  return (
    <>{props.sides.map((side) => (side ? <Statement {...props} side={side} key={side.party} /> : null))}</>
  );
}

function Statement({
  side,
  commitment,
  frame: { language },
}: CommitmentPageProps & { side: SideItem }): VNode | null {
  const t = words(language);
  const statement = commitment.statements[side.party];
  if (!statement) return null;
  const { status, percent, at, results } = statement;
  const proofs = (commitment.evidence[side.party] ?? []).map((each) => evidenceName(each, language));
  const declared = t.commitment.says(
    side.partyName[language],
    t.status[status].toLowerCase(),
    formatPercent(percent, language),
  );
  return (
    <p class="asked">
      <strong>{capital(declared)}</strong>, <span class="n">{formatInstantDay(at)}</span>
      {results.trim() === '' ? null : (
        <>
          <br />
          {t.commitment.texts.results}: <Written>{results}</Written>
        </>
      )}
      {proofs.length === 0 ? null : (
        <>
          <br />
          {t.commitment.evidence.title}: <span lang="vi">{proofs.join('; ')}</span>
        </>
      )}
    </p>
  );
}
