import { extensionOf } from './file-name.js';
import { refusedContent, refusedKind } from './file-refusals.js';
import { headingsOf } from './heading.js';
import { Inspected, type FileFault } from '../../platform/files/inspected.js';
import { openDocumentFault, openXmlFault } from '../../platform/files/office-files.js';
import { pdfFault } from './pdf-file.js';
import { jpegFault, pngFault } from './picture-files.js';
import { bearsSecrecyMark } from './secrecy-mark.js';
import { textFault } from './text-files.js';

interface Kind {
  mediaType: string;
  /** What is wrong with the content, whatever the name says: seen from its ends and its directory, nothing is unpacked. */
  faultOf(inspected: Inspected): FileFault | null | Promise<FileFault | null>;
}

const openXml = 'application/vnd.openxmlformats-officedocument.';
const openDocument = 'application/vnd.oasis.opendocument.';

/** What may be attached: what offices write, scan and photograph. Nothing that runs. */
const kinds = new Map<string, Kind>([
  ['pdf', { mediaType: 'application/pdf', faultOf: pdfFault }],
  ['docx', { mediaType: `${openXml}wordprocessingml.document`, faultOf: openXmlFault('word/') }],
  ['xlsx', { mediaType: `${openXml}spreadsheetml.sheet`, faultOf: openXmlFault('xl/') }],
  ['pptx', { mediaType: `${openXml}presentationml.presentation`, faultOf: openXmlFault('ppt/') }],
  ['odt', { mediaType: `${openDocument}text`, faultOf: openDocumentFault(`${openDocument}text`) }],
  [
    'ods',
    { mediaType: `${openDocument}spreadsheet`, faultOf: openDocumentFault(`${openDocument}spreadsheet`) },
  ],
  ['jpg', { mediaType: 'image/jpeg', faultOf: jpegFault }],
  ['jpeg', { mediaType: 'image/jpeg', faultOf: jpegFault }],
  ['png', { mediaType: 'image/png', faultOf: pngFault }],
  ['txt', { mediaType: 'text/plain', faultOf: textFault }],
  ['csv', { mediaType: 'text/csv', faultOf: textFault }],
]);

export const fileExtensions = [...kinds.keys()];

/**
 * @param taken extensions that are taken here, of those that are known
 * @throws RuleBroken for a name that is not of an allowed kind: known before anything is read
 */
export function kindOf(name: string, taken: readonly string[] = fileExtensions): Kind {
  const extension = extensionOf(name);
  const kind = taken.includes(extension) ? kinds.get(extension) : undefined;
  if (kind) return kind;
  throw refusedKind(name, taken);
}

/** @throws RuleBroken where the content is not what the name says, or nobody else could read it, with what to do */
export async function mustMatch(kind: Kind, name: string, path: string): Promise<void> {
  const fault = await Inspected.with(path, async (inspected) => {
    if (inspected.size === 0) return 'empty';
    const found = await kind.faultOf(inspected);
    if (found) return found;
    return (await headingsOf(inspected, name)).some(bearsSecrecyMark) ? 'secret' : null;
  });
  if (fault) throw refusedContent(fault, name);
}
