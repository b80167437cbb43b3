import { RuleBroken } from '../../platform/errors.js';
import { extensionOf } from './file-name.js';
import type { FileFault } from '../../platform/files/inspected.js';

/** Kinds that are not taken, and what the program that made them saves them as. */
const savedAs = new Map([
  ...['doc', 'dot', 'rtf', 'docm'].map((old) => [old, 'docx'] as const),
  ...['xls', 'xlt', 'xlsb', 'xlsm'].map((old) => [old, 'xlsx'] as const),
  ...['ppt', 'pps', 'pptm'].map((old) => [old, 'pptx'] as const),
  ...['heic', 'heif', 'webp', 'bmp', 'gif'].map((old) => [old, 'jpg'] as const),
  ...['tif', 'tiff'].map((old) => [old, 'pdf'] as const),
]);

/** As they are named to people. */
export const listedKinds = (taken: readonly string[]): string =>
  taken.filter((extension) => extension !== 'jpeg').join(', ');

/** @param taken the extensions that are taken */
export function refusedKind(name: string, taken: readonly string[]): RuleBroken {
  const better = savedAs.get(extensionOf(name));
  const listed = listedKinds(taken);
  if (better && taken.includes(better))
    return refused(
      `Không nhận tệp .${extensionOf(name)}. Hãy mở “${name}”, chọn “Lưu dưới dạng” (Save As) loại .${better}, rồi gửi tệp mới.`,
      `.${extensionOf(name)} files are not accepted. Open “${name}”, save it as .${better}, and send the new file.`,
    );
  return refused(
    `Không nhận loại tệp của “${name}”. Hãy gửi một trong các loại: ${listed}.`,
    `“${name}” is of a kind that is not accepted. Send one of these: ${listed}.`,
  );
}

export function refusedContent(fault: FileFault, name: string): RuleBroken {
  const kind = extensionOf(name);
  switch (fault) {
    case 'empty':
      return refused(
        `“${name}” không có nội dung. Hãy kiểm tra tệp trên máy rồi gửi lại.`,
        `“${name}” is empty. Check the file on your computer and send it again.`,
      );
    case 'cutOff':
      return refused(
        `“${name}” bị thiếu một phần hoặc bị hỏng. Hãy mở thử tệp trên máy; nếu mở được, lưu lại rồi gửi tệp vừa lưu, nếu không, tải hoặc quét lại.`,
        `“${name}” is cut off or damaged. Try to open it on your computer: if it opens, save it again and send that; if not, download or scan it again.`,
      );
    case 'password':
      return refused(
        `“${name}” có mật khẩu hoặc bị mã hóa nên người khác không đọc được. Hãy ${kind === 'pdf' ? 'in ra một tệp PDF mới (Print to PDF)' : 'lưu lại không đặt mật khẩu'} rồi gửi lại.`,
        `“${name}” has a password or is encrypted, so other people could not read it. ${kind === 'pdf' ? 'Print it to a new PDF' : 'Save it without a password'} and send that.`,
      );
    case 'macros':
      return refused(
        `“${name}” có macro. Hãy lưu lại thành .${kind} không có macro rồi gửi lại.`,
        `“${name}” contains macros. Save it as .${kind} without macros and send it again.`,
      );
    case 'oldFormat':
      return refused(
        `“${name}” thực ra là tệp Office kiểu cũ. Hãy mở tệp, chọn “Lưu dưới dạng” (Save As) loại .${kind}, rồi gửi tệp mới.`,
        `“${name}” is actually in an old Office format. Open it, save it as .${kind}, and send the new file.`,
      );
    case 'secret':
      return refused(
        `“${name}” có dấu chỉ độ mật ở phần đầu. Không đưa tài liệu bí mật nhà nước lên hệ thống này; tệp đã được bỏ, không lưu lại. Hãy gửi theo quy định về bảo vệ bí mật nhà nước.`,
        `“${name}” is marked as a state secret in its heading. Such papers do not belong here; the file was discarded, not stored. Send it by the channels laid down for state secrets.`,
      );
    case 'encoding':
      return encodingWords(name, kind);
    case 'otherKind':
      return refused(
        `Nội dung của “${name}” không phải là tệp ${kind} đọc được. Hãy lưu lại đúng loại rồi gửi lại.`,
        `“${name}” is not a readable ${kind} file. Save it again as ${kind} and send it.`,
      );
  }
}

/** Excel's plain "CSV" and old texts are of the machine's code page: elsewhere their Vietnamese letters read as others. */
function encodingWords(name: string, kind: string): RuleBroken {
  if (kind === 'csv')
    return refused(
      `“${name}” không dùng bảng mã UTF-8 nên chữ tiếng Việt sẽ bị sai. Trong Excel, chọn “Lưu dưới dạng” (Save As) loại “CSV UTF-8”, rồi gửi tệp mới.`,
      `“${name}” is not in UTF-8, so its Vietnamese letters would be lost. In Excel, save it as “CSV UTF-8” and send the new file.`,
    );
  return refused(
    `“${name}” không dùng bảng mã UTF-8 nên chữ tiếng Việt sẽ bị sai. Trong Notepad, chọn “Lưu dưới dạng” (Save As) với mã hóa UTF-8, rồi gửi tệp mới.`,
    `“${name}” is not in UTF-8, so its Vietnamese letters would be lost. In Notepad, save it with UTF-8 encoding and send the new file.`,
  );
}

function refused(vi: string, en: string): RuleBroken {
  return new RuleBroken({ vi, en }, 'file');
}
