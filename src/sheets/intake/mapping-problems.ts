import type { BilingualText } from '../../platform/text.js';
import type { MappingProblem } from './own.types.js';

const texts: Record<MappingProblem, (at: string) => BilingualText> = {
  noSheet: (name) => ({
    vi: `Tệp không có trang tính “${name}”. Hãy chọn trang tính khác.`,
    en: `The file has no sheet “${name}”. Choose another one.`,
  }),
  noHead: () => ({
    vi: 'Chưa biết cột nào ghi nội dung cam kết hoặc mã cam kết. Hãy chọn dòng tiêu đề, rồi chọn trường cho từng cột. Bảng không có dòng tiêu đề thì thêm một dòng tiêu đề rồi nộp lại.',
    en: 'No column is known to hold the commitment’s text or code. Choose the row of headings, then a field for each column. If the sheet has no headings, add a row of them and submit it again.',
  }),
  headMissing: (row) => ({
    vi: `Dòng ${row} không có tiêu đề nào. Hãy chọn dòng khác.`,
    en: `Row ${row} has no headings. Choose another row.`,
  }),
  noColumn: (letter) => ({
    vi: `Bảng không có cột ${letter}. Hãy chọn lại cột.`,
    en: `The sheet has no column ${letter}. Choose the columns again.`,
  }),
  twice: (letter) => ({
    vi: `Cột ${letter} được chọn cho hai trường. Hãy chọn mỗi cột cho một trường.`,
    en: `Column ${letter} is chosen for two fields. Choose one field for each column.`,
  }),
  merged: (cells) => ({
    vi: `Ô ${cells} bị gộp, nên không rõ nội dung thuộc dòng, cột nào. Hãy bỏ gộp ô (Tách ô), lưu lại rồi nộp; hoặc chọn dòng tiêu đề ở dưới các ô gộp.`,
    en: `Cells ${cells} are merged, so it is not certain to which row or column they belong. Unmerge them, save the file and submit it again, or choose a row of headings below them.`,
  }),
  twoHeads: (row) => ({
    vi: `Dòng ${row} có vẻ là dòng tiêu đề thứ hai. Hãy chọn dòng ${row} làm dòng tiêu đề, hoặc xóa dòng này rồi nộp lại.`,
    en: `Row ${row} looks like a second row of headings. Choose row ${row} as the row of headings, or delete it and submit the file again.`,
  }),
  noRows: () => ({
    vi: 'Dưới dòng tiêu đề không có dòng nào. Hãy chọn dòng tiêu đề hoặc trang tính khác.',
    en: 'There are no rows below the headings. Choose another row of headings, or another sheet.',
  }),
  tooManyRows: () => ({
    vi: 'Bảng có hơn 20.000 dòng. Hãy chia thành nhiều tệp.',
    en: 'The sheet has more than 20,000 rows. Split it into several files.',
  }),
};

/** Why a sheet cannot be read as it is understood so far, and what to do. @param at the sheet, column, row or cells */
export const problemText = ({ why, at }: { why: MappingProblem; at: string }): BilingualText =>
  texts[why](at);
