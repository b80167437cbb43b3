import type { VNode } from 'preact';
import { hasFaults, type FormFaults, type FormValues } from '../../platform/http/forms.js';
import { Breadcrumb } from '../../web/components/breadcrumb.js';
import { Button } from '../../web/components/button.js';
import { ErrorSummary } from '../../web/components/error-summary.js';
import { Field, TextField } from '../../web/components/field.js';
import { PageHead, Section } from '../../web/components/section.js';
import { Select, type Choice } from '../../web/components/select.js';
import { Written } from '../../web/components/written.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import type { CommitmentDetail } from '../commitment.types.js';
import { ActionForm } from '../page/commitment-form.view.js';
import { commitmentHref } from '../parts/links.js';
import { acrossIn, figureIn } from './indicator-words.js';
import { boxOf, indicatorBoxes, type IndicatorBox } from './indicator-values.js';
import { indicatorAdds, indicatorDirections, MOST_INDICATOR_NAME, MOST_UNIT } from './indicator.js';

export interface IndicatorFormProps {
  frame: Frame;
  commitment: CommitmentDetail;
  /** Code of the side whose part it is. */
  party: string;
  /** How many rows. */
  rows: number;
  values: FormValues;
  faults: FormFaults;
}

/** What a side's part is measured by, a fieldset each. */
export function IndicatorFormPage(props: IndicatorFormProps): VNode {
  const { frame, commitment, faults, rows } = props;
  const { language } = frame;
  const t = words(language).commitment;
  const base = commitmentHref(commitment.agreement.slug, commitment.code);
  const all = Array.from({ length: rows }, (_, row) => row);
  const title = `${t.indicators.set.title} ${commitment.code} ${commitment.title[language]}`;
  return (
    <Page
      {...frame}
      active="commitments"
      title={hasFaults(faults) ? `${t.update.errorPrefix} ${title}` : title}
    >
      <Breadcrumb
        language={language}
        items={[{ label: commitment.code, href: base }, { label: t.indicators.set.title }]}
      />
      <PageHead
        title={
          <>
            {t.indicators.set.title} <span class="page-code n">{commitment.code}</span>{' '}
            {commitment.title[language]}
          </>
        }
        note={t.indicators.set.text}
      />
      <div class="columns columns-narrow">
        <div class="section report">
          <ErrorSummary
            faults={faults}
            fields={all.flatMap((row) => indicatorBoxes.map((box) => boxOf(box, row)))}
            title={t.update.errorsTitle(Object.keys(faults).length)}
            text={t.update.errorsText}
          />
          <ActionForm frame={frame} commitment={commitment} path="chi-tieu">
            {all.map((row) => (
              <Row {...props} row={row} key={row} />
            ))}
            <p class="hint">{t.indicators.set.kept}</p>
            <div class="form-actions">
              <Button primary>{t.indicators.set.save}</Button>
              <a href={base}>{t.update.cancel}</a>
            </div>
          </ActionForm>
        </div>
        <Others {...props} />
      </div>
    </Page>
  );
}

function Row(props: IndicatorFormProps & { row: number }): VNode {
  const { row, values, faults, frame, commitment } = props;
  const t = words(frame.language).commitment.indicators.set;
  const text = (box: IndicatorBox, label: string, hint?: string, most?: number) => (
    <TextField
      id={boxOf(box, row)}
      name={boxOf(box, row)}
      label={label}
      hint={hint}
      most={most}
      autocomplete="off"
      value={values[boxOf(box, row)]}
      error={faults[boxOf(box, row)]}
    />
  );
  const select = (box: IndicatorBox, label: string, choices: Choice[]) => (
    <Field id={boxOf(box, row)} label={label} error={faults[boxOf(box, row)]}>
      <Select
        id={boxOf(box, row)}
        name={boxOf(box, row)}
        choices={choices}
        value={values[boxOf(box, row)] ?? choices[0]!.value}
        describedBy={faults[boxOf(box, row)] ? `${boxOf(box, row)}-error` : undefined}
      />
    </Field>
  );
  const name = values[boxOf('nameVi', row)]?.trim();
  const isSet = Boolean(values[boxOf('code', row)]);
  return (
    <fieldset class="indicator-fields">
      <legend>{name ? <Written>{name}</Written> : t.one(row + 1)}</legend>
      {text('nameVi', t.nameVi, undefined, MOST_INDICATOR_NAME)}
      {text('nameEn', t.nameEn, t.nameEnHint, MOST_INDICATOR_NAME)}
      <div class="field-row">
        {text('unit', t.unit, t.unitHint, MOST_UNIT)}
        {text('target', t.target, t.targetHint)}
      </div>
      <div class="field-row">
        {select(
          'adds',
          t.adds,
          indicatorAdds.map((value) => ({ value, label: t.addsChoices[value] })),
        )}
        {select(
          'direction',
          t.direction,
          indicatorDirections.map((value) => ({ value, label: t.directions[value] })),
        )}
      </div>
      <div class="field-row">
        {select('across', t.across, acrossChoices(commitment, frame.language))}
        {text('code', t.code, t.codeHint)}
      </div>
      {isSet ? (
        <label class="check">
          <input
            type="checkbox"
            name={boxOf('remove', row)}
            value="yes"
            checked={Boolean(values[boxOf('remove', row)])}
          />
          <span>{t.remove}</span>
        </label>
      ) : null}
    </fieldset>
  );
}

function acrossChoices(
  { sides }: CommitmentDetail,
  language: IndicatorFormProps['frame']['language'],
): Choice[] {
  const label = (across: 'own' | 'sum' | 'average' | 'one', counts: string | null = null) =>
    acrossIn({ across, counts }, sides, language);
  return [
    { value: 'own', label: label('own') },
    { value: 'sum', label: label('sum') },
    { value: 'average', label: label('average') },
    ...sides.map(({ party }) => ({ value: `one:${party}`, label: label('one', party) })),
  ];
}

/** What the other sides measure, to go together with. */
function Others({ commitment, party, frame: { language } }: IndicatorFormProps): VNode {
  const t = words(language).commitment.indicators;
  return (
    <div>
      {commitment.sides
        .filter((side) => side.party !== party)
        .map((side) => (
          <Section
            id={`chi-tieu-${side.party}`}
            title={t.set.others(side.partyName[language])}
            key={side.party}
          >
            {side.indicators.length === 0 ? <p class="none">{t.none}</p> : null}
            <ul class="indicator-others">
              {side.indicators.map(({ code, name, unit, target, adds, across, counts, acrossProposed }) => (
                <li key={code}>
                  <strong>{name[language]}</strong>
                  <br />
                  {t.set.code}: <code>{code}</code>; {t.set.unit.toLowerCase()}: <span lang="vi">{unit}</span>
                  ; {t.columns.target.toLowerCase()}:{' '}
                  {target === null ? t.noTarget : figureIn(target, unit, language)}; {t.adds[adds]};{' '}
                  {acrossIn(acrossProposed ?? { across, counts }, commitment.sides, language).toLowerCase()}
                </li>
              ))}
            </ul>
          </Section>
        ))}
    </div>
  );
}
