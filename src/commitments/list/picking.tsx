import type { VNode } from 'preact';
import type { Column } from '../../web/components/data-table.js';
import { formatNumber } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { bulkHref } from '../../web/links.js';
import { listQuery } from '../parts/links.js';
import { askedFor } from '../read/days.js';
import type { ListedCommitment } from '../read/list.types.js';
import { bulkActions, MOST_AT_ONCE, rolesOfBulk, type BulkAction } from '../together/bulk-actions.js';
import type { ListViewProps } from './list-props.js';

/** The form to which the boxes belong wherever they stand: within the one that filters, no other can. */
const FORM = 'picked';

/** None on a past day, on which nobody does anything. */
function actionsIn(props: ListViewProps): readonly BulkAction[] {
  const { frame, today } = props;
  const isPast = Object.keys(askedFor(props, today)).length > 0;
  const { viewer } = frame;
  if (isPast || !viewer?.party) return [];
  return bulkActions.filter((action) => rolesOfBulk[action].includes(viewer.role));
}

/** A box in front of each row, for whoever can do something with several. */
export function withPicks(
  props: ListViewProps,
  columns: Column<ListedCommitment>[],
): Column<ListedCommitment>[] {
  if (actionsIn(props).length === 0) return columns;
  const t = words(props.frame.language).bulk.pick;
  const pick: Column<ListedCommitment> = {
    key: 'pick',
    head: (
      <label class="pick js-only">
        <input type="checkbox" data-pick-page autocomplete="off" />
        <span class="sr">{t.page}</span>
      </label>
    ),
    cell: ({ id, code }) => (
      <label class="pick">
        <input type="checkbox" name="ids" value={id} form={FORM} data-pick autocomplete="off" />
        <span class="sr">{t.one(code)}</span>
      </label>
    ),
  };
  return [pick, ...columns];
}

/** Where the boxes go. */
export function PickForm(props: ListViewProps): VNode | null {
  if (actionsIn(props).length === 0) return null;
  return <form id={FORM} method="get" action={bulkHref(props.slug)} />;
}

/** What can be done with the rows that are ticked: in sight as soon as one is. */
export function PickBar(props: ListViewProps): VNode | null {
  const { frame, filter, page } = props;
  const actions = actionsIn(props);
  if (actions.length === 0 || page.items.length === 0) return null;
  const t = words(frame.language).bulk;
  return (
    <div class="pick-bar" role="group" aria-label={t.pick.bar}>
      {[...new URLSearchParams(listQuery(filter))].map(([name, value]) => (
        <input type="hidden" name={name} value={value} form={FORM} key={name} />
      ))}
      <strong class="n js-only" role="status" data-pick-count={t.pick.count} />
      <WholeList {...props} />
      <span class="pick-actions">
        {actions.map((action) => (
          <button type="submit" class="btn" name="action" value={action} form={FORM} key={action}>
            {t.actions[action]}
          </button>
        ))}
        <button type="button" class="link-button js-only phone-only" data-pick-every>
          {t.pick.every}
        </button>
        <button type="button" class="link-button js-only" data-pick-none>
          {t.pick.clear}
        </button>
      </span>
    </div>
  );
}

/** The rows of other pages along with them; one page is ticked from its head. */
function WholeList({ frame, page }: ListViewProps): VNode | null {
  if (page.total <= 1) return null;
  const t = words(frame.language).bulk.pick;
  if (page.total > MOST_AT_ONCE) return <span class="quiet">{t.tooMany(MOST_AT_ONCE)}</span>;
  return (
    <label class={`check${page.total > page.items.length ? '' : ' no-js'}`}>
      <input type="checkbox" name="all" value="1" form={FORM} data-pick-all autocomplete="off" />
      <span class="n">{t.all(formatNumber(page.total, frame.language))}</span>
    </label>
  );
}
