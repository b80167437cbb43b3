import type { Column } from '../../web/components/data-table.js';
import type { ListedCommitment } from '../read/list.types.js';
import { chasedColumns } from './columns/chased-columns.js';
import { nameColumns } from './columns/name-columns.js';
import { sideColumns } from './columns/side-columns.js';
import { standingColumns } from './columns/standing-columns.js';
import type { Where } from './columns/where.js';

/** The columns that are shown, family by family defined, in the order of `shown`. */
export function columns(where: Where): Column<ListedCommitment>[] {
  const all = {
    ...nameColumns(where),
    ...sideColumns(where),
    ...standingColumns(where),
    ...chasedColumns(where),
  };
  return where.shown.flatMap((key) => all[key] ?? []);
}
