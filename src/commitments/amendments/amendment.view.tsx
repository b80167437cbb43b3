import type { VNode } from 'preact';
import { DocumentFields } from './document-fields.view.js';
import { formatDay } from '../../calendar/deadline.js';
import { hasFaults, type FormFaults, type FormValues } from '../../platform/http/forms.js';
import type { Language } from '../../platform/text.js';
import { Breadcrumb } from '../../web/components/breadcrumb.js';
import { Button, CsrfField } from '../../web/components/button.js';
import { DoneBar } from '../../web/components/done-bar.js';
import { ErrorSummary } from '../../web/components/error-summary.js';
import { TextArea } from '../../web/components/field.js';
import { PageHead, Section } from '../../web/components/section.js';
import { Written } from '../../web/components/written.js';
import { formatInstantDay } from '../../web/format.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { amendmentsHref } from '../../web/links.js';
import { IllustrativeMark } from '../page/illustrative.view.js';
import { ChangeView } from './amendment-change.view.js';
import { AmendmentState, partyName } from './amendment-list.view.js';
import type { AmendmentItem, SourceDocument } from './amendment.types.js';

export interface AmendmentProps {
  frame: Frame;
  slug: string;
  item: AmendmentItem;
  /** What was just done. */
  done?: string;
  values: FormValues;
  faults: FormFaults;
}

/** One amendment: its document, each change with the wording before and after, what each side says. */
export function AmendmentView(props: AmendmentProps): VNode {
  const { frame, slug, item, done, faults } = props;
  const { language, viewer } = frame;
  const t = words(language).commitment.amendments;
  const title = t.one.title(item.source.number);
  const isCoordinator = viewer?.role === 'coordinator';
  const mayAnswer = isCoordinator && item.awaits.includes(viewer?.party?.code ?? '');
  const mayTakeBack = isCoordinator && item.status === 'open' && viewer?.party?.code === item.party;
  const heading = hasFaults(faults) ? `${words(language).commitment.update.errorPrefix} ${title}` : title;
  return (
    <Page {...frame} active="notice" title={heading}>
      <Breadcrumb
        language={language}
        items={[{ label: t.title, href: amendmentsHref(slug) }, { label: item.source.number }]}
      />
      <DoneBar done={isDone(done) ? t.done[done] : undefined} />
      <PageHead title={title} note={<Written>{item.source.title}</Written>} />
      <p>
        <AmendmentState item={item} frame={frame} />
      </p>
      <div class="columns columns-narrow">
        <Section id="thay-doi" title={t.one.changes} note={t.one.changesNote}>
          {item.changes.map((change, place) => (
            <ChangeView change={change} place={place} slug={slug} frame={frame} key={place} />
          ))}
          {item.status === 'in_force' ? <p class="hint">{t.one.kept}</p> : null}
        </Section>
        <div>
          {mayAnswer ? <AnswerForm {...props} /> : null}
          <Said {...props} />
          {mayTakeBack ? <TakeBack {...props} /> : null}
        </div>
      </div>
    </Page>
  );
}

function isDone(done: string | undefined): done is keyof ReturnType<typeof doneWords> {
  return done !== undefined && Object.hasOwn(doneWords(), done);
}
const doneWords = () => words('vi').commitment.amendments.done;

function Said({ frame, item }: AmendmentProps): VNode {
  const { language } = frame;
  const t = words(language).commitment.amendments;
  return (
    <Section id="y-kien-cac-ben" title={t.one.said} class="amendment-said">
      <dl>
        <dt>{partyName(item.party, frame)}</dt>
        <dd>
          {t.one.proposer} · <span lang="vi">{documentName(item.source, frame)}</span>
          <span class="hint">
            {t.proposedBy(item.proposedBy[language], formatInstantDay(item.proposedAt))}
            {item.illustrative ? <IllustrativeMark language={language} /> : null}
          </span>
        </dd>
        {item.answers.map((answer) => (
          <>
            <dt>{partyName(answer.party, frame)}</dt>
            <dd>
              {answer.decision === 'approved' ? t.one.agreed : t.one.rejected}
              {answer.decision === 'approved' ? (
                <>
                  {' '}
                  ·{' '}
                  {isSame(answer.document, item.source) ? (
                    t.one.sameDocument
                  ) : (
                    <span lang="vi">{documentName(answer.document, frame)}</span>
                  )}
                </>
              ) : null}
              {answer.reason ? <Written as="p">{answer.reason}</Written> : null}
              <span class="hint">{`${answer.by[language]} · ${formatInstantDay(answer.at)}`}</span>
            </dd>
          </>
        ))}
        {item.awaits.map((party) => (
          <>
            <dt>{partyName(party, frame)}</dt>
            <dd>{t.one.awaited}</dd>
          </>
        ))}
      </dl>
    </Section>
  );
}

const isSame = (one: SourceDocument, other: SourceDocument) =>
  one.number === other.number && one.issuedOn === other.issuedOn && one.title === other.title;

function documentName({ number, title, issuedOn }: SourceDocument, { language }: Frame): string {
  return `${words(language).commitment.amendments.document(number, formatDay(issuedOn))}: ${title}`;
}

function AnswerForm({ frame, slug, item, values, faults }: AmendmentProps): VNode {
  const { language, csrf } = frame;
  const { answer: t, form } = words(language).commitment.amendments;
  return (
    <Section id="y-kien" title={t.title} class="report">
      <ErrorSummary
        faults={faults}
        fields={['number', 'title', 'issuedOn', 'reason']}
        title={form.errorsTitle(Object.keys(faults).length)}
        text={form.errorsText}
      />
      <p>{t.effect(item.awaits.length === 1)}</p>
      <form method="post" action={amendmentsHref(slug, `${item.id}/y-kien`)}>
        <CsrfField token={csrf} />
        <OwnDocument language={language} values={values} faults={faults} />
        <TextArea
          id="reason"
          name="reason"
          label={t.reason}
          value={values.reason}
          error={faults.reason}
          most={2000}
          rows={2}
        />
        <div class="form-actions">
          <Button primary name="decision" value="approved">
            {t.approve}
          </Button>
          <Button name="decision" value="rejected">
            {t.reject}
          </Button>
        </div>
      </form>
    </Section>
  );
}

/** Empty where the side decided by the amendment’s own document. */
function OwnDocument({
  language,
  values,
  faults,
}: Pick<AmendmentProps, 'values' | 'faults'> & { language: Language }): VNode {
  const { answer: t } = words(language).commitment.amendments;
  return (
    <fieldset class="field amendment-document">
      <legend>{t.document}</legend>
      <p class="hint">{t.documentHint}</p>
      <DocumentFields language={language} values={values} faults={faults} words={t} />
    </fieldset>
  );
}

function TakeBack({ frame, slug, item }: AmendmentProps): VNode {
  const t = words(frame.language).commitment.amendments;
  return (
    <form method="post" action={amendmentsHref(slug, `${item.id}/thu-hoi`)}>
      <CsrfField token={frame.csrf} />
      <Button>{t.takeBack}</Button>
      <p class="hint">{t.takeBackHint}</p>
    </form>
  );
}
