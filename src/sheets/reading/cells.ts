import type { Cell, CellValue } from 'hucre';
import { isDay } from '../../platform/clock.js';
import { fold, hasTowerOfMarks, languages, plainText, type BilingualText } from '../../platform/text.js';
import { readTypedDay } from '../../platform/typed-day.js';
import { MOST_REASON, MOST_STATEMENT_TEXT } from '../../commitments/statement.js';
import { statuses } from '../../commitments/commitment.types.js';
import { words } from '../../web/i18n/words.js';
import type { FaultKind, SheetField } from '../sheet.types.js';

/** What a cell says, or what is wrong with it. */
export type CellRead = { value: string } | { kind: FaultKind; message: BilingualText };

/** A cell of a column that is stated. @param cell what the file says of it beside its value */
export function readCell(field: SheetField, value: CellValue, cell: Cell | undefined): CellRead {
  if (cell?.type === 'formula') return { kind: 'formula', message: formula };
  if (cell?.type === 'error') return { kind: 'formula', message: brokenFormula };
  if (field === 'status') return readStatus(textIn(value));
  if (field === 'percent') return readPercent(value);
  if (field === 'doneOn') return readDay(value);
  return readText(textIn(value), field === 'noEvidenceReason' ? MOST_REASON : MOST_STATEMENT_TEXT);
}

/** As it is read by people: a number without a point, a day as `15/11/2019`. */
export function textIn(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (isDate(value)) return value.toISOString().slice(0, 10).split('-').reverse().join('/');
  return String(value);
}

// A date that comes from a library may be of another realm.
const isDate = (value: unknown): value is Date => Object.prototype.toString.call(value) === '[object Date]';

const statusByWord = new Map(
  statuses.flatMap((status) => [
    [status, status],
    ...languages.map((language) => [fold(words(language).status[status]), status]),
  ]) as [string, string][],
);

function readStatus(text: string): CellRead {
  const status = statusByWord.get(fold(text));
  return status === undefined ? { kind: 'status', message: noStatus } : { value: status };
}

/** A share as spreadsheets keep percents, or what people type into a cell of text: `55`, `55%`. */
function readPercent(value: CellValue): CellRead {
  if (typeof value === 'number') {
    const percent = Math.round(value * 1e8) / 1e6;
    return isWhole(percent) ? { value: String(percent) } : { kind: 'percent', message: noPercent };
  }
  const text = textIn(value).trim();
  if (text === '') return { value: '' };
  const [, whole] = /^(\d{1,3})(?:[.,]0{1,4})?\s*%?$/.exec(text) ?? [];
  return whole !== undefined && isWhole(Number(whole))
    ? { value: String(Number(whole)) }
    : { kind: 'percent', message: noPercent };
}

const isWhole = (percent: number) => Number.isInteger(percent) && percent >= 0 && percent <= 100;

/** In words: `ngày 15 tháng 11 năm 2019`. */
const inWords = /^(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})$/;

/** A date, or one that was typed as text, in the ways in which people do. */
function readDay(value: CellValue): CellRead {
  const wrong = { kind: 'day', message: noDay } as const;
  if (isDate(value)) {
    const day = Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
    return isDay(day) ? { value: day } : wrong;
  }
  if (typeof value === 'number' || typeof value === 'boolean') return wrong;
  const text = textIn(value).trim();
  if (text === '') return { value: '' };
  const [, day, month, year] = inWords.exec(fold(text)) ?? [];
  const read = readTypedDay(day ? `${day}/${month}/${year}` : text);
  return 'day' in read ? { value: read.day } : wrong;
}

// Control characters that no office text needs; PostgreSQL cannot store NUL at all.
// oxlint-disable-next-line no-control-regex
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF]|\p{Surrogate}/u;

/** A text in NFC, without what no office text needs. */
export function readText(text: string, most: number): CellRead {
  const value = plainText(text, most);
  if (value.length > most || hasTowerOfMarks(value)) return { kind: 'text', message: tooLong(most) };
  return forbidden.test(value) ? { kind: 'text', message: oddSigns } : { value };
}

const formula = {
  vi: 'Ô này có công thức. Hãy thay bằng nội dung.',
  en: 'This cell has a formula. Put what it should say instead.',
};
const brokenFormula = {
  vi: 'Ô này báo lỗi công thức. Hãy thay bằng nội dung.',
  en: 'This cell shows a formula error. Put what it should say instead.',
};
const noStatus = {
  vi: 'Không rõ trạng thái. Hãy chọn trong danh sách của ô.',
  en: 'Unknown status. Choose one from the cell’s list.',
};
const noPercent = {
  vi: 'Tỷ lệ là số nguyên từ 0% đến 100%, ví dụ 55%.',
  en: 'Percent is a whole number from 0% to 100%, such as 55%.',
};
const noDay = {
  vi: 'Không đọc được ngày. Hãy ghi ngày/tháng/năm, ví dụ 15/11/2019.',
  en: 'Unreadable date. Write day/month/year, such as 15/11/2019.',
};
const tooLong = (most: number): BilingualText => ({
  vi: `Nội dung dài quá ${most.toLocaleString('de-DE')} ký tự.`,
  en: `The text is longer than ${most.toLocaleString('en-US')} characters.`,
});
const oddSigns = {
  vi: 'Nội dung có ký tự điều khiển không dùng được. Hãy nhập lại ô này.',
  en: 'The text has control characters that cannot be used. Type this cell again.',
};
