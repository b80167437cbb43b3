import type { VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { DataTable } from '../../web/components/data-table.js';
import { Icon } from '../../web/components/icon.js';
import { Section } from '../../web/components/section.js';
import { formatNumber } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { faultKinds, type FaultKind, type SheetDetail } from '../sheet.types.js';

/** How many cells are at fault, by kind. */
export function FaultsByKind({ sheet, language }: { sheet: SheetDetail; language: Language }): VNode {
  const t = words(language).sheets;
  const found = faultKinds.filter((kind) => sheet.faultsByKind[kind] > 0);
  const total = found.reduce((sum, kind) => sum + sheet.faultsByKind[kind], 0);
  return (
    <Section id="loi" title={t.faults} note={found.length > 0 ? t.faultsNote : undefined}>
      {found.length === 0 ? (
        <p class="quiet">{t.faultsNone}</p>
      ) : (
        <DataTable<FaultKind>
          class="sheet-faults table-keep"
          caption={t.faults}
          rows={found}
          rowKey={(kind) => kind}
          columns={[
            {
              key: 'kind',
              head: t.faultColumns.kind,
              rowHead: true,
              cell: (kind) => (
                <span class="t-over sheet-kind">
                  <Icon name="over" size={14} /> {t.kinds[kind]}
                </span>
              ),
            },
            {
              key: 'count',
              head: t.faultColumns.count,
              numeric: true,
              cell: (kind) => formatNumber(sheet.faultsByKind[kind], language),
            },
          ]}
          foot={
            <tr role="row">
              <th scope="row" role="rowheader">
                {t.faultTotal}
              </th>
              <td role="cell" class="num">
                {formatNumber(total, language)}
              </td>
            </tr>
          }
        />
      )}
    </Section>
  );
}
