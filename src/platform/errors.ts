import type { BilingualText } from './text.js';

/** A fault the caller can mend. It knows nothing of HTTP; the message says what to do next. */
export abstract class DomainError extends Error {
  constructor(
    readonly text: BilingualText,
    /** The input field at fault, where there is one. */
    readonly field?: string,
  ) {
    super(text.en);
    this.name = new.target.name;
  }
}

/** A rule of the field forbids it: completing at 60 percent, extending to an earlier day. */
export class RuleBroken extends DomainError {}

/** Several rules at once, each with its field: all that is wrong with a file. */
export class RulesBroken extends RuleBroken {
  constructor(readonly faults: readonly { field: string; message: BilingualText }[]) {
    super(faults[0]!.message, faults[0]!.field);
  }
}

/** The caller's role, side or body may not do it. */
export class NotAllowed extends DomainError {}

/** It does not exist, or the caller may not know of it. */
export class NotFound extends DomainError {
  constructor(text: BilingualText = { vi: 'Không tìm thấy nội dung này.', en: 'Not found.' }) {
    super(text);
  }
}

/** Another request got there first. */
export class Conflict extends DomainError {}

/** Another request is at work on it and holds it for as long. */
export class Locked extends DomainError {}

/** The caller read an older version than the one now stored. */
export class Stale extends DomainError {
  constructor(readonly currentVersion: number) {
    super({
      vi: 'Nội dung đã được người khác sửa sau khi đồng chí mở. Hãy xem bản mới rồi gửi lại.',
      en: 'Someone changed this after you opened it. Read the new version, then send yours again.',
    });
  }
}

/** More than is taken at once. */
export class TooLarge extends DomainError {}

/** Input that cannot be read: shape, type, length. */
export class Malformed extends DomainError {
  constructor(readonly faults: { field: string; message: string | BilingualText }[]) {
    super({ vi: 'Dữ liệu gửi lên chưa đúng.', en: 'The input is not valid.' });
  }
}

export class NotSignedIn extends DomainError {
  constructor(
    text: BilingualText = { vi: 'Đề nghị đăng nhập.', en: 'Please sign in.' },
    /** What is missing or wrong in the input. */
    field?: string,
  ) {
    super(text, field);
  }
}

/** While the request was under way its session or token was ended, or its account disabled. */
export class SignedOutMeanwhile extends NotSignedIn {
  constructor() {
    super({
      vi: 'Phiên đăng nhập này vừa bị chấm dứt, nội dung chưa được lưu. Hãy đăng nhập lại.',
      en: 'This session has just ended, and nothing was saved. Sign in again.',
    });
  }
}

/** While the request was under way its account was given another role, side or body. */
export class MovedMeanwhile extends NotAllowed {
  constructor(
    text: BilingualText = {
      vi: 'Vai trò hoặc cơ quan của tài khoản vừa thay đổi, nội dung chưa được lưu. Hãy tải lại trang.',
      en: 'The role, side or body of this account has just changed, and nothing was saved. Reload the page.',
    },
  ) {
    super(text);
  }
}

/** While the request was under way it ended that the sender acts in another's place. */
export class StandInEnded extends MovedMeanwhile {
  constructor() {
    super({
      vi: 'Việc làm thay vừa kết thúc, nội dung chưa được lưu. Hãy tải lại trang.',
      en: 'Standing in has just ended, and nothing was saved. Reload the page.',
    });
  }
}

/** Allowed, but something else has to be done first: on the page named. */
export class SetupRequired extends DomainError {
  constructor(
    text: BilingualText,
    readonly path: string,
  ) {
    super(text);
  }
}

export class TooMany extends DomainError {
  constructor(
    text: BilingualText,
    readonly retryAfterSeconds: number,
    field?: string,
  ) {
    super(text, field);
  }
}

/** As much is being done at once as is good for the machine: a moment later it goes. */
export class Busy extends DomainError {}

/** The disk has no room for what was sent. */
export class NoRoom extends DomainError {}

/** A change did not say which version it was based on. */
export class VersionRequired extends DomainError {
  constructor() {
    super({
      vi: 'Thiếu If-Match: hãy đọc nội dung hiện có trước rồi gửi kèm ETag.',
      en: 'If-Match is missing: read what you are about to change first, then send its ETag.',
    });
  }
}
