import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import { daysBetween, type Day } from '../../platform/clock.js';
import type { Language } from '../../platform/text.js';
import { DefinitionList, type Definition } from '../../web/components/definition-list.js';
import { Icon } from '../../web/components/icon.js';
import { Section } from '../../web/components/section.js';
import { capital, formatInstantDay, formatLongDay } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { asSentence } from '../page/commitment-notices.view.js';
import type { CommitmentPageProps } from '../page/commitment-page.types.js';
import type { CommitmentDetail, DueItem, ExtensionCounterItem, ExtensionItem } from '../commitment.types.js';
import { Written } from '../../web/components/written.js';
import { fill } from '../../web/i18n/fill.js';

/** As it is now, as derived, as it was first, how it moved, and where it stands on the day of the figures. */
export function DeadlineFacts({ commitment, today, past, frame: { language } }: CommitmentPageProps): VNode {
  const t = words(language).commitment.due;
  const { due, originalDue } = commitment;
  const moved = originalDue.value !== due.value || originalDue.precision !== due.precision;
  const items: Definition[] = [
    { term: t.present, value: <strong class="n">{due.label[language]}</strong> },
    {
      term: t.lastDay,
      value: due.date
        ? formatLongDay(due.date, language)
        : due.undated
          ? words(language).commitment.undated.lastDay
          : t.noLastDay,
    },
    ...undatedRows(due, today, language),
    ...(moved ? [{ term: t.original, value: <Due due={originalDue} language={language} /> }] : []),
    ...extensionRows(commitment, language),
    ...standingOn(commitment, today, past ? t.thatDay : t.today, language),
  ];
  return (
    <Section id="thoi-han" title={t.title}>
      <DefinitionList items={items} />
    </Section>
  );
}

/** Since when it has none, why, and on which day that is looked at again. */
export function undatedRows({ undated }: DueItem, today: Day, language: Language): Definition[] {
  if (!undated) return [];
  const t = words(language).commitment.undated;
  const { since, workingDays, reviewOn, firstReviewOn, reason } = undated;
  const first = reviewOn === firstReviewOn ? '' : ` (${t.firstReview(formatDay(firstReviewOn))})`;
  return [
    ...(workingDays === null
      ? []
      : [{ term: t.badge, value: <strong class="n">{t.age(formatDay(since), workingDays)}</strong> }]),
    { term: t.reason, value: <Written>{reason}</Written> },
    ...(reviewOn === null
      ? []
      : [
          {
            term: t.review,
            value: (
              <span class="n">
                {formatDay(reviewOn)}
                <span class="aside-text">{first}</span>
                {reviewOn <= today ? <strong class="t-late">, {t.reviewToday}</strong> : null}
              </span>
            ),
          },
        ]),
  ];
}

/** `Quý III/2019 (30/9/2019)`; the day once, where the deadline is a day. */
export function Due({ due, language }: { due: DueItem; language: Language }): VNode {
  const lastDay = due.date && due.precision !== 'date' ? ` (${formatDay(due.date)})` : '';
  return (
    <span class="n">
      {due.label[language]}
      <span class="aside-text">{lastDay}</span>
    </span>
  );
}

function extensionRows(commitment: CommitmentDetail, language: Language): Definition[] {
  const { extensionRequests } = commitment;
  const t = words(language).commitment.due;
  let granted = 0;
  return extensionRequests.map((request) => {
    const isFirst = request.from.date === null;
    if (request.status === 'granted' && !isFirst) granted += 1;
    const terms = isFirst
      ? { ...t.firstDate, closed: t.closedByAmendment }
      : { granted: t.extension(granted), refused: t.refused, open: t.open, closed: t.closedByAmendment };
    return {
      key: `extension-${request.id}`,
      term: terms[request.status],
      value: <Extension request={request} commitment={commitment} language={language} />,
    };
  });
}

function Extension(props: {
  request: ExtensionItem;
  commitment: CommitmentDetail;
  language: Language;
}): VNode {
  const { request, commitment, language } = props;
  const t = words(language).commitment.due;
  const name = (code: string): string =>
    commitment.sides.find(({ party }) => party === code)?.partyName[language] ?? code;
  const on = (at: string | null): string => (at ? ` ${t.on(formatInstantDay(at))}` : '');
  const answers = [
    `${t.leader[request.decision ?? 'none']}${on(request.decidedAt)}`,
    ...request.agreements.map(({ party, decision, at }) => `${name(party)} ${t.others[decision]}${on(at)}`),
  ];
  return (
    <div class="n">
      {request.from.label[language]} → <strong>{request.to.label[language]}</strong>
      <AfterAgreement request={request} endsOn={commitment.agreement.endsOn} language={language} />
      <p class="aside-text">
        {t.asked(name(request.party), formatInstantDay(request.requestedAt))} {capital(answers.join('; '))}.{' '}
        {fill(t.reason, { reason: <Written>{asSentence(request.reason)}</Written> })}
      </p>
      {request.counters.map((counter) => (
        <p class="aside-text" key={counter.at}>
          <Countered counter={counter} commitment={commitment} language={language} />
        </p>
      ))}
    </div>
  );
}

/** Which side named which earlier day, why, and that the leader's approval of the one before fell. */
export function Countered(props: {
  counter: ExtensionCounterItem;
  commitment: CommitmentDetail;
  language: Language;
}): VNode {
  const { counter, commitment, language } = props;
  const t = words(language).commitment.due;
  const { from, to, at, reason, decision } = counter;
  const party = commitment.sides.find((side) => side.party === counter.party)?.partyName[language];
  const [asked, named] = [from.label[language], to.label[language]];
  return (
    <span class="n">
      {t.countered(party ?? counter.party, asked, named, formatInstantDay(at))}{' '}
      {decision === 'approved' ? `${t.approvalFell} ` : null}
      {fill(t.reason, { reason: <Written>{asSentence(reason)}</Written> })}
    </span>
  );
}

/** A word to those who decide: nothing forbids it, and nobody should overlook it. */
export function AfterAgreement(props: {
  request: ExtensionItem;
  endsOn: Day;
  language: Language;
}): VNode | null {
  const { request, endsOn, language } = props;
  if (!request.afterAgreement) return null;
  return (
    <>
      <br />
      <span class="t-late">
        <Icon name="clock" size={14} />{' '}
        {words(language).commitment.extension.afterAgreement(formatDay(endsOn))}
      </span>
    </>
  );
}

function standingOn(commitment: CommitmentDetail, day: Day, term: string, language: Language): Definition[] {
  const t = words(language).commitment.due;
  const { due, overdueDays, overdueWorkingDays, completedOn, status } = commitment;
  const row = (value: Definition['value']): Definition[] => [{ term, value }];
  if (status === 'suspended' || status === 'withdrawn') return row(t.stopped);
  if (completedOn) return row(t.completed(formatDay(completedOn)));
  if (!due.date) return [];
  if (overdueDays === 0) return row(t.left(daysBetween(day, due.date)));
  return row(
    <span class="n">
      <strong class="t-over">{t.overdue(overdueDays)}</strong>
      {overdueWorkingDays > 0 ? <span class="aside-text"> ({t.workingDays(overdueWorkingDays)})</span> : null}
    </span>,
  );
}
