import type { VNode } from 'preact';
import { DocumentFields } from './document-fields.view.js';
import { hasFaults } from '../../platform/http/forms.js';
import { Breadcrumb } from '../../web/components/breadcrumb.js';
import { Button, CsrfField } from '../../web/components/button.js';
import { ErrorSummary } from '../../web/components/error-summary.js';
import { PageHead, Section } from '../../web/components/section.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { amendmentsHref } from '../../web/links.js';
import { boxOf, type AmendmentFormValues } from './amendment-form.js';
import { changeKinds } from './amendment.types.js';
import { ChangeFields } from './propose-change.view.js';
import type { ProposeProps } from './propose.types.js';

/** The document, then the changes one below the other: each kind has its own boxes, so that nothing depends on a script. */
export function ProposePage(props: ProposeProps): VNode {
  const { frame, slug, values, faults } = props;
  const { language } = frame;
  const { amendments, update } = words(language).commitment;
  const t = amendments.form;
  return (
    <Page {...frame} active="notice" title={hasFaults(faults) ? `${update.errorPrefix} ${t.title}` : t.title}>
      <Breadcrumb
        language={language}
        items={[{ label: amendments.title, href: amendmentsHref(slug) }, { label: t.title }]}
      />
      <PageHead title={t.title} note={t.note} />
      <ErrorSummary
        faults={faults}
        fields={boxesOf(values)}
        title={t.errorsTitle(Object.keys(faults).length)}
        text={t.errorsText}
      />
      <form method="post" action={amendmentsHref(slug, 'de-nghi')} class="amendment-form">
        <CsrfField token={frame.csrf} />
        {/* Enter in a box sends the form, and takes no row away. */}
        <button type="submit" name="do" value="send" class="sr" tabIndex={-1} aria-hidden="true">
          {t.submit}
        </button>
        <SourceFields {...props} />
        <Section id="changes" title={t.changes}>
          {values.rows.length === 0 ? <p class="hint">{t.noChanges}</p> : null}
          {values.rows.map((row, place) => (
            <ChangeFields {...props} row={row} place={place} key={place} />
          ))}
          <div class="amendment-add">
            {changeKinds.map((kind) => (
              <Button name="do" value={`add:${kind}`} formnovalidate key={kind}>
                {`+ ${t.add[kind]}`}
              </Button>
            ))}
          </div>
        </Section>
        <datalist id="open-commitments">
          {props.choices.commitments.map(({ code, title }) => (
            <option value={code} key={code}>
              {`${code} ${title[language]}`}
            </option>
          ))}
        </datalist>
        <div class="form-actions">
          <Button primary name="do" value="send">
            {t.submit}
          </Button>
          <a href={amendmentsHref(slug)}>{t.cancel}</a>
        </div>
      </form>
    </Page>
  );
}

function boxesOf({ rows }: AmendmentFormValues): string[] {
  const names = ['commitment', 'into', 'sector', 'code', 'vi', 'en', 'due', 'lead'];
  return [
    'number',
    'title',
    'issuedOn',
    'changes',
    ...rows.flatMap((_, place) => names.map((name) => boxOf(name, place))),
  ];
}

function SourceFields({ frame: { language }, values, faults }: ProposeProps): VNode {
  const t = words(language).commitment.amendments.form;
  return (
    <Section id="van-ban" title={t.source} class="amendment-source">
      <DocumentFields language={language} values={values} faults={faults} words={t} />
    </Section>
  );
}
