import type { VNode } from 'preact';
import type { Day } from '../../platform/clock.js';
import { hasFaults, type FormFaults } from '../../platform/http/forms.js';
import { formatDay } from '../../calendar/deadline.js';
import { Breadcrumb } from '../../web/components/breadcrumb.js';
import { Button } from '../../web/components/button.js';
import { DefinitionList } from '../../web/components/definition-list.js';
import { TextArea } from '../../web/components/field.js';
import { PageHead, Section } from '../../web/components/section.js';
import { SecrecyLine } from '../../web/components/secrecy-line.js';
import { words } from '../../web/i18n/words.js';
import type { Frame } from '../../web/frame.js';
import { Page } from '../../web/layout.js';
import { commitmentHref } from '../parts/links.js';
import { Due, undatedRows } from './deadline-facts.view.js';
import { ActionForm } from '../page/commitment-form.view.js';
import { Badges } from '../page/commitment-head.view.js';
import type { CommitmentDetail } from '../commitment.types.js';
import { ErrorSummary } from '../../web/components/error-summary.js';
import { extensionWords } from './extension-words.js';
import { DeadlineFields } from './extension-deadline.view.js';
import type { ExtensionValues } from './extension-values.js';

export interface ExtensionPageProps {
  frame: Frame;
  commitment: CommitmentDetail;
  today: Day;
  values: ExtensionValues;
  /** Of `due` (the deadline as a whole), `reason`, or of none. */
  faults: FormFaults;
}

/** A side asks for a later deadline, and says why. */
export function ExtensionPage(props: ExtensionPageProps): VNode {
  const { frame, commitment, faults } = props;
  const { language } = frame;
  const t = words(language).commitment;
  const title = `${titleOf(props)} ${commitment.code} ${commitment.title[language]}`;
  return (
    <Page
      {...frame}
      active="commitments"
      title={hasFaults(faults) ? `${t.update.errorPrefix} ${title}` : title}
    >
      <Head {...props} />
      <div class="columns columns-narrow">
        <div class="section report">
          <ErrorSummary
            faults={faults}
            fields={['due', 'reason']}
            title={t.update.errorsTitle(Object.keys(faults).length)}
            text={t.update.errorsText}
          />
          <ExtensionForm {...props} />
        </div>
        <Present {...props} />
      </div>
    </Page>
  );
}

const titleOf = ({ frame, commitment }: ExtensionPageProps) =>
  extensionWords(commitment.due.date === null, frame.language).title;

function Head(props: ExtensionPageProps): VNode {
  const {
    frame: { language },
    commitment,
  } = props;
  const t = words(language);
  const { code, title, agreement } = commitment;
  return (
    <>
      <Breadcrumb
        language={language}
        items={[
          { label: t.nav.myWork, href: '/viec-cua-toi' },
          { label: code, href: commitmentHref(agreement.slug, code) },
          { label: titleOf(props) },
        ]}
      />
      <PageHead
        title={
          <>
            {titleOf(props)} <span class="page-code n">{code}</span> {title[language]}
          </>
        }
        note={<Badges commitment={commitment} language={language} linked={false} />}
      />
    </>
  );
}

function ExtensionForm(props: ExtensionPageProps): VNode {
  const { frame, commitment, values, faults } = props;
  const isFirst = commitment.due.date === null;
  const t = extensionWords(isFirst, frame.language);
  return (
    <ActionForm frame={frame} commitment={commitment} path="gia-han">
      <DeadlineFields values={values} error={faults.due} language={frame.language} isFirst={isFirst} />
      <TextArea
        id="reason"
        name="reason"
        label={t.reason}
        hint={t.reasonHint}
        value={values.reason}
        rows={4}
        most={2000}
        error={faults.reason}
      />
      <SecrecyLine {...frame} />
      <div class="form-actions">
        <Button primary icon="send">
          {t.send}
        </Button>
        <a href={commitmentHref(commitment.agreement.slug, commitment.code)}>{t.cancel}</a>
        <p>
          {t.note(commitment.sides.length)} {t.sendNote} {t.pastEnd(formatDay(commitment.agreement.endsOn))}
        </p>
      </div>
    </ActionForm>
  );
}

function Present({ frame: { language }, commitment, today }: ExtensionPageProps): VNode {
  const t = words(language).commitment;
  const { agreement, due, originalDue, extensions, overdueDays } = commitment;
  return (
    <Section id="thoi-han" title={t.extension.present}>
      <DefinitionList
        items={[
          { term: t.due.present, value: <strong class="n">{due.label[language]}</strong> },
          ...(due.date
            ? [
                { term: t.due.lastDay, value: formatDay(due.date) },
                { term: t.due.original, value: <Due due={originalDue} language={language} /> },
                { term: t.update.extended, value: t.update.times(extensions) },
              ]
            : undatedRows(due, today, language)),
          { term: t.extension.agreementEnds, value: <span class="n">{formatDay(agreement.endsOn)}</span> },
          ...(overdueDays > 0
            ? [
                {
                  term: t.due.today,
                  value: <strong class="t-over n">{t.due.overdue(overdueDays)}</strong>,
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}
