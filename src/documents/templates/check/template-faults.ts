import type { BilingualText } from '../../../platform/text.js';

/** How many are told at once. */
export const MOST_FAULTS = 20;

/** Why a file is no template, before its paragraphs are looked at. */
export const fileFaults = {
  noFile: {
    vi: 'Chọn tệp mẫu (.docx) để nộp.',
    en: 'Choose the template (.docx) to upload.',
  },
  tooLarge: {
    vi: 'Tệp mẫu lớn hơn 5 MB. Hãy thu nhỏ ảnh trong tệp rồi nộp lại.',
    en: 'The template is larger than 5 MB. Make its pictures smaller, then upload it again.',
  },
  empty: {
    vi: 'Tệp rỗng. Hãy chọn tệp mẫu đã lưu.',
    en: 'The file is empty. Choose the template you saved.',
  },
  otherKind: {
    vi: 'Tệp này không phải văn bản Word (.docx). Hãy mở bằng Word hoặc LibreOffice và lưu lại ở dạng .docx.',
    en: 'This is not a Word document (.docx). Open it in Word or LibreOffice and save it as .docx.',
  },
  oldFormat: {
    vi: 'Tệp ở dạng Word cũ (.doc). Hãy lưu lại ở dạng .docx.',
    en: 'This is an old Word file (.doc). Save it as .docx.',
  },
  password: {
    vi: 'Tệp đặt mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi nộp.',
    en: 'The file is protected by a password. Remove the password, save it, then upload it.',
  },
  macros: {
    vi: 'Tệp có macro. Hãy lưu lại ở dạng .docx không có macro.',
    en: 'The file has macros. Save it as .docx without macros.',
  },
  cutOff: {
    vi: 'Tệp bị cắt hoặc hỏng. Hãy mở, lưu lại rồi nộp.',
    en: 'The file is cut off or damaged. Open it, save it again, then upload it.',
  },
  encoding: {
    vi: 'Tệp bị hỏng: không đọc được chữ bên trong. Hãy mở bằng Word, lưu lại rồi nộp.',
    en: 'The file is damaged: its text cannot be read. Open it in Word, save it, then upload it.',
  },
  bomb: {
    vi: 'Tệp khi mở ra quá lớn so với một mẫu văn bản. Hãy tải mẫu khởi đầu về và soạn lại.',
    en: 'Unpacked, the file is far too large for a template. Download the starter template and begin again.',
  },
  tooMuch: {
    vi: 'Kiểm tra tệp này mất quá nhiều thời gian hoặc bộ nhớ. Hãy tải mẫu khởi đầu về và soạn lại.',
    en: 'Checking this file takes too long or too much memory. Download the starter template and begin again.',
  },
} satisfies Record<string, BilingualText>;

/** What a template must not hold, whatever its paragraphs say. */
export const contentFaults = {
  external: (target: string): BilingualText => ({
    vi: `Mẫu có liên kết ra ngoài (${target}). Hãy bỏ liên kết (Word: bấm chuột phải, Remove Hyperlink; hoặc bỏ mẫu đính kèm, ảnh liên kết).`,
    en: `The template links to something outside (${target}). Remove the link (Word: right-click, Remove Hyperlink; or detach the attached template or linked picture).`,
  }),
  embedded: (what: string): BilingualText => ({
    vi: `Mẫu có nội dung nhúng không dùng được (${what}): chương trình, bảng tính, điều khiển. Hãy bỏ đi; ảnh chỉ nhận PNG, JPEG, GIF.`,
    en: `The template holds something embedded that is not accepted (${what}): a program, a workbook, a control. Remove it; pictures may be PNG, JPEG or GIF.`,
  }),
  changes: {
    vi: 'Mẫu còn vết sửa đổi (Track Changes) hoặc chú thích (Comment). Hãy chấp nhận hoặc bỏ hết, rồi lưu lại.',
    en: 'The template has tracked changes or comments. Accept or remove all of them, then save it.',
  },
  noFoot: {
    vi: 'Mẫu thiếu trường {chan_trang}: mỗi văn bản phải ghi mã hoặc ngày của số liệu. Hãy đặt trường này ở chân trang.',
    en: 'The template lacks the field {chan_trang}: each document must name the code or day of its figures. Put it into the footer.',
  },
  trial: {
    vi: 'Lập thử theo mẫu này không được. Hãy bắt đầu lại từ mẫu khởi đầu, sửa từng phần rồi nộp.',
    en: 'A trial document could not be made of this template. Begin again with the starter template and change it step by step.',
  },
  leftOver: (text: string): BilingualText => ({
    vi: `Lập thử còn sót chữ trong ngoặc nhọn: ${text}. Hãy gõ lại trường đó liền một mạch, không chèn ảnh ở giữa.`,
    en: `The trial document still has braces: ${text}. Type that field again in one go, with no picture inside it.`,
  }),
};

