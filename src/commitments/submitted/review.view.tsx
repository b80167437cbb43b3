import type { VNode } from 'preact';
import { Breadcrumb } from '../../web/components/breadcrumb.js';
import { Button, CsrfField } from '../../web/components/button.js';
import { TextArea } from '../../web/components/field.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { PageHead, Section } from '../../web/components/section.js';
import { SideMarker } from '../../web/components/side-marker.js';
import { formatInstant } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { commitmentHref } from '../parts/links.js';
import { periodName } from '../../calendar/reporting-period.js';
import { MOST_COMMENT } from './review.dto.js';
import { ReviewRows } from './review-rows.view.js';
import type { ReviewProps } from './review.types.js';

/** What was sent beside what stands, field by field, and what its side's coordinator says of it. */
export function ReviewPage(props: ReviewProps): VNode {
  const { frame, commitment, report, canDecide } = props;
  const { language } = frame;
  const t = words(language);
  const { code, title, agreement, sides } = commitment;
  const side = sides.find(({ party }) => party === report.party)!;
  const others = t.commitment.said.everySide(sides.length);
  return (
    <Page {...frame} active="myWork" title={`${t.commitment.review.title} · ${code}`}>
      <Breadcrumb
        language={language}
        items={[
          { label: t.nav.myWork, href: '/viec-cua-toi' },
          { label: code, href: commitmentHref(agreement.slug, code) },
          { label: t.commitment.review.title },
        ]}
      />
      <PageHead
        title={
          <>
            <span class="page-code n">{code}</span> {title[language]}
          </>
        }
        note={
          <div class="badge-row">
            <SideMarker party={side.party} marker={side.marker} name={side.partyName[language]} />
            <span class="n">
              {t.commitment.review.sentBy(report.by[language], formatInstant(report.at))} ·{' '}
              {t.commitment.forPeriod(periodName(report.period)[language])}
              {report.givenLate ? ` (${t.commitment.givenLate})` : ''}
            </span>
          </div>
        }
      />
      <Standing {...props} all={others} />
      <div class="columns columns-narrow">
        {canDecide ? <Decision {...props} /> : <ReviewRows {...props} />}
        <Queue {...props} />
      </div>
    </Page>
  );
}

/** Who knows of it by now, and what was decided. */
function Standing({ report, faults, frame: { language }, all }: ReviewProps & { all: string }): VNode {
  const t = words(language).commitment.review;
  const review = report.review!;
  const fault = Object.values(faults)[0];
  const decided = review.by && review.at ? t.decidedBy(review.by[language], formatInstant(review.at)) : null;
  return (
    <div class="notices">
      {fault ? <NoticeBar tone="over" title={fault} role="alert" /> : null}
      <NoticeBar tone={review.status === 'accepted' ? 'done' : 'late'} title={`${t.status[review.status]}.`}>
        {review.status === 'pending' ? t.others(all) : decided}
        {review.comment ? <> · “{review.comment}”</> : null}
      </NoticeBar>
    </div>
  );
}

function Decision(props: ReviewProps): VNode {
  const { frame, commitment, report, values, faults } = props;
  const t = words(frame.language).commitment.review;
  return (
    <form
      method="post"
      action={`${commitmentHref(commitment.agreement.slug, commitment.code)}/bao-cao`}
      class="review"
    >
      <CsrfField token={frame.csrf} />
      <input type="hidden" name="report" value={report.id} />
      <ReviewRows {...props} />
      <TextArea
        id="comment"
        name="comment"
        label={t.whole}
        hint={t.wholeHint}
        rows={2}
        most={MOST_COMMENT}
        value={values.comment}
        error={faults.comment}
      />
      <div class="form-actions">
        <Button primary name="decision" value="accepted">
          {t.accept}
        </Button>
        <Button name="decision" value="sent_back">
          {t.sendBack}
        </Button>
        <p>{t.after}</p>
      </div>
    </form>
  );
}

/** What else waits, the one in hand marked. */
function Queue({ queue, report, commitment, frame }: ReviewProps): VNode | null {
  const { language } = frame;
  const t = words(language).commitment.review;
  const isOffice = frame.viewer?.role === 'coordinator';
  if (!isOffice) return <div />;
  return (
    <Section id="dang-cho" title={t.queue} note={String(queue.length)}>
      {queue.length === 0 ? <p>{t.queueNone}</p> : null}
      <ol class="review-queue">
        {queue.map(({ id, code, title, sentAt }) => (
          <li key={id} aria-current={id === report.id ? 'true' : undefined}>
            <a href={`${commitmentHref(commitment.agreement.slug, code)}/bao-cao?ban=${id}`}>
              <span class="code n">{code}</span> {title[language]}
            </a>
            <span class="aside-text n">{formatInstant(sentAt)}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
