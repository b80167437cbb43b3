import { TemplateHandler, TextPlugin } from 'easy-template-x';
import { strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import { soundText } from '../../../exports/cell-text.js';
import { coreXml, NO_TIME } from '../../render/docx.js';
import type { DocumentModel } from '../../render/model.js';
import { CHART_FIELD } from '../fields/common.fields.js';
import type { Filling } from '../fields/field.types.js';
import { loops } from './loops.js';
import { putPictures, type Picture } from './pictures.js';

/** What the library puts in the place of the chart’s field, to be found again. */
const MARK = 'bieu-do-cua-van-ban';
/** A table in a table in a text box: far above what offices write. */
const MOST_DEPTH = 120;

/** What a template is filled with. */
export interface ToFill {
  filling: Filling;
  picture: Picture | null;
  /** Whose properties the document has: the template’s author and dates are not those of what is made of it. */
  about: Pick<DocumentModel, 'title' | 'issuer' | 'language'>;
  /** An instant, ISO 8601. */
  at: string;
}

/**
 * A document made of a template that was found sound. The same template, filling and instant give the same bytes.
 * @param template a DOCX
 * @throws what the library throws where the template is none
 */
export async function filled(
  template: Uint8Array,
  { filling, picture, about, at }: ToFill,
): Promise<Uint8Array> {
  const handler = new TemplateHandler({ plugins: [new TextPlugin(), loops()], maxXmlDepth: MOST_DEPTH });
  const data = bare({ ...filling, [CHART_FIELD]: MARK });
  const made = await handler.process(Buffer.from(template), data);
  const parts = unzipSync(new Uint8Array(made as unknown as ArrayBuffer));
  putPictures(parts, MARK, picture);
  if (parts['docProps/core.xml']) parts['docProps/core.xml'] = strToU8(coreXml(about, at));
  return packed(parts);
}

/** Objects that inherit nothing: a field is what it was given, or nothing. Signs that no file takes are left out. */
function bare(filling: Filling): Filling {
  const own = Object.create(null) as Filling;
  for (const [name, value] of Object.entries(filling))
    own[name] = typeof value === 'string' ? soundText(value) : value.map(bare);
  return own;
}

/** In one order and of one time. */
function packed(parts: Record<string, Uint8Array>): Uint8Array {
  const names = Object.keys(parts).filter((name) => !name.endsWith('/'));
  const entries = names
    .toSorted()
    .map((name): [string, Zippable[string]] => [
      name,
      /\.(png|jpe?g|gif)$/i.test(name) ? [parts[name]!, { level: 0 }] : parts[name]!,
    ]);
  return zipSync(Object.fromEntries(entries), { mtime: NO_TIME });
}
