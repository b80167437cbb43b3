import type { uploads as vi } from '../vi/uploads.js';

export const uploads: typeof vi = {
  label: 'Evidence files (if any)',
  hint: (kinds, limit) => `Choose or drop several files at once, up to ${limit} each: ${kinds}.`,
  list: 'Files sent with this report',
  whole: 'Uploaded',
  partly: (percent) => `${percent} uploaded so far. Choose the same file again to continue.`,
  ofColleagues: (count, by) =>
    `A colleague in your body (${by}) has uploaded ${count === 1 ? '1 file' : `${count} files`} for this commitment that no report has taken yet.`,
  goWithTheirs:
    'They can only go with a report that this colleague sends. If this report needs them, upload them here again.',
  remove: 'Remove file',
  retry: 'Try again',
  documents: 'Name a document by its number under Evidence',
  withoutScript: 'Open Evidence in a new tab to attach files, then come back here to send the report',
  script: {
    waiting: 'Waiting',
    sending: '{percent} uploaded',
    checking: 'Checking the file…',
    interrupted: 'The connection was lost at {percent}. Trying again…',
    failed: 'The file could not be uploaded. Try again.',
    summary: '{whole} of {all} files uploaded.',
    stillSending:
      'A file has not been uploaded in full. Wait, choose it again or remove it, then send the report.',
  },
  secrecy: 'Do not enter or attach papers that are marked as state secrets',
  marks: 'Mật, Tối mật, Tuyệt mật',
};
