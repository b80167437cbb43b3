import type { VNode } from 'preact';
import { Field, TextField, describedBy } from '../../web/components/field.js';
import { DateField } from '../../web/components/date-field.js';
import { Section } from '../../web/components/section.js';
import { Select } from '../../web/components/select.js';
import { words } from '../../web/i18n/words.js';
import type { AgreementBox } from './start-boxes.js';
import type { StartPageProps } from './start.types.js';
import { DEFAULTS } from './start-from.js';
import { MOST_TEXT } from './start-parties.js';

type Props = Pick<StartPageProps, 'frame' | 'values' | 'faults'>;

function texts({ frame: { language }, values, faults }: Props) {
  const t = words(language).agreements.fresh;
  return (name: AgreementBox, more: { hint?: string; most?: number; value?: string } = {}) => (
    <TextField
      id={name}
      name={name}
      label={t.labels[name]}
      most={more.most ?? MOST_TEXT}
      hint={more.hint}
      value={values[name] ?? more.value}
      error={faults[name]}
      autocomplete="off"
    />
  );
}

/** What the agreement is called, by whom and when it was issued, and for how long it holds. */
export function DocumentFields(props: Props): VNode {
  const { frame, values, faults } = props;
  const { language } = frame;
  const all = words(language).agreements;
  const t = all.fresh;
  const text = texts(props);
  const day = (name: 'from' | 'to' | 'issuedOn', hint?: string) => (
    <DateField
      id={name}
      name={name}
      language={language}
      label={t.labels[name]}
      hint={hint}
      value={values[name]}
      error={faults[name]}
    />
  );
  return (
    <Section id="van-ban" title={t.document}>
      <div class="field-row">
        {text('number', { hint: t.hints.number, most: 60 })}
        <Field id="kind" label={t.labels.kind} error={faults.kind}>
          <Select
            id="kind"
            name="kind"
            value={values.kind ?? DEFAULTS.kind}
            choices={Object.entries(all.kinds).map(([value, label]) => ({ value, label }))}
            describedBy={describedBy('kind', undefined, faults.kind)['aria-describedby']}
          />
        </Field>
        {text('titleVi')}
        {text('titleEn', { hint: t.hints.english })}
        {text('issuerVi')}
        {text('issuerEn', { hint: t.hints.english })}
        {day('from')}
        {day('to')}
        {day('issuedOn', t.hints.issuedOn)}
        {text('slug', { hint: t.hints.slug, most: 60 })}
      </div>
    </Section>
  );
}

/** By which its reports are reckoned. An agreement file says the same. */
export function RuleFields(props: Props): VNode {
  const { frame, values } = props;
  const t = words(frame.language).agreements.fresh;
  const text = texts(props);
  const number = (name: 'differencePoints' | 'reportingCutoffDay' | 'reportDueDay' | 'waitingLimitDays') =>
    text(name, { most: 40, value: DEFAULTS[name], hint: t.hints[name] });
  const check = (name: 'evidenceRequired' | 'reportReview') => (
    <label class="check">
      <input type="checkbox" id={name} name={name} value="yes" checked={values[name] === 'yes'} />
      <span>{t.labels[name]}</span>
    </label>
  );
  return (
    <Section id="quy-tac" title={t.rules} note={t.rulesNote}>
      <div class="field-row">
        {number('reportingCutoffDay')}
        {number('reportDueDay')}
        {number('differencePoints')}
        {number('waitingLimitDays')}
      </div>
      {check('evidenceRequired')}
      {check('reportReview')}
    </Section>
  );
}
