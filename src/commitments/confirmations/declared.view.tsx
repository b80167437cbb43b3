import type { VNode } from 'preact';
import { capital, formatInstantDay, formatPercent } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { SideItem } from '../commitment.types.js';
import type { CommitmentPageProps } from '../page/commitment-page.types.js';
import { DeclaredDays } from '../completion/declared-days.view.js';
import { Written } from '../../web/components/written.js';

/** What these sides declared, in their own words: what one signs, or sends back. */
export function Declared(props: CommitmentPageProps & { sides: (SideItem | undefined)[] }): VNode {
  return (
    <>{props.sides.map((side) => (side ? <Statement {...props} side={side} key={side.party} /> : null))}</>
  );
}

function Statement(props: CommitmentPageProps & { side: SideItem }): VNode | null {
  const {
    side,
    commitment,
    frame: { language },
  } = props;
  const t = words(language);
  const statement = commitment.statements[side.party];
  if (!statement) return null;
  const { status, percent, at, results } = statement;
  const declared = t.commitment.says(
    side.partyName[language],
    t.status[status].toLowerCase(),
    formatPercent(percent, language),
  );
  return (
    <div class="asked">
      <p>
        <strong>{capital(declared)}</strong>, <span class="n">{formatInstantDay(at)}</span>
        {results.trim() === '' ? null : (
          <>
            <br />
            {t.commitment.texts.results}: <Written>{results}</Written>
          </>
        )}
      </p>
      <DeclaredDays {...props} />
    </div>
  );
}
