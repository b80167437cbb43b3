import type { product as vi } from '../vi/product.js';

export const product: typeof vi = {
  title: 'Product',
  none: 'not named yet',
  kinds: {
    submission: 'Submission',
    plan: 'Plan',
    report: 'Report',
    decision: 'Decision',
    official_letter: 'Official letter',
    memorandum: 'Memorandum',
    event: 'Conference or event',
    other: 'Other',
  },
  sentence: (kind, text, to) => `${kind}: ${text}; to ${to}`,
  recipient: 'Recipient',
  own: 'Product of this part',
  kind: 'Kind of product',
  choose: 'Choose a kind…',
  textVi: 'What it is about (in Vietnamese)',
  textHint: 'A few words, without the kind',
  textEn: 'What it is about (in English)',
  textEnHint: 'If left empty, the Vietnamese text is used',
  recipientHint: 'The committee, office or body that receives it, by its Vietnamese name',
  faults: {
    kind: 'Choose a kind of product from the list.',
    textVi: 'Say what the product is about, for example: hợp tác đào tạo cán bộ đến năm 2020.',
    textEn: '',
    recipient: 'Say who receives the product, for example: Văn phòng Thành ủy Hà Nội.',
  },
};
