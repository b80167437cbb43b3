import type { VNode } from 'preact';
import { Badge } from '../../web/components/badge.js';
import { Button, ButtonLink } from '../../web/components/button.js';
import { TextArea } from '../../web/components/field.js';
import { Settled } from '../parts/settled.js';
import { Section } from '../../web/components/section.js';
import { SideMarker } from '../../web/components/side-marker.js';
import { formatInstant, formatInstantDay, formatPercent } from '../../web/format.js';
import { SecrecyLine } from '../../web/components/secrecy-line.js';
import { words } from '../../web/i18n/words.js';
import { ActionForm } from '../page/commitment-form.view.js';
import { refusalOf, type CommitmentPageProps } from '../page/commitment-page.types.js';
import { IllustrativeMark } from '../page/illustrative.view.js';
import { commitmentHref } from '../parts/links.js';
import type { ContributionItem } from './contribution.types.js';
import { Written } from '../../web/components/written.js';
import { fill } from '../../web/i18n/fill.js';

interface ContributionsProps extends CommitmentPageProps {
  /** Newest first. */
  contributions: ContributionItem[];
}
type OneProps = ContributionsProps & { one: ContributionItem };

/** What cooperating bodies sent: first what waits for the lead body, then what became of the rest. */
export function ContributionsView(props: ContributionsProps): VNode {
  const { contributions, can, frame, commitment } = props;
  const t = words(frame.language).commitment.contributions;
  const waiting = contributions.filter(({ outcome }) => outcome === null);
  const settled = contributions.filter(({ outcome }) => outcome !== null);
  const together = can.update && waiting.length > 1;
  return (
    <Section
      id="phoi-hop"
      title={t.title}
      note={t.note}
      aside={
        together ? (
          <ButtonLink href={takeOverHref(commitment, waiting)}>{t.takeOverAll(waiting.length)}</ButtonLink>
        ) : null
      }
      class="contributions"
    >
      {waiting.map((one) => (
        <Contribution {...props} one={one} key={one.id} />
      ))}
      <Settled label={t.settled(settled.length)} count={settled.length} waiting={waiting.length}>
        {settled.map((one) => (
          <Contribution {...props} one={one} key={one.id} />
        ))}
      </Settled>
    </Section>
  );
}

/** The report's form, with what these contributions say. */
export function takeOverHref(
  { agreement, code }: { agreement: { slug: string }; code: string },
  contributions: readonly { id: number }[],
): string {
  return `${commitmentHref(agreement.slug, code)}/cap-nhat?tong-hop=${contributions.map(({ id }) => id).join(',')}`;
}

function Contribution(props: OneProps): VNode {
  const { one, commitment, frame } = props;
  const { language } = frame;
  const t = words(language);
  const side = commitment.sides.find(({ party }) => party === one.party);
  return (
    <article class="contribution" id={`phoi-hop-${one.id}`}>
      <header>
        {side ? <SideMarker party={side.party} marker={side.marker} name={side.partyName[language]} /> : null}
        <h3>{one.body.name[language]}</h3>
        <Outcome one={one} language={language} />
        <p class="aside-text n">
          {formatInstant(one.at)} · {one.by[language]} ·{' '}
          {t.commitment.contributions.says(
            t.status[one.status].toLowerCase(),
            formatPercent(one.percent, language),
          )}
          {one.illustrative ? <IllustrativeMark language={language} /> : null}
        </p>
      </header>
      <Texts one={one} language={language} />
      {one.outcome?.reason ? (
        <p>{fill(t.commitment.contributions.reason, { reason: <Written>{one.outcome.reason}</Written> })}</p>
      ) : null}
      {one.outcome === null && props.can.declineContribution && isOwn(props) && !isOwnHand(props) ? (
        <Answer {...props} />
      ) : null}
    </article>
  );
}

const isOwn = ({ one, frame }: OneProps) => one.party === frame.viewer?.party?.code;
const isOwnHand = ({ one, can }: OneProps) => can.ownHand.contributions.includes(one.id);
type Shown = { one: ContributionItem; language: 'vi' | 'en' };

function Outcome({ one: { outcome }, language }: Shown): VNode {
  const t = words(language).commitment.contributions;
  if (!outcome)
    return (
      <Badge tone="late" icon="clock">
        {t.waiting}
      </Badge>
    );
  const isTaken = outcome.kind === 'taken_over';
  return (
    <Badge tone={isTaken ? 'done' : 'idle'} icon={isTaken ? 'check' : 'back'}>
      {t[outcome.kind](formatInstantDay(outcome.at))}
    </Badge>
  );
}

/** What is left empty is not told. */
function Texts({ one, language }: Shown): VNode {
  const t = words(language).commitment.texts;
  const fields = (['results', 'difficulties', 'proposals', 'nextSteps'] as const).filter(
    (field) => one[field].trim() !== '',
  );
  return (
    <dl class="contribution-texts">
      {fields.map((field) => (
        <div key={field}>
          <dt>{t[field]}</dt>
          <Written as="dd">{one[field]}</Written>
        </div>
      ))}
    </dl>
  );
}

/** Into the own report, or not, with a word. */
function Answer(props: OneProps): VNode {
  const { one, commitment, can, frame } = props;
  const t = words(frame.language).commitment.contributions;
  const refusal = refusalOf(`contribution ${one.id}`, props);
  return (
    <div class="contribution-answer">
      {can.update ? (
        <ButtonLink href={takeOverHref(commitment, [one])} primary>
          {t.takeOver} <span class="sr">{one.body.short[frame.language]}</span>
        </ButtonLink>
      ) : null}
      <details class="withdraw" open={refusal !== null}>
        <summary>{t.decline}…</summary>
        <ActionForm {...props} path={`phoi-hop/${one.id}/khong-tong-hop`}>
          <TextArea
            id={`khong-tong-hop-${one.id}`}
            name="reason"
            label={t.declineReason}
            hint={t.declineHint}
            rows={2}
            most={2000}
            required
            value={refusal?.values.reason}
            error={refusal?.faults.reason}
          />
          <SecrecyLine {...props.frame} />
          <Button>{t.decline}</Button>
        </ActionForm>
      </details>
    </div>
  );
}
