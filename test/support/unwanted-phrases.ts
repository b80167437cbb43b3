/** What nobody would write, and what to write instead. A phrase is looked for as whole words, whatever its case. */
export interface Unwanted {
  phrase: RegExp;
  better: string;
}

const unwanted = (phrase: string, better: string): Unwanted => ({
  phrase: new RegExp(`(?<![\\p{L}\\p{N}_-])(?:${phrase})(?![\\p{L}\\p{N}_])`, 'iu'),
  better,
});

export const unwantedEnglish: Unwanted[] = [
  unwanted('the own', 'its own, their own, your own'),
  unwanted('anew', 'again'),
  unwanted('whoever', 'anyone who'),
  unwanted('(?:is|are|was) no more', 'no longer exists, has closed'),
  unwanted('nothing any more', 'no longer works'),
  unwanted('for (?:they|nothing|it) (?:is|are|has|have|follows)', 'because …'),
  unwanted('who must and|and has none', 'anyone who …'),
  unwanted('holds? (?:at once|from now on)', 'takes effect immediately'),
  unwanted('tells? so|told so', 'says so, is told'),
  unwanted('mend(?:s|ed|ing)?', 'correct, fix'),
  unwanted('hand(?:s|ed|ing)? in', 'submit'),
  unwanted('not owed|reports? owed|of those owed', 'not required, reports required'),
  unwanted('chas(?:e|es|ed|ing)', 'overdue notice, send an overdue notice'),
  unwanted('(?:two )?sides differ', 'statements differ'),
  unwanted('answered for by|answers for', 'the responsibility of, is responsible for'),
  unwanted('to mind|nobody need', 'next date; leave it out'),
  unwanted('to this day', 'as of today'),
  unwanted('e-commerce floors?', 'e-commerce platform'),
  unwanted('e-mails?', 'email'),
  unwanted('mails', 'emails'),
  unwanted('a mail', 'an email'),
  unwanted('present (?:deadline|password|period)', 'current'),
  unwanted('declared? comple(?:tion|ted)|declares completion', 'report completion'),
  unwanted('(?:choose|one) (?:an? )?\\w* ?of the list', 'from the list'),
  unwanted('(?:makes?|made) (?:an? |the )?(?:new )?(?:token|account|recovery codes?)s?', 'create'),
  unwanted('speaks? for no side', 'represents no side'),
  unwanted('somebody', 'someone'),
  unwanted('says? otherwise', 'differs'),
  unwanted('is no (?:day|file|text|number|UTF-8)', 'is not a …'),
  unwanted('void', 'no longer valid, cancelled'),
  unwanted('(?:if you|or|for) disagree(?:ing)?|not agreed', 'refuse an extension; statements differ'),
  unwanted(
    '(?:agree[sd]? to|grant(?:s|ed)?) (?:an |the )?extensions?|extension granted',
    'approve an extension',
  ),
  unwanted(
    "(?:ca|do|does|is|are|was|were|did|has|have|could|should|would|wo)n[’'´]t",
    'cannot, do not, will not',
  ),
  unwanted('\\d+ %', '45%, without a space'),
];

export const unwantedVietnamese: Unwanted[] = [
  unwanted('bên mình|phía mình|của mình', 'phía Hà Nội, phía Nghệ An; của cơ quan, của bên đó'),
  unwanted('bạn', 'đồng chí, hoặc bỏ chủ ngữ'),
  unwanted('tôi đã', 'đã'),
  unwanted('rút(?! gọn| ngắn)', 'thu hồi; thôi thực hiện'),
  unwanted('vì sao', 'lý do, nguyên nhân'),
  unwanted('nói thay', 'thay mặt'),
  unwanted('tên ngắn', 'tên viết tắt'),
  unwanted('thời hạn hiện tại', 'thời hạn hiện hành'),
  unwanted('ngày cuối \\(suy ra\\)', 'ngày hết hạn (quy đổi)'),
  unwanted('theo thỏa thuận', 'thời hạn hiện hành'),
  unwanted('trở về đang thực hiện', 'chuyển về trạng thái đang thực hiện'),
  unwanted('không gửi, về', 'hủy, quay lại'),
  unwanted('(?<!sao )chép nội dung', 'sao chép nội dung'),
  unwanted('lần chạy|chạy cho ngày|đã chạy', 'lần gửi, gửi thư ngày này'),
  unwanted('lỗi gửi', 'thư không gửi được'),
  unwanted('tỷ lệ chưa biết', 'chưa có số liệu'),
  unwanted('nói khác', 'ghi khác, khác với'),
  unwanted('không còn dùng nữa', 'không dùng được nữa'),
  unwanted('ai làm|việc gì|nhận gì|ai nhận|làm được gì', 'người thực hiện, nội dung, quyền'),
  unwanted('kính gửi(?!:)', 'kính gửi: (có dấu hai chấm)'),
  unwanted('\\d+ %', '45%, không có dấu cách'),
  unwanted('(?:chưa|không) có gì (?:được|bị)', 'nội dung chưa được lưu; chưa ghi thay đổi nào'),
  unwanted('phiên làm việc', 'phiên đăng nhập'),
  unwanted('bên còn lại', 'bên kia; các bên khác'),
];
