import type { VNode } from 'preact';
import { Breadcrumb } from '../../web/components/breadcrumb.js';
import { ButtonLink, PrintButton } from '../../web/components/button.js';
import { Icon, type IconName } from '../../web/components/icon.js';
import { PageHead } from '../../web/components/section.js';
import { DiffersBadge, StatusBadge } from '../parts/status-badge.js';
import { words } from '../../web/i18n/words.js';
import { commitmentHref, listHref } from '../parts/links.js';
import { DaysMenu } from '../parts/past.view.js';
import { askedFor } from '../read/days.js';
import type { CommitmentDetail } from '../commitment.types.js';
import type { CommitmentPageProps } from './commitment-page.types.js';
import type { Language } from '../../platform/text.js';

export function CommitmentHead(props: CommitmentPageProps): VNode {
  const { commitment, can, frame, past } = props;
  const { language } = frame;
  const t = words(language).commitment.actions;
  const base = commitmentHref(commitment.agreement.slug, commitment.code);
  return (
    <>
      <Crumbs {...props} />
      <PageHead
        title={
          <>
            <span class="page-code n">{commitment.code}</span> {commitment.title[language]}
          </>
        }
        note={<Badges commitment={commitment} language={language} />}
      >
        {past ? (
          <DaysMenu
            slug={commitment.agreement.slug}
            action={base}
            language={language}
            shown={past}
            today={frame.today}
            asked={past.asked}
          />
        ) : null}
        <PrintButton language={language} />
        {can.requestExtension ? (
          <ButtonLink href={`${base}/gia-han`} icon="extension">
            {commitment.due.undated ? words(language).commitment.undated.propose : t.requestExtension}
          </ButtonLink>
        ) : null}
        {can.update || can.contribute ? (
          <ButtonLink href={`${base}/cap-nhat`} icon="edit" primary>
            {can.contribute ? t.contribute : t.update}
          </ButtonLink>
        ) : null}
      </PageHead>
    </>
  );
}

function Crumbs({ commitment, past, frame: { language, today } }: CommitmentPageProps): VNode {
  const t = words(language);
  const { slug } = commitment.agreement;
  const { code, name } = commitment.sector;
  const { previous, next } = commitment;
  const days = past ? askedFor(past, today) : {};
  return (
    <Breadcrumb
      language={language}
      items={[
        { label: t.nav.commitments, href: listHref(slug, days) },
        { label: `${code}. ${name[language]}`, href: listHref(slug, { sector: code, ...days }) },
        { label: commitment.code },
      ]}
    >
      {previous ? (
        <a
          href={commitmentHref(slug, previous.code, undefined, days)}
          aria-label={`${t.commitment.previous}: ${previous.code}`}
          rel="prev"
        >
          <Icon name="left" size={12} /> {previous.code}
        </a>
      ) : null}
      {next ? (
        <a
          href={commitmentHref(slug, next.code, undefined, days)}
          aria-label={`${t.commitment.next}: ${next.code}`}
          rel="next"
        >
          {next.code} <Icon name="right" size={12} />
        </a>
      ) : null}
    </Breadcrumb>
  );
}

/** The commitment's standing in one row; also under the title of its forms. */
export function Badges({
  commitment,
  language,
  linked = true,
}: {
  commitment: CommitmentDetail;
  language: Language;
  /** Counts lead to their sections, where the page has them. */
  linked?: boolean;
}): VNode {
  const t = words(language).commitment;
  const href = (part: string): string =>
    linked ? `#${part}` : commitmentHref(commitment.agreement.slug, commitment.code, part);
  return (
    <div class="badge-row">
      <StatusBadge item={commitment} language={language} days />
      {commitment.differs ? <DiffersBadge language={language} sides={commitment.sides.length} /> : null}
      {commitment.extensions > 0 ? (
        <Count icon="extension" href={href('thoi-han')} label={t.extended(commitment.extensions)} />
      ) : null}
      {commitment.reminders > 0 ? (
        <Count icon="bell" href={href('nhac-han')} label={t.chased(commitment.reminders)} />
      ) : null}
      <span>{t.sector(commitment.sector.name[language])}</span>
    </div>
  );
}

function Count({ icon, href, label }: { icon: IconName; href: string; label: string }): VNode {
  return (
    <span class="badge badge-light">
      <Icon name={icon} size={14} />
      <a class="count n" href={href}>
        {label}
      </a>
    </span>
  );
}
