import type { CellStyle, WriteSheet } from 'hucre';
import { cellText } from './cell-text.js';
import type { CellValue } from './export.types.js';
import type { EditableColumn, EditableHead, EditableRow } from './editable.types.js';
import { cellOf, columnName, FONT, headStyle, heightOf, onPaper, sheetName, textSheet } from './sheet.js';

type Cells = NonNullable<WriteSheet['cells']>;
type DataValidation = NonNullable<WriteSheet['dataValidations']>[number];

const numFmts = { text: '@', number: '0', percent: '0%', day: 'dd/mm/yyyy' } as const;
const line = { style: 'thin', color: { rgb: 'C9D3D6' } } as const;
const locked = fillOf('F1F4F5');
const open = fillOf('FFFDF2');
const headOfOpen: CellStyle = { ...headStyle, fill: fillOf('FBF0CF') };

function fillOf(rgb: string) {
  return { type: 'pattern', pattern: 'solid', fgColor: { rgb } } as const;
}

/** All sheets of a list to be edited: the rows, what may be chosen, how it is done, and what it is known by. */
export function editableSheets(head: EditableHead, rows: readonly EditableRow[]): WriteSheet[] {
  const { guide, control } = head;
  return [
    rowsToEdit(head, rows),
    textSheet(guide.sheet, guide.lines),
    { name: sheetName(head.choicesSheet), hidden: true, rows: choicesIn(head) },
    { name: control.sheet, veryHidden: true, rows: [...control.lines, ['rows', String(rows.length)]] },
  ];
}

function rowsToEdit(head: EditableHead, rows: readonly EditableRow[]): WriteSheet {
  const { columns } = head;
  const heads = columns.map((column) => cellText(column.head));
  const values = rows.map((row) => row.values.map((value, at) => cellOf(value, columns[at]!.kind)));
  // Columns are as in rows that are open; what is locked in the others stands here.
  const cells: Cells = new Map();
  heads.forEach((value, at) =>
    cells.set(`0,${at}`, { value, style: columns[at]!.isOpen ? headOfOpen : headStyle }),
  );
  const [ofOpen, ofLocked] = [true, false].map((isOpen) => columns.map((column) => styleOf(column, isOpen)));
  rows.forEach((row, index) => {
    if (row.isOpen) return;
    values[index]!.forEach((value, at) => {
      if (columns[at]!.isOpen) cells.set(`${index + 1},${at}`, { value, style: ofLocked![at]! });
    });
  });
  return {
    ...onPaper(head.printed),
    name: sheetName(head.sheet),
    columns: columns.map(({ width }, at) => ({ width, style: ofOpen![at]! })),
    rows: [heads, ...values],
    cells,
    rowDefs: new Map([heads, ...values].map((row, index) => [index, { height: heightOf(row, columns) }])),
    freezePane: { rows: 1, columns: head.frozenColumns },
    autoFilter: { range: `A1:${columnName(columns.length - 1)}${rows.length + 1}` },
    // Without a password: it keeps from slips, and what comes back is looked at whatever was unlocked.
    protection: { sheet: true, autoFilter: true, formatColumns: true, formatRows: true },
    dataValidations: validationsOf(head, rows.length),
  };
}

function styleOf({ kind, isOpen }: EditableColumn, inOpenRow: boolean): CellStyle {
  const isUnlocked = isOpen && inOpenRow;
  return {
    font: FONT,
    numFmt: numFmts[kind],
    alignment: { vertical: 'top', ...(kind === 'text' ? { wrapText: true } : {}) },
    fill: isUnlocked ? open : locked,
    border: { bottom: line, right: line },
    protection: { locked: !isUnlocked },
  };
}

const choicesIn = ({ columns }: EditableHead): CellValue[][] => {
  const lists = columns.flatMap(({ choices }) => (choices ? [choices] : []));
  const most = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: most }, (_, row) => lists.map((list) => list[row] ?? null));
};

function validationsOf({ columns, choicesSheet }: EditableHead, rows: number): DataValidation[] {
  let lists = 0;
  return columns.flatMap(({ kind, choices, isOpen, hint }, at): DataValidation[] => {
    if (!isOpen || rows === 0) return [];
    const letter = columnName(at);
    const common = {
      range: `${letter}2:${letter}${rows + 1}`,
      allowBlank: true,
      showErrorMessage: true,
      errorStyle: 'stop' as const,
      ...(hint ? { showInputMessage: true, inputMessage: hint, errorMessage: hint } : {}),
    };
    if (choices) {
      const list = columnName(lists++);
      const formula1 = `'${sheetName(choicesSheet)}'!$${list}$1:$${list}$${choices.length}`;
      return [{ ...common, type: 'list', formula1 }];
    }
    const between = { ...common, operator: 'between' as const };
    if (kind === 'percent') return [{ ...between, type: 'decimal', formula1: '0', formula2: '1' }];
    // From 1/1/2000 to 31/12/2099, as spreadsheets count days.
    if (kind === 'day') return [{ ...between, type: 'date', formula1: '36526', formula2: '73050' }];
    return [];
  });
}
