import type { VNode } from 'preact';
import { Field } from '../../web/components/field.js';
import { Select } from '../../web/components/select.js';
import { words } from '../../web/i18n/words.js';
import type { UpdatePageProps } from '../updates/update.types.js';
import { levelName } from './level-name.js';
import { decisionLevels } from './matter.types.js';

/** The one question beside the difficulties: who must decide. */
export function LevelField({ frame, commitment, values, faults }: UpdatePageProps): VNode {
  const t = words(frame.language).commitment.matters;
  return (
    <Field id="decisionLevel" label={t.question} hint={t.questionHint} error={faults.decisionLevel}>
      <Select
        id="decisionLevel"
        name="decisionLevel"
        choices={decisionLevels.map((value) => ({
          value,
          label: levelName(value, commitment.sides.length, frame.language),
        }))}
        value={values.decisionLevel}
        describedBy="decisionLevel-hint"
      />
    </Field>
  );
}
