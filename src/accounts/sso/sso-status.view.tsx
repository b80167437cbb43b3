import type { VNode } from 'preact';
import { DataTable } from '../../web/components/data-table.js';
import { Section } from '../../web/components/section.js';
import { formatInstant } from '../../web/format.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import type { SsoStatus } from './sso.queries.js';

/** For the administrator: which provider, and where it says otherwise than the accounts. */
export function SsoStatusView({ frame, status }: { frame: Frame; status: SsoStatus | null }): VNode {
  const t = words(frame.language).sso;
  const note = status ? t.status(status.issuer, status.accounts) : t.none;
  return (
    <Section id="sso" title={t.title} note={note}>
      <p class="account-text">{status ? t.domains(status.allowedDomains.join(', ')) : t.noneText}</p>
      {status ? <Differing frame={frame} status={status} /> : null}
    </Section>
  );
}

function Differing({ frame, status }: { frame: Frame; status: SsoStatus }): VNode {
  const t = words(frame.language).sso;
  const rows = status.differing.flatMap(({ email, lastAt, differences }) =>
    Object.entries(differences).map(([fact, both]) => ({ email, lastAt, fact, ...both })),
  );
  const roleNames: Record<string, string> = words(frame.language).roles;
  const said = (fact: string, value: string | null) =>
    value === null ? '–' : ((fact === 'role' ? roleNames[value] : undefined) ?? value);
  if (rows.length === 0) return <p class="quiet">{t.same}</p>;
  return (
    <>
      <p class="account-text">
        <strong>{t.differing}</strong> <span class="quiet">({t.differingNote})</span>
      </p>
      <DataTable
        caption={t.differing}
        class="sso-table"
        rows={rows}
        rowKey={({ email, fact }) => `${email} ${fact}`}
        columns={[
          { key: 'email', head: t.account, rowHead: true, cell: ({ email }) => email },
          { key: 'fact', head: t.fact, cell: ({ fact }) => t.facts[fact] ?? fact },
          { key: 'here', head: t.here, phoneLabel: t.here, cell: (row) => said(row.fact, row.account) },
          { key: 'there', head: t.there, phoneLabel: t.there, cell: (row) => said(row.fact, row.provider) },
          {
            key: 'at',
            head: t.at,
            phoneLabel: t.at,
            cell: ({ lastAt }) => <span class="n">{formatInstant(lastAt)}</span>,
          },
        ]}
      />
    </>
  );
}
