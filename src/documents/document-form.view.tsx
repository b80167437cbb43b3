import type { VNode } from 'preact';
import { anyPeriodName } from '../calendar/longer-periods.js';
import type { NamedCode } from '../commitments/commitment.types.js';
import type { FormFaults, FormValues } from '../platform/http/forms.js';
import type { BilingualText, Language } from '../platform/text.js';
import { Button, CsrfField } from '../web/components/button.js';
import { DateField } from '../web/components/date-field.js';
import { Field } from '../web/components/field.js';
import { NoticeBar } from '../web/components/notice-bar.js';
import { Section } from '../web/components/section.js';
import { SegmentedRadios } from '../web/components/segmented-radios.js';
import { Select, type Choice } from '../web/components/select.js';
import type { Frame } from '../web/frame.js';
import { words } from '../web/i18n/words.js';
import { documentsHref } from '../web/links.js';
import type { ClosedPeriod } from './documents.queries.js';
import { editions } from './documents.types.js';

export interface FormProps {
  /** For which the office asks. */
  side: BilingualText;
  periods: ClosedPeriod[];
  bodies: NamedCode[];
  values: FormValues;
  faults: FormFaults;
}

const kinds = ['report', 'joint_report', 'reminder_letter', 'annex', 'joint_annex'] as const;

/** Kind, of which state, for whom. What does not fit together is refused in words, beside its field. */
export function DocumentFormSection({
  frame,
  slug,
  side,
  ...form
}: FormProps & { frame: Frame; slug: string }): VNode {
  const { language } = frame;
  const { values, faults } = form;
  const t = words(language).documents;
  const whole = faults[''];
  return (
    <Section id="lap" title={t.form.title} note={t.form.note(side[language])}>
      {whole ? (
        <NoticeBar tone="over" title={t.form.failed} role="alert">
          {whole}
        </NoticeBar>
      ) : null}
      <form method="post" action={documentsHref(slug)} class="document-form">
        <CsrfField token={frame.csrf} />
        <div class="document-fields">
          <Choose
            name="kind"
            label={t.form.kind}
            hint={t.form.kindHint}
            value={values.kind || 'report'}
            error={faults.kind}
            choices={kinds.map((kind) => ({ value: kind, label: t.kinds[kind] }))}
          />
          <Choose
            name="period"
            label={t.form.period}
            hint={t.form.periodHint}
            value={values.period ?? ''}
            error={faults.period}
            choices={periodChoices(form, language)}
          />
          <DateField
            id="day"
            name="day"
            label={t.form.day}
            hint={t.form.dayHint}
            language={language}
            value={values.day}
            error={faults.day}
          />
          <Choose
            name="body"
            label={t.form.body}
            hint={t.form.bodyHint}
            value={values.body ?? ''}
            error={faults.body}
            choices={[
              { value: '', label: t.form.noBody },
              ...form.bodies.map(({ code, name }) => ({ value: code, label: name[language] })),
            ]}
          />
        </div>
        <div class="document-choices">
          <SegmentedRadios
            name="edition"
            legend={t.form.edition}
            value={values.edition || 'committees'}
            error={faults.edition}
            choices={editions.map((edition) => ({ value: edition, label: t.editions[edition] }))}
          />
          <SegmentedRadios
            name="language"
            legend={t.form.language}
            value={values.language || 'vi'}
            error={faults.language}
            choices={(['vi', 'en'] as const).map((each) => ({ value: each, label: t.languages[each] }))}
          />
        </div>
        <p class="hint">{t.form.editionHint}</p>
        <div class="form-actions">
          <Button primary>{t.form.button}</Button>
        </div>
      </form>
    </Section>
  );
}

function periodChoices({ periods }: Pick<FormProps, 'periods'>, language: Language): Choice[] {
  const t = words(language).documents.form;
  return [
    ...periods.map(({ code, own, joint }) => {
      const name = anyPeriodName(code)[language];
      const label =
        own && joint ? t.periodOwn(name) : joint ? t.periodJointOnly(name) : t.periodOwnOnly(name);
      return { value: code, label };
    }),
    { value: '', label: t.noPeriod },
  ];
}

interface ChooseProps {
  name: string;
  label: string;
  hint?: string;
  value: string;
  error?: string;
  choices: Choice[];
}

function Choose({ name, label, hint, value, error, choices }: ChooseProps): VNode {
  return (
    <Field id={name} label={label} hint={hint} error={error}>
      <Select
        id={name}
        name={name}
        value={value}
        choices={choices}
        describedBy={
          [hint ? `${name}-hint` : '', error ? `${name}-error` : ''].filter(Boolean).join(' ') || undefined
        }
      />
    </Field>
  );
}
