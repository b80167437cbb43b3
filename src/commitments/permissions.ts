import type { Role } from '../identity/viewer.js';
import type { BilingualText } from '../platform/text.js';
import type {
  CommitmentState,
  HeldDirective,
  HeldMatter,
  HeldQuestion,
  Key,
  SideState,
  Speaker,
} from './commitment-state.js';

/** Who may do what to a commitment: one condition on who asks, and what is said to whom it leaves out. */
export interface Permission<Asker = Asking> {
  holds: (asker: Asker) => boolean;
  refusal: BilingualText;
}

/** Somebody who asks, on the side for which he speaks: a side is spoken for by its own people only. */
export interface Asking extends Speaker {
  side: SideState;
  commitment: CommitmentState;
}

export const speaksForNoSide = {
  vi: 'Tài khoản này không thay mặt bên nào.',
  en: 'Your account represents no side.',
};

/** The coordinator. */
const isOffice = ({ role }: Pick<Speaker, 'role'>): boolean => role === 'coordinator';

/**
 * A liaison officer of a lead or cooperating body of the side; where such a body has ended and another follows it, one of
 * the body that answers for it today.
 */
const isItsOfficer = ({ role, body, side }: Asking): boolean =>
  role === 'liaison' && body !== null && side.bodies.includes(body);

const isLeadOfficer = ({ role, body, side }: Asking): boolean =>
  role === 'liaison' && body !== null && body === side.leadBody;

/** Those with a part in it: of the lead and the cooperating bodies, and the committee office. */
export const participants: Permission = {
  holds: (asking) => isOffice(asking) || isItsOfficer(asking),
  refusal: {
    vi: 'Chỉ cán bộ đầu mối của cơ quan chủ trì, cơ quan phối hợp hoặc văn phòng cấp ủy cùng bên mới được báo cáo về cam kết này.',
    en: 'Only liaison officers of your side’s lead or cooperating bodies, or its committee office, can report on this commitment.',
  },
};

/** Those who speak for the side: what a cooperating body sends is not the side's statement. */
export const reporters: Permission = {
  holds: (asking) => isOffice(asking) || isLeadOfficer(asking),
  refusal: {
    vi: 'Chỉ cơ quan chủ trì hoặc văn phòng cấp ủy cùng bên mới được báo cáo thay mặt bên và xử lý báo cáo phối hợp.',
    en: 'Only your side’s lead body or committee office can report for it and handle contributions.',
  },
};

/** Officers of a body that cooperates and does not lead. */
export const contributors: Permission = {
  holds: (asking) => isItsOfficer(asking) && !isLeadOfficer(asking),
  refusal: {
    vi: 'Báo cáo phối hợp do cán bộ đầu mối của cơ quan phối hợp gửi.',
    en: 'Only liaison officers of cooperating bodies can send contributions.',
  },
};

/** The same people as have a part in it, for a later deadline. */
export const extenders: Permission = {
  holds: participants.holds,
  refusal: {
    vi: 'Chỉ cơ quan chủ trì, cơ quan phối hợp hoặc văn phòng cấp ủy cùng bên mới được đề nghị gia hạn cam kết này.',
    en: 'Only your side’s lead or cooperating bodies, or its committee office, can request an extension of this commitment.',
  },
};

export const withdrawersOfPart: Permission = {
  holds: isOffice,
  refusal: {
    vi: 'Chỉ văn phòng cấp ủy mới được báo cáo thôi thực hiện hoặc thực hiện lại cam kết, kèm lý do.',
    en: 'Only the committee office can withdraw a commitment or resume it, giving the reason.',
  },
};

/** The same among those who report; that a contribution cannot say so is a rule, and told by it. */
export const withdrawersAmongParticipants: Permission = {
  holds: (asking) => isOffice(asking) || contributors.holds(asking),
  refusal: withdrawersOfPart.refusal,
};

