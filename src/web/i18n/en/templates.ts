import type { templates as vi } from '../vi/templates.js';

export const templates: typeof vi = {
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
