import { RuleBroken } from '../../platform/errors.js';
import { plainText, hasTowerOfMarks } from '../../platform/text.js';

const MAX_LENGTH = 200;
// Control characters, and those that turn the direction of writing: a name must read as it is.
// oxlint-disable-next-line no-control-regex
const hidden = /[\u0000-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/;

/** The name under which a file is listed: NFC, no folders, nothing hidden. @throws RuleBroken with what to do */
export function fileNameFrom(given: string): string {
  // Browsers write a quotation mark so.
  const name = plainText(given.replaceAll('%22', '"'), MAX_LENGTH);
  if (name === '' || /^\.+$/.test(name))
    throw refused('Hãy chọn một tệp để đính kèm.', 'Choose a file to attach.');
  if (name.length > MAX_LENGTH)
    throw refused(
      `Tên tệp dài quá ${MAX_LENGTH} ký tự. Hãy đặt tên ngắn hơn rồi gửi lại.`,
      `The file’s name is longer than ${MAX_LENGTH} characters. Give it a shorter one and send it again.`,
    );
  if (hidden.test(name) || hasTowerOfMarks(name) || /[/\\]/.test(name) || /\p{Surrogate}/u.test(name))
    throw refused(
      'Tên tệp có ký tự không dùng được. Hãy đổi tên rồi gửi lại.',
      'The file’s name has characters that cannot be used. Rename it and send it again.',
    );
  return name;
}

/** In lower case, without the dot; empty where there is none. */
export function extensionOf(name: string): string {
  return /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

function refused(vi: string, en: string): RuleBroken {
  return new RuleBroken({ vi, en }, 'file');
}
