import type { ComponentChildren, VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import type { Language } from '../../platform/text.js';
import { Icon, type IconName } from '../../web/components/icon.js';
import { SideMarker } from '../../web/components/side-marker.js';
import { commitmentHref } from '../parts/links.js';
import { ProductWords, RecipientWords } from '../parts/product-line.js';
import { ProposedChip } from '../parts/status-badge.js';
import { type Tone } from '../../web/components/badge.js';
import { Bar } from '../parts/two-side-glyph.js';
import { periodName } from '../../calendar/reporting-period.js';
import { formatInstant, formatInstantDay, formatPercent } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { levelName } from '../matters/level-name.js';
import { WithdrawForms } from '../confirmations/withdraw-forms.view.js';
import type { ProgressUpdateItem, SideItem } from '../commitment.types.js';
import type { CommitmentPageProps } from './commitment-page.types.js';
import { IllustrativeMark } from './illustrative.view.js';
import { Written } from '../../web/components/written.js';

type SideProps = CommitmentPageProps & { side: SideItem };

export const textFields = ['results', 'difficulties', 'proposals', 'nextSteps'] as const;

/** Two in a row, their texts line by line. */
export function SideColumns(props: CommitmentPageProps): VNode {
  const t = words(props.frame.language).commitment;
  return (
    <section class="sides" aria-label={t.sides}>
      {props.commitment.sides.map((side) => (
        <SideColumn {...props} side={side} key={side.party} />
      ))}
    </section>
  );
}

function SideColumn(props: SideProps): VNode {
  const { side, commitment, frame } = props;
  const t = words(frame.language).commitment;
  const statement = commitment.statements[side.party];
  return (
    <article class="side-column" aria-labelledby={`ben-${side.party}`}>
      <SideHead {...props} />
      <div>
        <Statement {...props} statement={statement} />
        <Confirmations {...props} />
      </div>
      {textFields.map((field) => (
        <div class="side-words" key={field}>
          {statement ? (
            <>
              <h3>{t.texts[field]}</h3>
              <Words text={statement[field]} none={t.emptyText} />
              {field === 'difficulties' ? <Level {...props} statement={statement} /> : null}
            </>
          ) : null}
        </div>
      ))}
      <SideFoot {...props} statement={statement} />
    </article>
  );
}

/** Who must decide, as the side said with its difficulties. */
function Level({
  statement: { decisionLevel },
  commitment,
  frame: { language },
}: SideProps & { statement: ProgressUpdateItem }): VNode | null {
  if (decisionLevel === null || decisionLevel === 'none') return null;
  return (
    <p class="aside-text">
      {words(language).commitment.matters.level}:{' '}
      {levelName(decisionLevel, commitment.sides.length, language)}
    </p>
  );
}

function Words({ text, none }: { text: string; none: string }): VNode {
  return text.trim() === '' ? <p class="none">{none}</p> : <Written as="p">{text}</Written>;
}

function SideHead({ side, commitment, frame: { language } }: SideProps): VNode {
  const t = words(language).commitment;
  const now = commitment.inCharge[side.party]?.leadBody;
  const others = side.cooperatingBodies.map(({ name }) => name[language]).join(', ');
  return (
    <header class="side-head">
      <SideMarker party={side.party} marker={side.marker} large />
      <div>
        <h2 id={`ben-${side.party}`}>{side.partyName[language]}</h2>
        <p>
          <span class="sr">{t.leadBody}: </span>
          {side.leadToBeNamed ? (
            t.leadToBeNamedBy(side.partyName[language], side.leadBody.name[language])
          ) : (
            <>
              {side.leadBody.name[language]}
              {side.proposed ? <ProposedChip language={language} /> : null}
            </>
          )}
        </p>
        {now && now.code !== side.leadBody.code ? <p>{t.inChargeNow(now.name[language])}</p> : null}
        {others ? (
          <p>
            {t.cooperating}: {others}
          </p>
        ) : null}
        <p>
          {t.product.title}: <ProductWords side={side} language={language} />
        </p>
        {side.product ? (
          <p>
            {t.product.recipient}: <RecipientWords side={side} commitment={commitment} language={language} />
          </p>
        ) : null}
      </div>
    </header>
  );
}

function Statement({
  side,
  statement,
  frame: { language },
}: SideProps & { statement: ProgressUpdateItem | undefined }): VNode {
  const t = words(language);
  const percent = statement?.percent ?? null;
  return (
    <div class="statement">
      <p class="statement-label">
        <span>{t.commitment.side(side.partyName[language])}</span>
        {statement?.illustrative ? <IllustrativeMark language={language} long /> : null}
      </p>
      <div class="statement-line">
        <strong>{statement ? t.status[statement.status] : t.commitment.noStatement}</strong>
        <span class="statement-percent n">{percent === null ? '' : formatPercent(percent, language)}</span>
        <Bar party={side.party} percent={percent} height={8} />
      </div>
      {percent === null ? <p class="statement-label">{t.commitment.noStatementNote}</p> : null}
    </div>
  );
}

function Confirmations(props: SideProps): VNode {
  const { side, frame } = props;
  const t = words(frame.language).commitment;
  return (
    <div class="confirmations">
      <Completion {...props} />
      {side.planConfirmedAt ? (
        <Line icon="check" tone="idle">
          {t.planConfirmed(formatInstantDay(side.planConfirmedAt))}
        </Line>
      ) : (
        <Line icon="idle" tone="idle">
          {side.confirmsAgain ? t.plan.again : t.planPending}
        </Line>
      )}
      <WithdrawForms {...props} />
    </div>
  );
}

function Completion({ side, commitment, frame: { language } }: SideProps): VNode {
  const t = words(language).commitment;
  const on = formatInstantDay;
  if (side.completionDeclaredAt)
    return <CompletionDays side={side} commitment={commitment} language={language} />;
  if (side.returnedAt)
    return (
      <Line icon="back" tone="late">
        {t.completionReturned(on(side.returnedAt))}
      </Line>
    );
  return (
    <Line icon="clock" tone="idle">
      {t.completionNone}
    </Line>
  );
}

/** The three days of a completion, with the time for which its confirmation waits or waited. */
function CompletionDays({
  side: { party, doneOn, completionDeclaredAt, completionConfirmedAt },
  commitment,
  language,
}: Pick<SideProps, 'side' | 'commitment'> & { language: Language }): VNode {
  const t = words(language).done;
  const stated = formatInstantDay(completionDeclaredAt!);
  const done = doneOn ? formatDay(doneOn) : stated;
  const days = commitment.completion[party]?.waitingWorkingDays ?? 0;
  return completionConfirmedAt ? (
    <Line icon="check" tone="done">
      <span class="n">
        {t.confirmed(done, stated, formatInstantDay(completionConfirmedAt), t.waiting(days))}
      </span>
    </Line>
  ) : (
    <Line icon="clock" tone="late">
      <span class="n">{t.awaiting(done, stated, days)}</span>
    </Line>
  );
}

function Line({ icon, tone, children }: { icon: IconName; tone: Tone; children: ComponentChildren }): VNode {
  return (
    <p class={`confirmation t-${tone}`}>
      <Icon name={icon} size={14} />
      <span>{children}</span>
    </p>
  );
}

function SideFoot({
  side,
  statement,
  commitment,
  can,
  frame: { language, viewer },
}: SideProps & { statement: ProgressUpdateItem | undefined }): VNode {
  const t = words(language).commitment;
  const isOwn = viewer?.party?.code === side.party;
  const count = commitment.reportCounts[side.party] ?? 0;
  if (!statement) return <p class="side-foot" />;
  return (
    <p class="side-foot n">
      {t.updatedAt(formatInstant(statement.at))} · {t.forPeriod(periodName(statement.period)[language])}
      {statement.givenLate ? ` (${t.givenLate})` : null}
      {count > 0 ? (
        <>
          {' · '}
          <a class="count" href="#dien-bien">
            {t.reports(count)}
          </a>
        </>
      ) : null}
      <br />
      {t.by(statement.by[language])}
      {isOwn && can.update ? (
        <>
          {' · '}
          <a
            href={`${commitmentHref(commitment.agreement.slug, commitment.code)}/cap-nhat?sua=${statement.id}`}
          >
            {t.review.correctThis}
          </a>
        </>
      ) : null}
    </p>
  );
}
