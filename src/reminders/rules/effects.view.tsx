import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import { commitmentHref } from '../../commitments/parts/links.js';
import type { Language } from '../../platform/text.js';
import { DataTable, type Column } from '../../web/components/data-table.js';
import { Icon } from '../../web/components/icon.js';
import { Section } from '../../web/components/section.js';
import { formatNumber } from '../../web/format.js';
import { wordFor, words } from '../../web/i18n/words.js';
import type { Difference, Effects, NowAndThen } from './effects.js';
import type { RulesPageProps } from './rules-page.types.js';

/** What would be sent, now and after the change: before anything is saved. */
export function EffectsSection(props: RulesPageProps & { effects: Effects }): VNode {
  const { frame, viewer, effects, slug } = props;
  const { language } = frame;
  const t = words(language).rules.effects;
  const { weeks, roles, differences, differ } = effects;
  return (
    <Section id="tac-dong" title={t.title}>
      <p class="hint">
        {t.note(formatDay(effects.from), formatDay(effects.to))}{' '}
        {viewer.party ? t.own(viewer.party.name[language]) : null}
      </p>
      {differ === 0 ? <p>{t.none}</p> : null}
      <div class="rules-effects">
        <DataTable
          class="rules-effect"
          caption={t.weeks}
          rows={[
            ...weeks.map(({ monday, ...of }) => ({ key: monday, name: formatDay(monday), ...of })),
            { key: 'all', name: t.total, mails: effects.mails, lines: effects.lines },
          ]}
          rowKey={({ key }) => key}
          columns={totals(t.week, language)}
        />
        <DataTable
          class="rules-effect"
          caption={t.roles}
          rows={roles.map(({ role, ...of }) => ({ key: role, name: t.roleNames[role], ...of }))}
          rowKey={({ key }) => key}
          columns={totals(t.role, language)}
        />
      </div>
      {differ === 0 ? null : (
        <>
          <h3>{t.differences}</h3>
          <p class="hint">{t.firstOf(differences.length, differ)}</p>
          <DataTable
            class="rules-differences"
            caption={t.differences}
            rows={differences}
            rowKey={({ day, code, commitment, recipient, isNew }) =>
              `${day} ${code} ${commitment.id} ${recipient.id} ${isNew}`
            }
            columns={differenceColumns(slug, language)}
          />
        </>
      )}
    </Section>
  );
}

interface TotalRow {
  key: string;
  name: string;
  mails: NowAndThen;
  lines: NowAndThen;
}

function totals(head: string, language: Language): Column<TotalRow>[] {
  const t = words(language).rules.effects;
  const column = (what: 'mails' | 'lines'): Column<TotalRow> => ({
    key: what,
    head: t[what],
    phoneLabel: t[what],
    cell: (row) => <Change {...row[what]} language={language} />,
  });
  return [{ key: 'name', head, rowHead: true, cell: ({ name }) => name }, column('mails'), column('lines')];
}

/** From, to; one figure where nothing changes. The arrow is drawn: the fonts have none. */
function Change({ now, later, language }: NowAndThen & { language: Language }): VNode {
  const t = words(language).rules.effects;
  const figure = (value: number) => formatNumber(value, language);
  if (now === later) return <span class="n">{figure(now)}</span>;
  return (
    <span class="n" title={`${t.now}: ${figure(now)}; ${t.later}: ${figure(later)}`}>
      {figure(now)} <Icon name="right" size={12} />
      <span class="sr">{t.later}</span> <strong>{figure(later)}</strong>
    </span>
  );
}

function differenceColumns(slug: string, language: Language): Column<Difference>[] {
  const t = words(language).rules.effects;
  return [
    { key: 'day', head: t.day, rowHead: true, cell: ({ day }) => <span class="n">{formatDay(day)}</span> },
    {
      key: 'what',
      head: t.what,
      cell: ({ isNew, rule, code }) => (
        <>
          <strong>{isNew ? t.comes : t.goes}</strong>:{' '}
          {wordFor(words(language).reminders.waits, code) ?? rule?.[language] ?? code}
        </>
      ),
    },
    {
      key: 'commitment',
      head: t.commitment,
      cell: ({ commitment }) => (
        <a class="count n" href={commitmentHref(slug, commitment.code)} title={commitment.title[language]}>
          {commitment.code}
        </a>
      ),
    },
    { key: 'recipient', head: t.recipient, cell: ({ recipient }) => recipient.name[language] },
  ];
}
