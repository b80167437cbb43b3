import type { VNode } from 'preact';
import { MOST_AT_ONCE } from '../../commitments/together/bulk-actions.js';
import { hasFaults } from '../../platform/http/forms.js';
import { Breadcrumb } from '../../web/components/breadcrumb.js';
import { ButtonLink } from '../../web/components/button.js';
import { ErrorSummary } from '../../web/components/error-summary.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { PageHead, Section } from '../../web/components/section.js';
import { formatNumber } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { commitmentsHref } from '../../web/links.js';
import { BulkForm } from './bulk-form.view.js';
import type { BulkPageProps } from './bulk-page.types.js';
import { ChangedRows, RefusedRows } from './bulk-rows.view.js';

/** What would become of each, which are refused and why; then it is done. */
export function BulkPage(props: BulkPageProps): VNode {
  const { frame, terms, count, faults } = props;
  const { language } = frame;
  const { bulk: t, commitment } = words(language);
  const title = t.actions[terms.action];
  const canDo = props.items.some(({ outcome }) => outcome === 'done');
  return (
    <Page
      {...frame}
      active="commitments"
      title={hasFaults(faults) ? `${commitment.update.errorPrefix} ${title}` : title}
    >
      <Breadcrumb
        language={language}
        items={[{ label: words(language).list.title, href: backHref(props) }, { label: title }]}
      />
      <PageHead
        title={title}
        note={<span class="n">{`${t.chosen(count)} ${canDo ? t.notYet : ''}`.trim()}</span>}
      />
      {count === 0 || count > MOST_AT_ONCE ? <NotTaken {...props} /> : <Looked {...props} />}
    </Page>
  );
}

function NotTaken(props: BulkPageProps): VNode {
  const { frame, count } = props;
  const t = words(frame.language).bulk;
  const isMany = count > MOST_AT_ONCE;
  return (
    <>
      <NoticeBar
        tone="info"
        title={isMany ? t.tooMany(formatNumber(count, frame.language), MOST_AT_ONCE) : t.nothing}
      >
        {isMany ? t.tooManyText : t.nothingText}
      </NoticeBar>
      <p class="after-table">
        <ButtonLink href={backHref(props)}>{t.back}</ButtonLink>
      </p>
    </>
  );
}

function Looked(props: BulkPageProps): VNode {
  const { frame, items, isComplete, faults } = props;
  const { bulk: t, commitment } = words(frame.language);
  const done = items.filter(({ outcome }) => outcome === 'done');
  const refused = items.filter(({ outcome }) => outcome === 'refused');
  const { '': whole, ...fields } = faults;
  return (
    <>
      {whole ? (
        <NoticeBar tone="over" title={t.failed} role="alert">
          {whole}
        </NoticeBar>
      ) : null}
      <ErrorSummary
        faults={fields}
        fields={['body', 'due', 'reason', 'text', 'when']}
        title={commitment.update.errorsTitle(Object.keys(fields).length)}
        text={commitment.update.errorsText}
      />
      {done.length === 0 ? <NoticeBar tone="info" title={t.none} /> : null}
      <BulkForm {...props} done={done} refused={refused} back={backHref(props)}>
        {done.length > 0 ? (
          <Section id="se-thuc-hien" title={(isComplete ? t.will : t.could)(done.length)}>
            <ChangedRows {...props} items={done} />
          </Section>
        ) : null}
        {refused.length > 0 ? (
          <Section id="khong-thuc-hien" title={t.wont(refused.length)} note={t.wontNote}>
            <RefusedRows {...props} items={refused} />
          </Section>
        ) : null}
      </BulkForm>
    </>
  );
}

/** The list as it was filtered. */
function backHref({ slug, typed }: BulkPageProps): string {
  const query = new URLSearchParams(typed.back ?? '').toString();
  return `${commitmentsHref(slug)}${query ? `?${query}` : ''}`;
}
