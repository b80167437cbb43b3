import { Conflict, RuleBroken, TooLarge, type DomainError } from '../../platform/errors.js';

/** Not counting those withdrawn. */
export const EVIDENCE_OF_A_SIDE = 20;

export function nothingSent(): DomainError {
  return new RuleBroken(
    {
      vi: 'Hãy chọn một tệp để đính kèm, hoặc ghi số, ngày ban hành và cơ quan ban hành của văn bản.',
      en: 'Choose a file to attach, or enter the document’s number, date of issue and issuer.',
    },
    'file',
  );
}

export function tooMany(field: string): DomainError {
  return new RuleBroken(
    {
      vi: `Bên này đã có đủ ${EVIDENCE_OF_A_SIDE} tài liệu minh chứng cho cam kết này, không thêm được nữa. Hãy thu hồi tài liệu không cần thiết rồi gửi lại.`,
      en: `Your side has ${EVIDENCE_OF_A_SIDE} pieces of evidence on this commitment, the maximum. Withdraw one that is no longer needed, then send this again.`,
    },
    field,
  );
}

export function sameFile(name: string, saysMore: boolean): DomainError {
  const next = saysMore
    ? {
        vi: 'Muốn ghi thêm số văn bản, hãy thu hồi tài liệu đó rồi gửi lại.',
        en: 'To add a document’s number, withdraw it and send this again.',
      }
    : { vi: 'Không cần gửi lại.', en: 'There is no need to send it again.' };
  return new Conflict(
    {
      vi: `Tệp này đã được đính kèm với tên “${name}”. ${next.vi}`,
      en: `This file is already attached as “${name}”. ${next.en}`,
    },
    'file',
  );
}

export function sameDocument(number: string): DomainError {
  return new Conflict(
    {
      vi: `Văn bản số ${number} đã có trong tài liệu minh chứng của bên này. Không cần gửi lại; muốn sửa nơi nhận, trích yếu thì thu hồi rồi gửi lại.`,
      en: `Document ${number} is already among your side’s evidence. There is no need to send it again; to correct its recipient or subject, withdraw it first.`,
    },
    'number',
  );
}

/** @param limit in bytes: as much as was read */
export function tooLarge(limit: number): DomainError {
  const mib = Math.floor(limit / 1_048_576);
  return new TooLarge(
    {
      vi: `Tệp lớn hơn ${mib} MB. Hãy giảm dung lượng (chẳng hạn quét ở độ phân giải thấp hơn) hoặc chia nhỏ rồi gửi lại.`,
      en: `The file is larger than ${mib} MB. Make it smaller, for example by scanning at a lower resolution, or split it, then send it again.`,
    },
    'file',
  );
}
