import { Conflict, Locked, RuleBroken } from '../../platform/errors.js';
import type { BilingualText } from '../../platform/text.js';

/** Of one account, on all commitments: those that no report has taken yet. */
export const MOST_UPLOADS = 20;

export function tooManyUploads(): RuleBroken {
  return new RuleBroken(
    {
      vi: `Tài khoản này đang có ${MOST_UPLOADS} tệp chưa gửi kèm báo cáo, không nhận thêm được. Hãy gửi báo cáo, hoặc bỏ bớt tệp rồi thử lại.`,
      en: `Your account has ${MOST_UPLOADS} files that no report has taken yet, the maximum. Send the report or remove some files, then try again.`,
    },
    'file',
  );
}

/** @param offset up to which it has come */
export function otherOffset(offset: number): Conflict {
  return new Conflict(
    {
      vi: `Phần tệp gửi đến không khớp: đã nhận ${offset} byte. Hãy gửi tiếp từ đó.`,
      en: `This part does not fit: ${offset} bytes have been received. Continue from there.`,
    },
    'upload-offset',
  );
}

export const beingWritten = () =>
  new Locked(
    {
      vi: 'Tệp này đang được gửi từ một thẻ hoặc kết nối khác. Hãy chờ một lát rồi gửi tiếp.',
      en: 'This file is being uploaded from another tab or connection. Wait a moment, then continue.',
    },
    'file',
  );

export const notThere = () =>
  new RuleBroken(
    {
      vi: 'Có tệp không còn trên máy chủ: đã được bỏ, đã quá hạn, hoặc không phải của tài khoản này. Hãy bỏ tệp đó khỏi báo cáo, hoặc gửi lại.',
      en: 'A file is no longer on the server: it was removed, has expired, or is not your account’s. Take it out of the report, or upload it again.',
    },
    'uploadIds',
  );

export const ofAColleague = (by: readonly BilingualText[]) =>
  new RuleBroken(
    {
      vi: `Có tệp do đồng nghiệp tải lên (${by.map(({ vi }) => vi).join(', ')}): tệp chỉ gửi kèm báo cáo do chính người đó gửi. Hãy tải lại tệp từ tài khoản này, hoặc để người đó gửi báo cáo.`,
      en: `A colleague (${by.map(({ en }) => en).join(', ')}) uploaded some of these files: they can only go with a report that this colleague sends. Upload them again from your account, or let your colleague send the report.`,
    },
    'uploadIds',
  );

export const notWhole = (name: string) =>
  new RuleBroken(
    {
      vi: `Tệp “${name}” chưa gửi xong. Hãy chờ gửi xong, hoặc bỏ tệp này, rồi gửi lại báo cáo.`,
      en: `“${name}” has not been uploaded completely. Wait until it has, or remove it, then send the report again.`,
    },
    'uploadIds',
  );