/** What is wrong in a paragraph. */
export const paragraphFaults = {
  stray: (sign: string): BilingualText => ({
    vi: `có dấu ${sign} lẻ. Mỗi trường viết trong một cặp ngoặc nhọn, trong cùng một đoạn, như {trich_yeu}.`,
    en: `has a stray ${sign}. A field stands in one pair of braces within one paragraph, such as {trich_yeu}.`,
  }),
  malformed: (tag: string): BilingualText => ({
    vi: `trường {${tag}} viết không đúng: tên chỉ gồm chữ thường không dấu, chữ số và dấu gạch dưới; không có công thức hay lệnh.`,
    en: `the field {${tag}} is not written as it should be: small letters without tone marks, digits and low lines only; no formulas or commands.`,
  }),
  unknown: (tag: string, near: string | null): BilingualText => ({
    vi: `không có trường {${tag}}${near ? `. Có phải {${near}}?` : ' trong loại văn bản này. Xem danh sách trường.'}`,
    en: `there is no field {${tag}}${near ? `. Did you mean {${near}}?` : ' in this kind of document. See the list of fields.'}`,
  }),
  outside: (tag: string, list: string): BilingualText => ({
    vi: `trường {${tag}} chỉ dùng giữa {#${list}} và {/${list}}.`,
    en: `the field {${tag}} stands only between {#${list}} and {/${list}}.`,
  }),
  isList: (tag: string): BilingualText => ({
    vi: `{${tag}} là danh sách: viết {#${tag}} ở đầu và {/${tag}} ở cuối phần lặp lại.`,
    en: `{${tag}} is a list: write {#${tag}} before and {/${tag}} after what is repeated.`,
  }),
  isNoList: (tag: string): BilingualText => ({
    vi: `{${tag}} không phải danh sách: viết {${tag}}, không có dấu # và /.`,
    en: `{${tag}} is not a list: write {${tag}}, without # and /.`,
  }),
  isPicture: (tag: string): BilingualText => ({
    vi: `{${tag}} là hình: đặt một ảnh tại đây và ghi {${tag}} vào văn bản thay thế (Alt Text) của ảnh.`,
    en: `{${tag}} is a picture: place a picture here and write {${tag}} as its alternative text (Alt Text).`,
  }),
  alternative: (text: string): BilingualText => ({
    vi: `văn bản thay thế của hình chỉ được ghi một trường hình; ở đây là “${text}”.`,
    en: `the alternative text of a picture can only be a picture field; here it is “${text}”.`,
  }),
  notOpen: (tag: string): BilingualText => ({
    vi: `có {/${tag}} mà phía trên không có {#${tag}}.`,
    en: `has {/${tag}} without {#${tag}} before it.`,
  }),
  notClosed: (tag: string): BilingualText => ({
    vi: `có {#${tag}} mà không có {/${tag}} để kết thúc.`,
    en: `has {#${tag}} without {/${tag}} after it.`,
  }),
  crossed: (tag: string, open: string): BilingualText => ({
    vi: `{/${tag}} đứng trước khi {#${open}} kết thúc: kết thúc {/${open}} trước.`,
    en: `{/${tag}} comes before {#${open}} has ended: close {/${open}} first.`,
  }),
  apart: (tag: string): BilingualText => ({
    vi: `{#${tag}} và {/${tag}} không cùng chỗ: đặt cả hai trong cùng một bảng, hoặc cả hai ngoài bảng, không đặt trong Content Control.`,
    en: `{#${tag}} and {/${tag}} are not in the same place: both in one table, or both outside of tables, and not in a content control.`,
  }),
  instruction: (text: string): BilingualText => ({
    vi: `có trường Word không dùng được (${text}): chỉ nhận số trang (PAGE, NUMPAGES) và mục lục, tham chiếu trong văn bản.`,
    en: `has a Word field that is not accepted (${text}): only page numbers (PAGE, NUMPAGES), tables of contents and references within the document.`,
  }),
  notFilled: {
    vi: 'trường không được điền ở đây (cước chú, chú thích cuối). Hãy chuyển lên thân văn bản, đầu trang hoặc chân trang.',
    en: 'fields are not filled in here (footnotes, endnotes). Move them to the text, the header or the footer.',
  },
};