/** Once the part is withdrawn, whoever reports takes it up again. */
export const reportersOnWithdrawn: Permission = {
  holds: (asking) => asking.side.status !== 'withdrawn' || isOffice(asking),
  refusal: withdrawersOfPart.refusal,
};

/** Owners and deadline, and the answer to another side's request. */
export const office: Permission = {
  holds: isOffice,
  refusal: {
    vi: 'Việc này thuộc thẩm quyền của văn phòng cấp ủy.',
    en: 'Only the committee office can do this.',
  },
};

/** The coordinator on the leader's behalf. */
export const signers: Permission = {
  holds: (asking) => asking.role === 'leader' || isOffice(asking),
  refusal: {
    vi: 'Chỉ lãnh đạo, hoặc văn phòng cấp ủy thay mặt lãnh đạo, mới được thực hiện việc này.',
    en: 'Only the leader, or the committee office on the leader’s behalf, can do this.',
  },
};

/** Nobody on his behalf. */
export const leader: Permission = {
  holds: ({ role }) => role === 'leader',
  refusal: { vi: 'Việc này do lãnh đạo quyết định.', en: 'Only the leader can decide this.' },
};

/** What a side asked for. */
interface Requested {
  party: Key;
}

export const sideThatAsked = ({ party }: Requested): Permission => ({
  holds: (asking) => asking.party === party,
  refusal: {
    vi: 'Lãnh đạo mỗi bên chỉ quyết định đề nghị gia hạn của bên đó.',
    en: 'Leaders can decide only on their own side’s requests.',
  },
});

export const sideThatDidNotAsk = ({ party }: Requested): Permission => ({
  holds: (asking) => asking.party !== party,
  refusal: {
    vi: 'Bên đề nghị gia hạn không cho ý kiến về đề nghị của chính bên đó.',
    en: 'Only the other sides can respond to your side’s request.',
  },
});

/** The post in whose hands it is; of a level outside, the office that asked it and enters what it says. */
export const holdersOfMatter = ({ role, holder }: HeldMatter): Permission => ({
  holds: (asking) =>
    asking.party === holder && (role === 'leader' ? asking.role === 'leader' : isOffice(asking)),
  refusal: {
    vi: 'Chỉ cấp đang được chờ quyết định mới trả lời hoặc trả lại được.',
    en: 'Only the post that has to decide can answer or return this.',
  },
});

export const sideInWhoseWay = ({ party }: HeldMatter): Permission => ({
  holds: (asking) => asking.party === party,
  refusal: {
    vi: 'Chỉ văn phòng cấp ủy của bên có vướng mắc mới chuyển tiếp được.',
    en: 'Only the committee office of the side with the difficulty can pass this on.',
  },
});

/** Whom it was given to: nobody answers for a lead body but that one. */
export const answerersOfDirective = ({ party, role }: HeldDirective): Permission => ({
  holds: (asking) => {
    if (asking.party !== party) return false;
    if (role === 'coordinator') return isOffice(asking);
    // An office may lead itself.
    return (isOffice(asking) || asking.role === 'liaison') && asking.body === asking.side.leadBody;
  },
  refusal: {
    vi: 'Chỉ cơ quan hoặc văn phòng cấp ủy được giao mới trả lời chỉ đạo này.',
    en: 'Only the body or committee office to which this directive was given can answer it.',
  },
});

export const withdrawersOfDirective = ({ party, author, isOrphaned }: HeldDirective): Permission => ({
  holds: (asking) =>
    asking.role === 'leader' &&
    asking.party === party &&
    (isOrphaned || (author !== null && asking.userId === author)),
  refusal: {
    vi: 'Chỉ lãnh đạo đã chỉ đạo mới thu hồi được; khi tài khoản đó không còn, lãnh đạo khác cùng bên thu hồi.',
    en: 'Only the leader who gave this directive can withdraw it; once that account has ended, another leader of the side can.',
  },
});

