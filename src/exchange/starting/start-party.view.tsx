import type { VNode } from 'preact';
import { Field, TextArea, TextField, describedBy } from '../../web/components/field.js';
import { Select } from '../../web/components/select.js';
import { words } from '../../web/i18n/words.js';
import { ofParty, type PartyBox } from './start-boxes.js';
import type { StartPageProps } from './start.types.js';
import { MOST_OF_LINES } from './start-lines.js';
import { MOST_TEXT } from './start-parties.js';

/** A party: one that is there already, or a new one with its committee and office; and the bodies that are to be added to it. */
export function PartyFields(props: StartPageProps & { row: number }): VNode {
  const { frame, values, faults, names, known, row } = props;
  const { language } = frame;
  const t = words(language).agreements.fresh;
  const [choose, bodies] = [ofParty('known', row), ofParty('bodies', row)];
  const chosen = known.get(values[choose] ?? '');
  const choices = [
    { value: '', label: t.newParty },
    ...names.map(({ code, name }) => ({ value: code, label: name[language] })),
  ];
  return (
    <fieldset class="party-fields">
      <legend>{t.partyAt(row + 1)}</legend>
      <Field id={choose} label={t.labels.known} error={faults[choose]}>
        <Select
          id={choose}
          name={choose}
          value={values[choose]}
          choices={choices}
          describedBy={describedBy(choose, undefined, faults[choose])['aria-describedby']}
        />
      </Field>
      {chosen ? <p class="hint">{t.hasBodies(chosen.bodies.length)}</p> : null}
      <NewParty {...props} />
      <TextArea
        id={bodies}
        name={bodies}
        label={t.labels.bodies}
        hint={t.hints.bodies}
        rows={3}
        most={MOST_OF_LINES}
        value={values[bodies]}
        error={faults[bodies]}
        class="line-box"
      />
    </fieldset>
  );
}

/** Shown where it is needed, by style alone: while no party that is there is chosen. */
function NewParty({ frame: { language }, values, faults, row }: StartPageProps & { row: number }): VNode {
  const t = words(language).agreements.fresh;
  const text = (name: PartyBox, hint?: string) => (
    <TextField
      id={ofParty(name, row)}
      name={ofParty(name, row)}
      label={t.labels[name]}
      hint={hint}
      most={MOST_TEXT}
      value={values[ofParty(name, row)]}
      error={faults[ofParty(name, row)]}
      autocomplete="off"
    />
  );
  return (
    <div class="new-party field-row">
      {text('nameVi', t.hints.partyName)}
      {text('nameEn', t.hints.english)}
      {text('committeeVi', t.hints.committee)}
      {text('committeeEn', t.hints.english)}
      {text('officeVi', t.hints.office)}
      {text('officeEn', t.hints.english)}
      {text('marker', t.hints.marker)}
    </div>
  );
}
