import type { Language } from '../../../platform/text.js';

const vi = {
  title: 'Mẫu văn bản',
  note: 'Văn bản lập theo bố cục của hệ thống, trừ khi cơ quan áp dụng mẫu riêng. Mẫu là tệp Word (.docx) có các trường trong ngoặc nhọn.',
  noAgreement: 'Chưa có thỏa thuận nào. Hãy nhập thỏa thuận trước.',
  list: {
    title: (number: string) => `Các loại văn bản của ${number}`,
    columns: { document: 'Văn bản', inForce: 'Đang áp dụng', since: 'Từ', open: 'Mẫu' },
    open: 'Xem và nộp mẫu',
    openOf: (name: string) => `Xem và nộp mẫu: ${name}`,
    others: 'Thỏa thuận khác',
  },
  shipped: 'Bố cục của hệ thống',
  own: (n: number) => `Mẫu lần ${n}`,
  allSides: 'chung các bên',
  slot: {
    inForce: 'Đang áp dụng',
    starter: 'Mẫu khởi đầu',
    starterText:
      'Tải về bố cục của hệ thống có sẵn các trường, mở bằng Word hoặc LibreOffice, sửa chữ, phông, lề, thứ tự, nơi nhận, người ký; giữ nguyên hoặc chuyển chỗ các trường; rồi nộp lại.',
    download: 'Tải mẫu khởi đầu',
    upload: 'Nộp mẫu',
    uploadText:
      'Tệp được kiểm tra và lập thử với số liệu hôm nay ngay khi nộp. Mẫu đạt được giữ lại thành một lần nộp; chỉ áp dụng khi đồng chí chọn.',
    file: 'Tệp mẫu',
    fileHint: 'Tệp .docx, tối đa 5 MB; không macro, không liên kết ngoài, không mật khẩu.',
    button: 'Kiểm tra và nộp',
    failed: 'Chưa nộp được mẫu.',
    faults: (n: number) => `Mẫu có ${n < 10 ? `0${n}` : n} chỗ phải sửa:`,
    pdf: {
      on: 'Máy chủ có LibreOffice: văn bản lập theo mẫu có cả DOCX và PDF.',
      off: 'Máy chủ chưa có LibreOffice: văn bản lập theo mẫu chỉ có DOCX. Báo cáo theo bố cục của hệ thống vẫn có PDF.',
    },
  },
  versions: {
    title: 'Các lần nộp',
    none: 'Chưa có mẫu nào. Văn bản đang lập theo bố cục của hệ thống.',
    columns: { version: 'Mẫu', at: 'Nộp', files: 'Tải về', use: 'Áp dụng' },
    file: 'Tệp mẫu',
    trial: 'Lập thử',
    fileOf: (n: number) => `Tệp mẫu lần ${n}`,
    trialOf: (n: number) => `Lập thử theo mẫu lần ${n}`,
    useOf: (n: number) => `Áp dụng mẫu lần ${n}`,
    inUse: 'Đang áp dụng',
    back: 'Trở lại bố cục của hệ thống',
  },
  fields: {
    title: 'Danh sách trường',
    note: 'Viết tên trường trong ngoặc nhọn, liền một mạch trong một đoạn. Trường của danh sách đứng giữa {#tên} và {/tên}: đặt hai dấu ở ô đầu và ô cuối của một dòng bảng để lặp dòng, hoặc ở đầu và cuối một đoạn để lặp đoạn.',
    columns: { name: 'Trường', meaning: 'Nội dung', example: 'Ví dụ' },
    within: (list: string) => `trong {#${list}}`,
  },
  done: {
    added: {
      title: 'Mẫu đạt yêu cầu và đã được giữ lại.',
      text: 'Hãy xem bản lập thử, rồi chọn Áp dụng mẫu. Đến lúc đó văn bản vẫn lập như trước.',
    },
    inForce: {
      title: 'Đã đổi mẫu áp dụng.',
      text: 'Văn bản lập từ bây giờ theo mẫu này; văn bản đã lập không thay đổi.',
    },
    shipped: {
      title: 'Đã trở lại bố cục của hệ thống.',
      text: 'Các mẫu đã nộp vẫn được giữ, có thể áp dụng lại.',
    },
  },
};

export type TemplateWords = typeof vi;

const en: TemplateWords = {
  title: 'Document templates',
  note: 'Documents are made in the shipped layout unless the office uses a template of its own: a Word file (.docx) with fields in braces.',
  noAgreement: 'There is no agreement yet. Import one first.',
  list: {
    title: (number) => `Kinds of documents of ${number}`,
    columns: { document: 'Document', inForce: 'In use', since: 'Since', open: 'Templates' },
    open: 'View and upload',
    openOf: (name) => `View and upload templates: ${name}`,
    others: 'Other agreements',
  },
  shipped: 'Shipped layout',
  own: (n) => `Template ${n}`,
  allSides: 'all sides',
  slot: {
    inForce: 'In use',
    starter: 'Starter template',
    starterText:
      'Download the shipped layout with its fields, open it in Word or LibreOffice, change words, fonts, margins, order, recipients and signer; keep the fields or move them; then upload it.',
    download: 'Download starter template',
    upload: 'Upload a template',
    uploadText:
      'The file is checked and tried with today’s figures as soon as you upload it. A sound template is kept as a new version; it is used only when you choose it.',
    file: 'Template file',
    fileHint: '.docx, at most 5 MB; no macros, no links to other files, no password.',
    button: 'Check and upload',
    failed: 'The template was not taken.',
    faults: (n) => (n === 1 ? 'The template has 1 fault:' : `The template has ${n} faults:`),
    pdf: {
      on: 'The server has LibreOffice: documents made by a template come as DOCX and PDF.',
      off: 'The server has no LibreOffice: documents made by a template come as DOCX only. The shipped layout still has its PDF.',
    },
  },
  versions: {
    title: 'Versions',
    none: 'There are no templates yet. Documents are made in the shipped layout.',
    columns: { version: 'Template', at: 'Uploaded', files: 'Download', use: 'Use' },
    file: 'Template file',
    trial: 'Trial document',
    fileOf: (n) => `File of template ${n}`,
    trialOf: (n) => `Trial document by template ${n}`,
    useOf: (n) => `Use template ${n}`,
    inUse: 'In use',
    back: 'Go back to the shipped layout',
  },
  fields: {
    title: 'Fields',
    note: 'Write the name of a field in braces, in one go within one paragraph. Fields of a list stand between {#name} and {/name}: put these into the first and the last cell of a table row to repeat the row, or at the beginning and the end of a paragraph to repeat the paragraph.',
    columns: { name: 'Field', meaning: 'Meaning', example: 'Example' },
    within: (list) => `in {#${list}}`,
  },
  done: {
    added: {
      title: 'The template is sound and was kept.',
      text: 'Look at the trial document, then choose Use. Until then documents are made as before.',
    },
    inForce: {
      title: 'The template in use was changed.',
      text: 'Documents asked for from now on are made by it; those made before do not change.',
    },
    shipped: {
      title: 'The shipped layout is in use again.',
      text: 'The templates are kept and can be used again.',
    },
  },
};

const all: Record<Language, TemplateWords> = { vi, en };

export const templateWords = (language: Language): TemplateWords => all[language];
