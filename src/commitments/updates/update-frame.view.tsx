import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import { periodName } from '../../calendar/reporting-period.js';
import type { Language } from '../../platform/text.js';
import { Breadcrumb } from '../../web/components/breadcrumb.js';
import { DefinitionList } from '../../web/components/definition-list.js';
import { Icon } from '../../web/components/icon.js';
import { PageHead, Section } from '../../web/components/section.js';
import { MOST_SIDE_LINES } from '../../web/components/many-sides.js';
import { SideLine, SideMarker } from '../../web/components/side-marker.js';
import { ProductWords, RecipientWords } from '../parts/product-line.js';
import { StatusBadge } from '../parts/status-badge.js';
import { formatInstant, formatInstantDay, formatPercent, formatRange } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { commitmentHref } from '../parts/links.js';
import { Due } from '../extensions/deadline-facts.view.js';
import type { ProgressUpdateItem, SideItem } from '../commitment.types.js';
import { AfterSending } from './after-sending.view.js';
import { leadOf } from './lead-of.js';
import { IllustrativeMark } from '../page/illustrative.view.js';
import type { ReportFrame } from './update.types.js';
import { Written } from '../../web/components/written.js';

/** Whose part, of which commitment, for which period; above the form, the way to all of it. */
export function UpdateHead(props: ReportFrame & { isForm?: boolean }): VNode {
  const { frame, commitment, party, period, contributes, isForm } = props;
  const { language } = frame;
  const t = words(language);
  const { code, title, agreement } = commitment;
  const side = commitment.sides.find((one) => one.party === party);
  return (
    <>
      <Breadcrumb
        language={language}
        items={[
          { label: t.nav.myWork, href: '/viec-cua-toi' },
          { label: code, href: commitmentHref(agreement.slug, code) },
          { label: contributes ? titleOf(props) : t.commitment.update.quick },
        ]}
      />
      <PageHead
        title={
          <>
            {contributes ? titleOf(props) : null} <span class="page-code n">{code}</span> {title[language]}
          </>
        }
        note={
          <div class="badge-row">
            {side ? <Owner {...props} side={side} /> : null}
            {contributes ? (
              <span>{t.commitment.contributions.form.to(leadOf(commitment, party, language))}</span>
            ) : null}
            <StatusBadge item={commitment} language={language} days />
            <span class="n">
              {t.commitment.update.period(
                periodName(period.code)[language],
                formatRange(period.from, period.to),
              )}
            </span>
          </div>
        }
      >
        {isForm ? (
          <a class="btn" href="#day-du">
            <Icon name="document" /> <span>{t.commitment.update.full}</span>
          </a>
        ) : null}
      </PageHead>
    </>
  );
}

export function titleOf({ frame: { language }, contributes }: ReportFrame): string {
  const { update, contributions } = words(language).commitment;
  return contributes ? contributions.form.title : update.title;
}

/** Who speaks: the lead body, or the one that cooperates with it. */
function Owner({ side, frame, contributes }: ReportFrame & { side: SideItem }): VNode {
  const { language, viewer } = frame;
  const body = (contributes ? viewer?.body : null) ?? side.leadBody;
  return (
    <span class="report-owner">
      <SideMarker party={side.party} marker={side.marker} name={side.partyName[language]} large />
      <strong>{body.name[language]}</strong>
    </span>
  );
}

/** What is owed, what every other side says, where the turn goes from here, the own last report, the deadline. */
export function UpdateAside(props: ReportFrame): VNode {
  const { commitment, party } = props;
  const others = commitment.sides.filter((side) => side.party !== party);
  return (
    <div>
      <Owed {...props} />
      {others.length < MOST_SIDE_LINES ? (
        others.map((side) => <OtherReport {...props} side={side} key={side.party} />)
      ) : (
        <OtherReports {...props} others={others} />
      )}
      <AfterSending {...props} />
      <OwnReport {...props} />
      <Deadline {...props} />
    </div>
  );
}

/** The product that the part is to bring about, and to whom it goes. */
function Owed({ commitment, party, frame: { language } }: ReportFrame): VNode | null {
  const t = words(language).commitment.product;
  const side = commitment.sides.find((one) => one.party === party);
  if (!side?.product) return null;
  return (
    <Section id="san-pham" title={t.title}>
      <p>
        <ProductWords side={side} language={language} />
      </p>
      <p>
        {t.recipient}: <RecipientWords side={side} commitment={commitment} language={language} />
      </p>
    </Section>
  );
}

