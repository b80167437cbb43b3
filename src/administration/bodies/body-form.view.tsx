import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import type { Day } from '../../platform/clock.js';
import { bodyKinds } from '../../agreements/body.entity.js';
import type { FormFaults, FormValues } from '../../platform/http/forms.js';
import { Button, ButtonLink, CsrfField } from '../../web/components/button.js';
import { DateField } from '../../web/components/date-field.js';
import { TextField } from '../../web/components/field.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { ErrorSummary } from '../../web/components/error-summary.js';
import { SelectField } from '../form-parts.view.js';
import type { BodyLink } from './body.types.js';

export interface BodyFormProps {
  frame: Frame;
  action: string;
  values: FormValues;
  faults: FormFaults;
  /** Bodies of the side, to follow it or to stand over it. */
  others: (BodyLink & { lastDay: Day | null })[];
  /** What follows from the change, to be confirmed; empty where nothing does. */
  consequences: string[];
  submit: string;
  children?: VNode;
}

export function BodyForm(props: BodyFormProps): VNode {
  const { frame, action, values, faults, submit } = props;
  const t = words(frame.language).bodies;
  const field = (name: 'nameVi' | 'nameEn' | 'shortVi' | 'shortEn', most: number, hint?: string) => (
    <TextField
      id={name}
      name={name}
      label={t.fields[name]}
      hint={hint}
      value={values[name]}
      error={faults[name]}
      most={most}
      required
    />
  );
  return (
    <form method="post" action={action} class="admin-form">
      <ErrorSummary title={t.failed} faults={faults} />
      <Consequences {...props} />
      <CsrfField token={frame.csrf} />
      {values.basis ? <input type="hidden" name="basis" value={values.basis} /> : null}
      {props.children}
      <KindField {...props} />
      <div class="field-row">
        {field('nameVi', 300)}
        {field('nameEn', 300)}
        {field('shortVi', 100, t.hints.shortVi)}
        {field('shortEn', 100, t.hints.shortVi)}
      </div>
      <Span {...props} />
      <div class="form-actions">
        <Button primary>{props.consequences.length > 0 ? t.warn.confirm : submit}</Button>
        <ButtonLink href="/quan-tri/co-quan">{t.cancel}</ButtonLink>
      </div>
    </form>
  );
}

function KindField({ frame: { language }, values, faults }: BodyFormProps): VNode {
  const t = words(language).bodies;
  return (
    <SelectField
      name="kind"
      label={t.fields.kind}
      value={values.kind ?? 'department'}
      error={faults.kind}
      choices={bodyKinds.map((kind) => ({ value: kind, label: t.kinds[kind]! }))}
    />
  );
}

/** From when to when, what follows it, what it stands under. */
function Span({ frame: { language }, values, faults, others }: BodyFormProps): VNode {
  const t = words(language).bodies;
  const choices = [
    { value: '', label: t.noOther },
    ...others.map(({ id, name, lastDay }) => ({
      value: String(id),
      label: lastDay ? `${name[language]} (${t.until(formatDay(lastDay))})` : name[language],
    })),
  ];
  const day = (name: 'firstDay' | 'lastDay') => (
    <DateField
      id={name}
      name={name}
      language={language}
      label={t.fields[name]}
      hint={t.hints[name]}
      value={values[name]}
      error={faults[name]}
    />
  );
  return (
    <div class="field-row">
      {day('firstDay')}
      {day('lastDay')}
      {others.length === 0 ? null : (
        <>
          <SelectField
            name="successorId"
            label={t.fields.successor}
            hint={t.hints.successor}
            value={values.successorId}
            error={faults.successorId}
            choices={choices}
          />
          <SelectField
            name="parentId"
            label={t.fields.parent}
            hint={t.hints.parent}
            value={values.parentId}
            error={faults.parentId}
            choices={choices}
          />
        </>
      )}
    </div>
  );
}

function Consequences({ frame: { language }, consequences }: BodyFormProps): VNode | null {
  if (consequences.length === 0) return null;
  return (
    <>
      <NoticeBar tone="late" title={words(language).bodies.warn.title} role="alert">
        <ul class="consequences">
          {consequences.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </NoticeBar>
      <input type="hidden" name="confirmed" value="1" />
    </>
  );
}
