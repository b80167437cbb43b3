import type { VNode } from 'preact';
import { hasFaults } from '../../platform/http/forms.js';
import { Breadcrumb } from '../../web/components/breadcrumb.js';
import { Button } from '../../web/components/button.js';
import { ErrorSummary } from '../../web/components/error-summary.js';
import { Field } from '../../web/components/field.js';
import { PageHead, Section } from '../../web/components/section.js';
import { Select } from '../../web/components/select.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { ActionForm } from '../page/commitment-form.view.js';
import { commitmentHref } from '../parts/links.js';
import type { PlanFormProps } from './plan-form.types.js';
import { PlanDue } from './plan-due.view.js';
import { PlanList } from './plan-list.view.js';
import { PlanProduct } from './plan-product.view.js';
import { boxOfBody } from './plan-values.js';

const fields = ['leadBody', 'kind', 'textVi', 'textEn', 'recipient', 'due'];

/** A side's plan: its bodies, its product, and the deadline to which it agrees. */
export function PlanFormPage(props: PlanFormProps): VNode {
  const { frame, commitment, own, faults, values, isNew } = props;
  const { language } = frame;
  const t = words(language).commitment;
  const head = t.plan.form.title(own.partyName[language]);
  const base = commitmentHref(commitment.agreement.slug, commitment.code);
  const title = `${head} ${commitment.code} ${commitment.title[language]}`;
  return (
    <Page
      {...frame}
      active="commitments"
      title={hasFaults(faults) ? `${t.update.errorPrefix} ${title}` : title}
    >
      <Breadcrumb language={language} items={[{ label: commitment.code, href: base }, { label: head }]} />
      <PageHead
        title={
          <>
            {head} <span class="page-code n">{commitment.code}</span> {commitment.title[language]}
          </>
        }
        note={t.plan.form.note(commitment.sides.length)}
      />
      <div class="columns columns-narrow">
        <div class="section report">
          <ErrorSummary
            faults={faults}
            fields={fields}
            title={t.update.errorsTitle(Object.keys(faults).length)}
            text={t.update.errorsText}
          />
          <ActionForm frame={frame} commitment={commitment} path="ke-hoach" class="plan-form">
            <Bodies {...props} />
            <PlanProduct
              product={own.product}
              refusal={isNew ? null : { values, faults }}
              language={language}
              prefix=""
            />
            <PlanDue {...props} />
            <p class="hint">
              {t.plan.form.indicators} <a href={`${base}/chi-tieu`}>{t.indicators.set.open}</a>
            </p>
            <div class="form-actions">
              <Button primary>{t.plan.form.submit}</Button>
              <a href={base}>{t.update.cancel}</a>
            </div>
          </ActionForm>
        </div>
        <Section id="ke-hoach-hien-nay" title={t.plan.form.present}>
          <PlanList commitment={commitment} events={[]} language={language} withBodies />
        </Section>
      </div>
    </Page>
  );
}

function Bodies({ frame: { language }, bodies, values, faults }: PlanFormProps): VNode {
  const t = words(language).commitment.plan.form;
  return (
    <>
      <Field id="leadBody" label={t.leadBody} hint={t.leadHint} error={faults.leadBody}>
        <Select
          id="leadBody"
          name="leadBody"
          value={values.leadBody}
          describedBy={faults.leadBody ? 'leadBody-error' : 'leadBody-hint'}
          choices={[
            ...(values.leadBody ? [] : [{ value: '', label: words(language).commitment.extension.choose }]),
            ...bodies.map(({ code, name }) => ({ value: code, label: name[language] })),
          ]}
        />
      </Field>
      <fieldset class={`field plan-bodies${faults.cooperatingBodies ? ' field-wrong' : ''}`}>
        <legend>{t.cooperating}</legend>
        <p class="hint">{t.cooperatingHint}</p>
        <div class="plan-bodies-list">
          {bodies.map(({ code, name }) => (
            <label class="check" key={code}>
              <input
                type="checkbox"
                name={boxOfBody(code)}
                value="yes"
                checked={values[boxOfBody(code)] !== undefined}
              />
              <span>{name[language]}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </>
  );
}