function OwnReport(props: ReportFrame): VNode {
  const { commitment, party, previousPercent, contributes } = props;
  const { language } = props.frame;
  const t = words(language).commitment.update;
  const own = commitment.sides.find((side) => side.party === party);
  const title = t.own(own?.partyName[language] ?? '');
  const last = commitment.statements[party];
  const base = commitmentHref(commitment.agreement.slug, commitment.code);
  if (!last) {
    return (
      <Section id="bao-cao-truoc" title={title}>
        <p class="hint">{t.ownNone}</p>
      </Section>
    );
  }
  return (
    <Section id="bao-cao-truoc" title={title}>
      <DefinitionList
        items={[
          {
            term: t.date,
            value: (
              <span class="n">
                {formatInstant(last.at)}, {last.by[language]}
              </span>
            ),
          },
          { term: t.state, value: said(last, language) },
          {
            term: t.before,
            value: previousPercent === null ? '–' : formatPercent(previousPercent, language),
          },
        ]}
      />
      {contributes ? null : (
        <p class="aside-link">
          <a href={`${base}/cap-nhat?copy=1`}>{t.copy}</a>
        </p>
      )}
    </Section>
  );
}

function OtherReport({
  side,
  commitment,
  party,
  frame: { language },
}: ReportFrame & { side: SideItem }): VNode {
  const t = words(language);
  const statement = commitment.statements[side.party];
  const own = commitment.sides.find((one) => one.party === party)?.partyName[language] ?? party;
  const title = (
    <>
      {t.commitment.side(side.partyName[language])} <SideMarker party={side.party} marker={side.marker} />
    </>
  );
  const confirmed = side.completionConfirmedAt;
  return (
    <Section id={`ben-${side.party}`} title={title}>
      {statement ? (
        <>
          <DefinitionList
            items={[
              { term: t.commitment.update.state, value: said(statement, language) },
              {
                term: t.commitment.update.confirmation,
                value: confirmed
                  ? formatInstantDay(confirmed)
                  : side.returnedAt
                    ? t.commitment.completionReturned(formatInstantDay(side.returnedAt))
                    : t.noneYet,
              },
            ]}
          />
          {statement.results ? (
            <Written as="blockquote" class="said">
              {statement.results}
            </Written>
          ) : null}
        </>
      ) : (
        <p>{t.commitment.update.otherNone(side.partyName[language])}</p>
      )}
      <p class="hint">{t.commitment.update.onlyOwn(own)}</p>
    </Section>
  );
}

/** Of many sides, a line each. */
function OtherReports({
  others,
  commitment,
  party,
  frame: { language },
}: ReportFrame & { others: SideItem[] }): VNode {
  const t = words(language);
  const own = commitment.sides.find((one) => one.party === party)?.partyName[language] ?? party;
  return (
    <Section id="cac-ben-khac" title={t.commitment.update.others}>
      <DefinitionList
        items={others.map((side) => {
          const statement = commitment.statements[side.party];
          return {
            key: side.party,
            term: (
              <SideLine party={side.party} marker={side.marker}>
                {side.partyName[language]}
              </SideLine>
            ),
            value: statement ? said(statement, language) : <span class="none">{t.noneYet}</span>,
          };
        })}
      />
      <p class="hint">{t.commitment.update.onlyOwn(own)}</p>
    </Section>
  );
}

function said(statement: ProgressUpdateItem, language: Language): VNode {
  return (
    <span class="n">
      {words(language).status[statement.status]}, {formatPercent(statement.percent, language)}
      {statement.illustrative ? <IllustrativeMark language={language} /> : null}
    </span>
  );
}

function Deadline({
  frame: { language },
  commitment,
  lastChasedOn,
  canRequestExtension,
}: ReportFrame): VNode {
  const t = words(language).commitment;
  const { extensions, reminders, due, agreement, code } = commitment;
  const chased = lastChasedOn ? `, ${t.update.latest(formatDay(lastChasedOn))}` : '';
  return (
    <Section id="thoi-han" title={t.due.title}>
      <DefinitionList
        items={[
          { term: t.due.present, value: <Due due={due} language={language} /> },
          ...(extensions > 0 ? [{ term: t.update.extended, value: t.update.times(extensions) }] : []),
          ...(reminders > 0
            ? [{ term: t.update.chased, value: `${t.update.times(reminders)}${chased}` }]
            : []),
        ]}
      />
      {canRequestExtension ? (
        <p class="hint aside-link">
          {t.update.late}{' '}
          <a href={`${commitmentHref(agreement.slug, code)}/gia-han`}>{t.update.askExtension}</a>{' '}
          {t.update.withReason}
        </p>
      ) : null}
    </Section>
  );
}
