import type { ComponentChildren, VNode } from 'preact';

export interface Column<Row> {
  /** Also the class of the cell, `c-<key>`, and its place in the row's grid on a phone. */
  key: string;
  head: ComponentChildren;
  numeric?: boolean;
  /** Names the row. */
  rowHead?: boolean;
  /** Words set before the value on a phone, where heads are not shown. */
  phoneLabel?: string;
  cell: (row: Row) => ComponentChildren;
}

interface DataTableProps<Row> {
  /** Read out; not shown. */
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string | number;
  rowClass?: (row: Row) => string | undefined;
  class?: string;
  /** A last row, for sums. */
  foot?: ComponentChildren;
}

/** One line under the head, hairlines between rows. Roles are said again: on a phone, rows are laid out as grids. */
export function DataTable<Row>(props: DataTableProps<Row>): VNode {
  const { columns } = props;
  return (
    <table class={`table ${props.class ?? ''}`.trim()} role="table">
      <caption class="sr">{props.caption}</caption>
      <TableHead columns={columns} />
      <tbody role="rowgroup">
        {props.rows.map((row) => (
          <TableRow columns={columns} row={row} class={props.rowClass?.(row)} key={props.rowKey(row)} />
        ))}
      </tbody>
      {props.foot ? <tfoot role="rowgroup">{props.foot}</tfoot> : null}
    </table>
  );
}

export function TableHead<Row>({ columns }: { columns: Column<Row>[] }): VNode {
  return (
    <thead role="rowgroup">
      <tr role="row">
        {columns.map((column) => (
          <th scope="col" role="columnheader" class={cellClass(column)} key={column.key}>
            {column.head}
          </th>
        ))}
      </tr>
    </thead>
  );
}

export function TableRow<Row>({
  columns,
  row,
  class: extra,
}: {
  columns: Column<Row>[];
  row: Row;
  class?: string;
}): VNode {
  return (
    <tr role="row" class={extra}>
      {columns.map((column) => {
        const inside = (
          <>
            {column.phoneLabel ? <span class="phone-label">{column.phoneLabel} </span> : null}
            {column.cell(row)}
          </>
        );
        return column.rowHead ? (
          <th scope="row" role="rowheader" class={cellClass(column)} key={column.key}>
            {inside}
          </th>
        ) : (
          <td role="cell" class={cellClass(column)} key={column.key}>
            {inside}
          </td>
        );
      })}
    </tr>
  );
}

function cellClass(column: { key: string; numeric?: boolean }): string {
  return `c-${column.key}${column.numeric ? ' num' : ''}`;
}
