import type { VNode } from 'preact';
import { periodName } from '../../calendar/reporting-period.js';
import { formatTime } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { figureField, outOfField } from '../indicators/figure-values.js';
import { Choice, Text } from './versions.view.js';
import { diffTexts } from './text-diff.js';
import type { Other, UpdateConflictProps } from './update.types.js';

/** Figures and the period, where two drafts say different things of them: a choice for each. */
export function Others(props: UpdateConflictProps): VNode {
  return (
    <>
      {(props.others ?? []).map((other) => {
        const name = nameOf(other, props);
        return name === null ? null : <OtherRow {...props} other={other} label={name} key={other.name} />;
      })}
    </>
  );
}

function OtherRow({
  other: { name, mine, theirs },
  label,
  frame: { language },
  at,
}: UpdateConflictProps & { other: Other; label: string }): VNode {
  const t = words(language).commitment.update.conflict;
  const read = (value: string) =>
    name === 'period' && /^\d{4}-\d{2}$/.test(value) ? periodName(value)[language] : value;
  const [own, other] = diffTexts(read(mine), read(theirs));
  return (
    <fieldset class="conflict-row conflict-differs">
      <legend class="conflict-field">
        <span class="sr">{t.choose(label)}</span>
        <span aria-hidden="true">{label}</span>
      </legend>
      <input type="hidden" name={`mine_${name}`} value={mine} />
      <input type="hidden" name={`theirs_${name}`} value={theirs} />
      <div class="version">
        <p class="version-name">{t.mine}</p>
        <Text runs={own} none={t.empty} />
        <Choice field={name} value="mine" label={t.keepMine} />
      </div>
      <div class="version">
        <p class="version-name n">{t.theirs(formatTime(at))}</p>
        <Text runs={other} none={t.empty} />
        <Choice field={name} value="theirs" label={t.takeTheirs} />
      </div>
    </fieldset>
  );
}

/** Null for what belongs to the program, and has no name. */
function nameOf({ name }: Other, { commitment, party, frame: { language } }: UpdateConflictProps) {
  if (name === 'period') return words(language).commitment.update.periods.legend;
  const side = commitment.sides.find((one) => one.party === party);
  for (const { code, name: indicator } of side?.indicators ?? []) {
    if (name === figureField(code)) return indicator[language];
    if (name === outOfField(code))
      return words(language).commitment.indicators.form.outOf(indicator[language]);
  }
  return null;
}
