import type { CellStyle, WriteSheet } from 'hucre';
import { cellText } from './cell-text.js';
import type { CellValue } from './export.types.js';
import type { EditableColumn, EditableHead, EditableRow } from './editable.types.js';
import type { StreamedRow } from './row-xml.js';
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

/** All sheets of a list to be edited: the rows, of which an open and a locked one stand in their place, what may be chosen, how it is done, and what it is known by. */
export function editableFrame(head: EditableHead, rows: number): WriteSheet[] {
  const { guide, control } = head;
  return [
    frameOfRows(head, rows),
    textSheet(guide.sheet, guide.lines),
    { name: sheetName(head.choicesSheet), hidden: true, rows: choicesIn(head) },
    { name: control.sheet, veryHidden: true, rows: [...control.lines, ['rows', String(rows)]] },
  ];
}

/** The looks of rows, in their order. */
const [OPEN, LOCKED] = [0, 1];

/** A row of the first of them. */
export function editableRow({ values, isOpen }: EditableRow, columns: EditableHead['columns']): StreamedRow {
  const cells = values.map((value, at) => cellOf(value, columns[at]!.kind));
  return { cells, look: isOpen ? OPEN : LOCKED, height: heightOf(cells, columns) };
}

function frameOfRows(head: EditableHead, rows: number): WriteSheet {
  const { columns } = head;
  const heads = columns.map((column) => cellText(column.head));
  const empty = columns.map(() => null);
  const cells: Cells = new Map();
  heads.forEach((value, at) =>
    cells.set(`0,${at}`, { value, style: columns[at]!.isOpen ? headOfOpen : headStyle }),
  );
  columns.forEach((column, at) => cells.set(`${LOCKED + 1},${at}`, { style: styleOf(column, false) }));
  return {
    ...onPaper(head.printed),
    name: sheetName(head.sheet),
    columns: columns.map((column) => ({ width: column.width, style: styleOf(column, true) })),
    rows: [heads, empty, empty],
    cells,
    rowDefs: new Map([[0, { height: heightOf(heads, columns) }]]),
    freezePane: { rows: 1, columns: head.frozenColumns },
    autoFilter: { range: `A1:${columnName(columns.length - 1)}${rows + 1}` },
    // Without a password: it keeps from slips, and what comes back is looked at whatever was unlocked.
    protection: { sheet: true, autoFilter: true, formatColumns: true, formatRows: true },
    dataValidations: validationsOf(head, rows),
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
