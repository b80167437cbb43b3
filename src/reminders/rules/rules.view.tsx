import type { VNode } from 'preact';
import type { Viewer } from '../../identity/viewer.js';
import { Button, CsrfField } from '../../web/components/button.js';
import { DataTable, type Column } from '../../web/components/data-table.js';
import { DoneBar } from '../../web/components/done-bar.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { PageHead, Section } from '../../web/components/section.js';
import { SideMarker } from '../../web/components/side-marker.js';
import { formatInstant } from '../../web/format.js';
import { wordFor, words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { rulesHref } from '../../web/links.js';
import { EffectsSection } from './effects.view.js';
import { RulesForm } from './rules-edit.view.js';
import type { RulesPageProps } from './rules-page.types.js';
import type { NamedRule, RuleProposal } from './rules.types.js';

export const isEditor = ({ role }: Pick<Viewer, 'role'>) => role === 'admin' || role === 'coordinator';

/** The rules of an agreement, beside what its sides would have instead; to be changed by their offices and administrators. */
export function RulesPage(props: RulesPageProps): VNode {
  const { frame, viewer, fault, effects, changedSince, done } = props;
  const t = words(frame.language).rules;
  return (
    <Page {...frame} active={null} title={t.title}>
      <PageHead title={t.title} note={t.note} />
      <DoneBar done={wordFor(t.said, done)} />
      {fault ? (
        <NoticeBar tone="over" title={t.failed} role="alert">
          {fault.text}
        </NoticeBar>
      ) : null}
      {changedSince ? <NoticeBar tone="late" title={t.changedSince} role="alert" /> : null}
      {effects ? <EffectsSection {...props} effects={effects} /> : <InForce {...props} />}
      {isEditor(viewer) ? <RulesForm {...props} /> : null}
    </Page>
  );
}

function InForce(props: RulesPageProps): VNode {
  const { frame, present } = props;
  const { language } = frame;
  const t = words(language).rules;
  const { madeAt, madeBy, proposals, holdDays } = present;
  return (
    <Section id="dang-ap-dung" title={proposals.length > 0 ? t.proposals : t.inForce}>
      <p class="hint">
        {madeAt && madeBy ? t.made(madeBy[language], formatInstant(madeAt)) : t.shipped} {t.hold(holdDays)}
      </p>
      {proposals.length > 0 ? <p class="hint">{t.proposalsNote}</p> : null}
      <DataTable
        class="rules-table"
        caption={t.caption}
        rows={rowsOf(props)}
        rowKey={({ key }) => key}
        columns={columnsOf(props)}
      />
      <div class="rules-answers">
        {proposals.map((proposal) => (
          <Answer {...props} proposal={proposal} key={proposal.id} />
        ))}
      </div>
    </Section>
  );
}

interface ComparedRow {
  key: string;
  name: { vi: string; en: string };
  /** Empty where the row is no rule. */
  to: string;
  now: string;
  /** By proposal. */
  later: string[];
}

function rowsOf({ present, frame: { language } }: RulesPageProps): ComparedRow[] {
  const t = words(language).rules;
  const { rules, proposals, holdDays } = present;
  const all = new Map<string, NamedRule>();
  for (const rule of [...rules, ...proposals.flatMap((one) => one.rules)])
    if (!all.has(rule.code)) all.set(rule.code, rule);
  const hold = {
    key: 'hold',
    name: { vi: t.holdRow, en: t.holdRow },
    to: '',
    now: String(holdDays),
    later: proposals.map((one) => String(one.holdDays)),
  };
  const has = (set: { rules: NamedRule[] }, code: string) => set.rules.some((rule) => rule.code === code);
  return [
    ...[...all.values()].map(({ code, name, to }) => ({
      key: code,
      name,
      to: to.map((role) => t.roles[role]).join(', '),
      now: has(present, code) ? t.yes : t.no,
      later: proposals.map((one) =>
        has(one, code) === has(present, code)
          ? has(one, code)
            ? t.yes
            : t.no
          : has(one, code)
            ? t.added
            : t.removed,
      ),
    })),
    // Without a proposal the line above the table says it.
    ...(proposals.length > 0 ? [hold] : []),
  ];
}

function columnsOf(props: RulesPageProps): Column<ComparedRow>[] {
  const { present, parties, frame } = props;
  const { language } = frame;
  const t = words(language).rules;
  const nameOf = (code: string) => parties.find((party) => party.code === code)?.name[language] ?? code;
  const isOther = (row: ComparedRow, at: number) => row.later[at] !== row.now;
  const name: Column<ComparedRow> = {
    key: 'rule',
    head: t.rule,
    rowHead: true,
    cell: (row) => row.name[language],
  };
  const to: Column<ComparedRow> = {
    key: 'to',
    head: t.fields.to,
    phoneLabel: t.fields.to,
    cell: (row) => row.to,
  };
  if (present.proposals.length === 0) return [name, to];
  return [
    name,
    to,
    { key: 'now', head: t.inForce, phoneLabel: t.inForce, cell: ({ now }) => now },
    ...present.proposals.map((one, at): Column<ComparedRow> => ({
      key: `later-${one.party}`,
      head: t.proposalBy(nameOf(one.party)),
      phoneLabel: t.proposalBy(nameOf(one.party)),
      cell: (row) => (isOther(row, at) ? <strong>{row.later[at]}</strong> : row.later[at]),
    })),
  ];
}

/** Who proposed it, and what the reader can do about it with one press. */
function Answer({
  frame,
  slug,
  viewer,
  parties,
  present,
  proposal,
}: RulesPageProps & { proposal: RuleProposal }): VNode {
  const { language, csrf } = frame;
  const t = words(language).rules;
  const party = parties.find(({ code }) => code === proposal.party);
  const name = party?.name[language] ?? proposal.party;
  const isOwn = viewer.party?.code === proposal.party;
  const form = (path: string, label: string, primary: boolean) => (
    <form method="post" action={`${rulesHref(slug)}/${path}`}>
      <CsrfField token={csrf} />
      {isOwn ? null : <input type="hidden" name="proposal" value={proposal.id} />}
      {isOwn ? null : <input type="hidden" name="version" value={present.version} />}
      <Button primary={primary}>{label}</Button>
    </form>
  );
  return (
    <div class="rules-answer">
      <p>
        {party ? <SideMarker party={party.code} marker={party.marker} /> : null}{' '}
        <strong>{t.proposalBy(name)}</strong>{' '}
        <span class="hint">{t.proposedAt(proposal.by[language], formatInstant(proposal.proposedAt))}</span>
      </p>
      {viewer.role === 'coordinator' && isOwn ? form('rut', t.withdraw, false) : null}
      {viewer.role === 'coordinator' && !isOwn ? form('dong-y', t.agree(name), true) : null}
      {viewer.role === 'admin' ? form('dong-y', t.forceProposal(name), true) : null}
    </div>
  );
}
