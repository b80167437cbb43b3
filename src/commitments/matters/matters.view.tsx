import type { ComponentChildren, VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import { Badge } from '../../web/components/badge.js';
import { Settled } from '../parts/settled.js';
import { Section } from '../../web/components/section.js';
import { SideMarker } from '../../web/components/side-marker.js';
import { Written } from '../../web/components/written.js';
import { formatInstant, formatInstantDay } from '../../web/format.js';
import { fill } from '../../web/i18n/fill.js';
import { words } from '../../web/i18n/words.js';
import type { CommitmentPageProps } from '../page/commitment-page.types.js';
import { IllustrativeMark } from '../page/illustrative.view.js';
import { holderName } from './holder-name.js';
import { levelName } from './level-name.js';
import type { MatterItem, MatterStepItem } from './matter-history.types.js';

type MattersProps = CommitmentPageProps & { matters: MatterItem[] };
type OneProps = CommitmentPageProps & { matter: MatterItem };

/** What waits for a decision, with the way it has gone; then what is settled. */
export function MattersView(props: MattersProps): VNode {
  const { matters, frame } = props;
  const t = words(frame.language).commitment.matters;
  const waiting = matters.filter(({ holder }) => holder !== null);
  const settled = matters.filter(({ holder }) => holder === null);
  return (
    <Section id="vuong-mac" title={t.title} note={t.note} class="contributions">
      {waiting.map((matter) => (
        <Matter {...props} matter={matter} key={matter.id} />
      ))}
      <Settled label={t.settled(settled.length)} count={settled.length} waiting={waiting.length}>
        {settled.map((matter) => (
          <Matter {...props} matter={matter} key={matter.id} />
        ))}
      </Settled>
    </Section>
  );
}

function Matter(props: OneProps): VNode {
  const { matter, commitment, frame } = props;
  const { language } = frame;
  const t = words(language).commitment;
  const side = commitment.sides.find(({ party }) => party === matter.party);
  return (
    <article class="contribution" id={`vuong-mac-${matter.id}`}>
      <header>
        {side ? <SideMarker party={side.party} marker={side.marker} name={side.partyName[language]} /> : null}
        <h3>
          {t.matters.level}: {levelName(matter.level, commitment.sides.length, language)}
        </h3>
        <State {...props} />
        <p class="aside-text n">{t.matters.since(formatInstantDay(matter.openedAt))}</p>
      </header>
      {matter.difficulties.trim() === '' ? null : (
        <dl class="contribution-texts">
          <div>
            <dt>{t.texts.difficulties}</dt>
            <Written as="dd">{matter.difficulties}</Written>
          </div>
        </dl>
      )}
      <ol class="note-list">
        {matter.steps.map((step, index) => (
          <Step {...props} step={step} key={index} />
        ))}
      </ol>
    </article>
  );
}

/** For whom it waits; else how it ended. */
function State({ matter: { holder, steps }, commitment, frame: { language } }: OneProps): VNode {
  const t = words(language).commitment.matters;
  if (holder)
    return (
      <Badge tone="late" icon="clock">
        {t.waits(holderName(holder, commitment.sides, language))}
      </Badge>
    );
  const kind = steps.at(-1)?.kind;
  const ended = kind === 'answered' || kind === 'returned' ? kind : 'closed';
  return (
    <Badge tone={ended === 'answered' ? 'done' : 'idle'} icon={ended === 'returned' ? 'back' : 'check'}>
      {t.ended[ended]}
    </Badge>
  );
}

function Step({ step, commitment, frame: { language } }: OneProps & { step: MatterStepItem }): VNode {
  const t = words(language).commitment.matters;
  const { holder, document } = step;
  const parts: Record<string, ComponentChildren> = {
    holder: holder ? holderName(holder, commitment.sides, language) : '',
    number: document?.number,
    day: document ? formatDay(document.issuedOn) : '',
    issuer: document?.issuer,
  };
  return (
    <li>
      <p class="aside-text n">
        {formatInstant(step.at)} · {step.by[language]}
        {step.illustrative ? <IllustrativeMark language={language} /> : null}
      </p>
      <p>{fill(t.steps[step.kind], parts)}</p>
      {step.text === null ? null : <Written as="p">{step.text}</Written>}
    </li>
  );
}