/** Those with a part in it. A leader directs his own side, whose office then asks. */
export const askers: Permission = {
  holds: participants.holds,
  refusal: {
    vi: 'Chỉ cán bộ đầu mối của cơ quan chủ trì, cơ quan phối hợp hoặc văn phòng cấp ủy cùng bên mới được đặt câu hỏi về cam kết này.',
    en: 'Only liaison officers of your side’s lead or cooperating bodies, or its committee office, can ask about this commitment.',
  },
};

/** The body that was asked; for any of its side, its committee office. */
export const answerersOfQuestion = ({ to, body }: HeldQuestion): Permission => ({
  holds: (asking) =>
    asking.party === to &&
    (isOffice(asking) || (asking.role === 'liaison' && body !== null && asking.body === body)),
  refusal: {
    vi: 'Chỉ cơ quan được hỏi hoặc văn phòng cấp ủy cùng bên với cơ quan đó mới trả lời được câu hỏi này.',
    en: 'Only the body that was asked, or the committee office of its side, can answer this question.',
  },
});

export const withdrawersOfQuestion = ({ party, author }: HeldQuestion): Permission => ({
  holds: isItsOwn({ party, author }),
  refusal: {
    vi: 'Chỉ tài khoản đã hỏi hoặc văn phòng cấp ủy cùng bên mới thu hồi được câu hỏi này.',
    en: 'Only the account that asked this question, or its side’s committee office, can withdraw it.',
  },
});

/** Who may read the own side's internal notes, whatever its body. */
export const noteReaders: readonly Role[] = ['liaison', 'coordinator', 'leader'];

export const peopleOfTheSide: Permission = {
  holds: ({ role }) => noteReaders.includes(role),
  refusal: {
    vi: 'Ghi chú nội bộ chỉ dành cho cán bộ của bên đó.',
    en: 'Internal notes are only for people on that side.',
  },
};

/** Those with a part in it, and the leader. */
export const noteWriters: Permission = {
  holds: (asking) => asking.role === 'leader' || participants.holds(asking),
  refusal: {
    vi: 'Cơ quan của đồng chí không chủ trì, không phối hợp cam kết này nên chỉ đọc ghi chú nội bộ, không viết.',
    en: 'Your body neither leads nor cooperates on this commitment, so it can read internal notes but not write them.',
  },
};

/** Something that an account added for a side. */
export interface Added {
  party: Key;
  /** Null where no account did: an import, illustrative history. */
  author: number | null;
}

/** Its author as long as he speaks for that side, and the side's coordinator. */
const isItsOwn =
  ({ party, author }: Added) =>
  (asker: Speaker): boolean =>
    asker.party === party && (isOffice(asker) || (author !== null && asker.userId === author));

export const withdrawersOfNote = (note: Added): Permission<Speaker> => ({
  holds: isItsOwn(note),
  refusal: {
    vi: 'Chỉ người viết hoặc văn phòng cấp ủy cùng bên mới được thu hồi ghi chú này.',
    en: 'Only the author or your committee office can withdraw this note.',
  },
});

export const withdrawersOfEvidence = (evidence: Added): Permission<Speaker> => ({
  holds: isItsOwn(evidence),
  refusal: {
    vi: 'Chỉ người đã đính kèm hoặc văn phòng cấp ủy của bên đó mới được thu hồi tài liệu này.',
    en: 'Only the account that attached this file, or that side’s committee office, can withdraw it.',
  },
});

/** What was withdrawn stays for those who look into what happened. */
export const readersOfWithdrawnEvidence: Permission<Pick<Speaker, 'role'>> = {
  holds: ({ role }) => role === 'auditor',
  refusal: {
    vi: 'Tài liệu này đã được thu hồi. Chỉ tài khoản kiểm tra, giám sát mở được.',
    en: 'This file has been withdrawn. Only auditors can still open it.',
  },
};
