import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import { Badge } from '../../web/components/badge.js';
import { Button } from '../../web/components/button.js';
import { TextArea } from '../../web/components/field.js';
import { Settled } from '../parts/settled.js';
import { Section } from '../../web/components/section.js';
import { SideMarker } from '../../web/components/side-marker.js';
import { Written } from '../../web/components/written.js';
import { formatInstant, formatInstantDay } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { Language } from '../../platform/text.js';
import { ActionForm } from '../page/commitment-form.view.js';
import { refusalOf, type CommitmentPageProps } from '../page/commitment-page.types.js';
import { IllustrativeMark } from '../page/illustrative.view.js';
import { MOST_DIRECTIVE_TEXT } from './directive.dto.js';
import type { DirectiveItem } from './directive.types.js';

type DirectivesProps = CommitmentPageProps & { directives: DirectiveItem[] };
type OneProps = CommitmentPageProps & { directive: DirectiveItem };

/** What is unanswered, then what is settled. It is not printed: what is printed is passed on, also to the other side. */
export function DirectivesView(props: DirectivesProps): VNode {
  const { directives, frame } = props;
  const { language } = frame;
  const t = words(language).commitment.directives;
  const open = directives.filter(({ state }) => state === 'open');
  const settled = directives.filter(({ state }) => state !== 'open');
  const party = frame.viewer?.party?.name[language];
  return (
    <Section
      id="cac-chi-dao"
      title={t.title}
      note={party ? t.only(party) : t.onlyOwn}
      class="contributions directives"
    >
      {open.map((directive) => (
        <Directive {...props} directive={directive} key={directive.id} />
      ))}
      <Settled label={t.settled(settled.length)} count={settled.length} waiting={open.length}>
        {settled.map((directive) => (
          <Directive {...props} directive={directive} key={directive.id} />
        ))}
      </Settled>
    </Section>
  );
}

function Directive(props: OneProps): VNode {
  const { directive, commitment, frame } = props;
  const { language } = frame;
  const t = words(language).commitment.directives;
  const side = commitment.sides.find(({ party }) => party === directive.party);
  return (
    <article class="contribution" id={`chi-dao-${directive.id}`}>
      <header>
        {side ? <SideMarker party={side.party} marker={side.marker} name={side.partyName[language]} /> : null}
        <h3>{t.kinds[directive.kind]}</h3>
        <DirectiveState directive={directive} language={language} />
        <p class="aside-text n">
          {formatInstant(directive.at)} · {directive.by[language]} → {addresseeName(props, directive)}
          {directive.illustrative ? <IllustrativeMark language={language} /> : null}
        </p>
      </header>
      <Written as="p">{directive.text}</Written>
      <AskedAcross {...props} />
      <Outcome {...props} />
      {directive.mayWithdraw ? <Withdraw {...props} /> : null}
    </article>
  );
}

/** What the office asked another on its account, and what that one said; each leads to the question, which both read. */
export function AskedAcross({ directive, commitment, frame: { language } }: OneProps): VNode | null {
  const { questions, part } = directive;
  if (questions.length === 0) return null;
  const t = words(language).commitment.directives.across;
  const name = commitment.sides.find(({ party }) => party === part)?.partyName[language] ?? part;
  return (
    <ul class="directive-questions">
      {questions.map(({ id, at, state, answerBy, answer }) => (
        <li key={id}>
          <a href={`#hoi-dap-${id}`}>{t.asked(name, formatInstantDay(at))}</a>{' '}
          <span class="hint n">{stateOf({ state, answerBy, answer }, language)}</span>
          {answer ? <Written as="p">{answer.text}</Written> : null}
        </li>
      ))}
    </ul>
  );
}

function stateOf(
  { state, answerBy, answer }: Pick<DirectiveItem['questions'][number], 'state' | 'answerBy' | 'answer'>,
  language: Language,
): string {
  const t = words(language).commitment.directives.across;
  if (answer) return t.said(formatInstantDay(answer.at));
  if (state === 'open') return t.waits(formatDay(answerBy));
  return state === 'closed' ? t.closed : t.withdrawn;
}

/** Who is to answer; about another side's part, for whose. */
export function addresseeName(
  { commitment, frame: { language } }: Pick<CommitmentPageProps, 'commitment' | 'frame'>,
  { body, party, part }: DirectiveItem,
): string {
  const t = words(language).commitment.directives;
  const nameOf = (code: string) =>
    commitment.sides.find((side) => side.party === code)?.partyName[language] ?? code;
  const to = body ? body.name[language] : t.office(nameOf(party));
  return part === party ? to : `${to}, ${t.aboutPart(nameOf(part))}`;
}

/** Until when an answer is awaited, or what became of it. */
export function DirectiveState({
  directive: { state, daysLate, answerBy },
  language,
}: {
  directive: DirectiveItem;
  language: Language;
}): VNode {
  const t = words(language).commitment.directives;
  if (state !== 'open')
    return (
      <Badge tone={state === 'answered' ? 'done' : 'idle'} icon={state === 'withdrawn' ? 'back' : 'check'}>
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

function Outcome({ directive: { state, outcome }, frame: { language } }: OneProps): VNode | null {
  if (!outcome) return null;
  const t = words(language).commitment.directives;
  return (
    <div class="directive-outcome">
      <p class="aside-text n">
        {formatInstant(outcome.at)}
        {outcome.by ? ` · ${outcome.by[language]}` : null}
      </p>
      {outcome.text === null ? (
        <p class="none">{t.closedWith}</p>
      ) : (
        <>
          {state === 'withdrawn' ? <p>{t.withdrawnFor}</p> : null}
          <Written as="p">{outcome.text}</Written>
        </>
      )}
      {outcome.fulfilment ? (
        <p class="hint">
          {t.carriedOut(t.answer.made[outcome.fulfilment.kind](outcome.fulfilment.label[language]))}
        </p>
      ) : null}
    </div>
  );
}

function Withdraw(props: OneProps): VNode {
  const { directive, frame } = props;
  const { language } = frame;
  const t = words(language).commitment.directives.withdraw;
  const refusal = refusalOf(`directive withdraw ${directive.id}`, props);
  return (
    <details class="withdraw" open={refusal !== null}>
      <summary>{t.title}…</summary>
      <ActionForm {...props} path={`chi-dao/${directive.id}/thu-hoi`} class="directive-form">
        <TextArea
          id={`thu-hoi-chi-dao-${directive.id}`}
          name="reason"
          label={t.reason}
          hint={t.hint}
          rows={2}
          most={MOST_DIRECTIVE_TEXT}
          required
          value={refusal?.values.reason}
          error={refusal?.faults.reason}
        />
        <Button>{t.title}</Button>
      </ActionForm>
    </details>
  );
}
