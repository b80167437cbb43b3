import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import type { Language } from '../../platform/text.js';
import { Badge } from '../../web/components/badge.js';
import { Button } from '../../web/components/button.js';
import { Settled } from '../parts/settled.js';
import { Section } from '../../web/components/section.js';
import { SideMarker } from '../../web/components/side-marker.js';
import { Written } from '../../web/components/written.js';
import { capital, formatInstant } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { ActionForm } from '../page/commitment-form.view.js';
import { refusalOf, type CommitmentPageProps } from '../page/commitment-page.types.js';
import { IllustrativeMark } from '../page/illustrative.view.js';
import { addresseeName } from './addressee-name.js';
import type { QuestionItem, QuestionState as State } from './question.types.js';

type QuestionsProps = CommitmentPageProps & { questions: QuestionItem[] };
type OneProps = CommitmentPageProps & { question: QuestionItem };

/** What waits for an answer, then what is settled. */
export function QuestionsView(props: QuestionsProps): VNode {
  const { questions, commitment, frame } = props;
  const t = words(frame.language).commitment.questions;
  const open = questions.filter(({ state }) => state === 'open');
  const settled = questions.filter(({ state }) => state !== 'open');
  return (
    <Section
      id="hoi-dap"
      title={t.title}
      note={t.note(commitment.sides.length)}
      class="contributions questions"
    >
      {open.map((question) => (
        <Question {...props} question={question} key={question.id} />
      ))}
      <Settled label={t.settled(settled.length)} count={settled.length} waiting={open.length}>
        {settled.map((question) => (
          <Question {...props} question={question} key={question.id} />
        ))}
      </Settled>
    </Section>
  );
}

/** Who asks whom, what, and the answer behind a line. */
function Question(props: OneProps): VNode {
  const { question, commitment, frame } = props;
  const { language } = frame;
  const t = words(language).commitment.questions;
  const side = commitment.sides.find(({ party }) => party === question.party);
  const isOpen = question.state === 'open';
  return (
    <article class={`contribution question${isOpen ? ' question-open' : ''}`} id={`hoi-dap-${question.id}`}>
      <header>
        {side ? <SideMarker party={side.party} marker={side.marker} name={side.partyName[language]} /> : null}
        <h3>
          {question.by[language]} <span aria-hidden="true">→</span> <span class="sr">{t.asks}</span>{' '}
          {capital(addresseeName(question.to, commitment.sides, language))}
        </h3>
        <QuestionState question={question} language={language} />
        <p class="aside-text n">
          {formatInstant(question.at)}
          {question.illustrative ? <IllustrativeMark language={language} /> : null}
        </p>
      </header>
      <Written as="p">{question.text}</Written>
      <Outcome {...props} />
      {question.mayWithdraw ? <Withdraw {...props} /> : null}
    </article>
  );
}

/** Until when an answer is awaited, or what became of it. */
function QuestionState({
  question: { state, daysLate, answerBy },
  language,
}: {
  question: QuestionItem;
  language: Language;
}): VNode {
  const t = words(language).commitment.questions;
  if (state !== 'open')
    return (
      <Badge tone={state === 'answered' ? 'done' : 'idle'} icon={icons[state]}>
        {t.states[state]}
      </Badge>
    );
  return daysLate > 0 ? (
    <Badge tone="over" icon="over">
      {t.late(daysLate)}
    </Badge>
  ) : (
    <Badge tone="late" icon="clock">
      {t.answerBy(formatDay(answerBy))}
    </Badge>
  );
}

const icons = { answered: 'check', withdrawn: 'back', closed: 'idle' } as const satisfies Record<
  Exclude<State, 'open'>,
  string
>;

function Outcome({ question: { outcome }, frame: { language } }: OneProps): VNode | null {
  if (!outcome) return null;
  const t = words(language).commitment.questions;
  return (
    <div class="directive-outcome">
      <p class="aside-text n">
        {formatInstant(outcome.at)} · {outcome.by[language]}
      </p>
      {outcome.text === null ? (
        <p class="none">{t.wasWithdrawn}</p>
      ) : (
        <Written as="p">{outcome.text}</Written>
      )}
    </div>
  );
}

function Withdraw(props: OneProps): VNode {
  const { question, frame } = props;
  const t = words(frame.language).commitment.questions.withdraw;
  const refusal = refusalOf(`question withdraw ${question.id}`, props);
  return (
    <details class="withdraw" open={refusal !== null}>
      <summary>{t.title}…</summary>
      <ActionForm {...props} path={`hoi-dap/${question.id}/thu-hoi`}>
        <p>{t.text}</p>
        <Button>{t.title}</Button>
      </ActionForm>
    </details>
  );
}
