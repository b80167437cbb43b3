import type { VNode } from 'preact';
import { Section } from '../../web/components/section.js';
import { words } from '../../web/i18n/words.js';
import { leadOf } from './lead-of.js';
import type { ReportFrame } from './update.types.js';

/** Whose turn it is once the report is sent, and who sees it. */
export function AfterSending(props: ReportFrame): VNode {
  const {
    commitment,
    party,
    contributes,
    isReviewed,
    frame: { language },
  } = props;
  const t = words(language).commitment;
  const own = commitment.sides.find((side) => side.party === party)?.partyName[language] ?? party;
  const others = commitment.sides
    .filter((side) => side.party !== party)
    .map(({ partyName }) => partyName[language])
    .join(', ');
  const lead = leadOf(commitment, party, language);
  return (
    <Section id="sau-khi-gui" title={t.update.after.title}>
      {contributes ? (
        <p>{t.contributions.form.sendNote(lead)}</p>
      ) : isReviewed ? (
        <p>{t.update.after.reviewed(others)}</p>
      ) : (
        <p>
          {t.update.after.done(own)} {t.update.after.underWay(lead)} {t.update.sendNote(others)}
        </p>
      )}
    </Section>
  );
}
