import type { VNode } from 'preact';
import { Button } from '../../web/components/button.js';
import { describedBy, Field, TextArea, TextField } from '../../web/components/field.js';
import { Select } from '../../web/components/select.js';
import { words } from '../../web/i18n/words.js';
import { boxOf, type ChangeRow } from './amendment-form.js';
import type { ProposeProps } from './propose.types.js';

type RowProps = ProposeProps & { row: ChangeRow; place: number };

/** The boxes that a change of its kind needs. */
export function ChangeFields(props: RowProps): VNode {
  const { row, place, frame } = props;
  const t = words(frame.language).commitment.amendments;
  const { kind } = row;
  return (
    <fieldset class="amendment-row">
      <legend>{t.form.place(place + 1, t.kinds[kind])}</legend>
      <input type="hidden" name={boxOf('kind', place)} value={kind} />
      {kind === 'add' ? <Place {...props} /> : <CommitmentBox {...props} name="commitment" />}
      {kind === 'merge' ? <CommitmentBox {...props} name="into" /> : null}
      {kind === 'add' || kind === 'reword' ? <Wording {...props} /> : null}
      <Button name="do" value={`remove:${place}`} formnovalidate class="amendment-remove">
        {t.form.remove(place + 1)}
      </Button>
    </fieldset>
  );
}

/** By its code; the codes of what is open are offered, each with its wording. */
function CommitmentBox(props: RowProps & { name: 'commitment' | 'into' }): VNode {
  const { row, place, frame, faults, choices, name } = props;
  const { language } = frame;
  const t = words(language).commitment.amendments.form;
  const id = boxOf(name, place);
  const found = choices.commitments.find(({ code }) => code === row[name]);
  return (
    <Field
      id={id}
      label={name === 'into' ? t.into : t.commitment}
      hint={found?.title[language]}
      error={faults[id]}
    >
      <input
        class="input n amendment-code"
        type="text"
        id={id}
        name={id}
        list="open-commitments"
        autocomplete="off"
        size={8}
        value={row[name]}
        {...describedBy(id, found, faults[id])}
      />
    </Field>
  );
}

function Place({ row, place, frame: { language }, faults, choices }: RowProps): VNode {
  const t = words(language).commitment.amendments.form;
  const [sector, code, lead] = ['sector', 'code', 'lead'].map((name) => boxOf(name, place)) as [
    string,
    string,
    string,
  ];
  return (
    <>
      <Field id={sector} label={t.sector} error={faults[sector]}>
        <Select
          id={sector}
          name={sector}
          value={row.sector}
          describedBy={faults[sector] ? `${sector}-error` : undefined}
          choices={[
            { value: '', label: t.choose },
            ...choices.sectors.map((one) => ({
              value: one.code,
              label: `${one.code}. ${one.name[language]}`,
            })),
          ]}
        />
      </Field>
      <TextField
        id={code}
        name={code}
        label={t.code}
        hint={t.codeHint}
        value={row.code}
        error={faults[code]}
        most={10}
      />
      <Field id={lead} label={t.lead} error={faults[lead]}>
        <Select
          id={lead}
          name={lead}
          value={row.lead}
          choices={[
            { value: '', label: t.leadLater },
            ...choices.bodies.map((one) => ({ value: one.code, label: one.name[language] })),
          ]}
        />
      </Field>
    </>
  );
}

function Wording({ row, place, frame: { language }, faults }: RowProps): VNode {
  const t = words(language).commitment.amendments.form;
  const [vi, en, due] = ['vi', 'en', 'due'].map((name) => boxOf(name, place)) as [string, string, string];
  const isNew = row.kind === 'add';
  return (
    <>
      {isNew ? null : (
        <div class="amendment-fill">
          <Button name="do" value={`fill:${place}`} formnovalidate>
            {t.fill}
          </Button>
          <p class="hint">{t.fillHint}</p>
        </div>
      )}
      <TextArea
        id={vi}
        name={vi}
        label={isNew ? t.title_ : t.newTitle}
        hint={isNew ? undefined : t.newTitleHint}
        value={row.vi}
        error={faults[vi]}
        most={2000}
        class="amendment-wide"
      />
      <TextArea
        id={en}
        name={en}
        label={t.english}
        hint={t.englishHint}
        value={row.en}
        error={faults[en]}
        most={2000}
        rows={2}
        class="amendment-wide"
      />
      <TextField
        id={due}
        name={due}
        label={isNew ? t.due : t.newDue}
        hint={isNew ? t.dueHint : t.newDueHint}
        value={row.due}
        error={faults[due]}
        most={60}
        class="amendment-wide"
      />
    </>
  );
}
