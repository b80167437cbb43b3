import { strFromU8, strToU8 } from 'fflate';
import { chartSize, escapeXml } from '../../render/chart.js';
import type { Chart } from '../../render/model.js';

/** A picture that takes the place of another. */
export interface Picture {
  png: Uint8Array;
  /** What it shows, in words. */
  alt: string;
  width: number;
  height: number;
}

/** @param png the chart as it is drawn; null where there is none */
export function pictureOf(chart: Chart | undefined, png: Uint8Array | null): Picture | null {
  return chart && png ? { png, alt: chart.alt, ...chartSize(chart) } : null;
}

const [NAME, RELATION] = ['bieu-do.png', 'rIdBieuDo'];
const IMAGE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/image';

/**
 * Puts a picture in the place of each whose alternative text is the mark, as wide as that and as high as it must be; without one, the
 * places are taken out. What stood there before leaves the file, unless it stands elsewhere too.
 * @param parts of a DOCX, by name; changed
 */
export function putPictures(parts: Record<string, Uint8Array>, mark: string, picture: Picture | null): void {
  const names = Object.keys(parts).filter((one) => /^word\/(document|header|footer)\d*\.xml$/.test(one));
  for (const name of names) {
    const before = strFromU8(parts[name]!);
    if (!before.includes(mark)) continue;
    const replaced: string[] = [];
    const after = before.replace(/<w:drawing>[^]*?<\/w:drawing>/g, (drawing) => {
      if (!drawing.includes(mark)) return drawing;
      replaced.push(...[...drawing.matchAll(/r:embed="([^"]+)"/g)].map(([, id]) => id!));
      return picture ? inPlace(drawing, mark, picture) : '';
    });
    parts[name] = strToU8(after);
    const gone = replaced.filter((id) => !after.includes(`"${id}"`));
    relate(parts, `word/_rels/${name.slice('word/'.length)}.rels`, { gone, adds: picture !== null });
    if (picture) parts[`word/media/${NAME}`] = picture.png;
  }
  if (parts[`word/media/${NAME}`]) knowPng(parts);
  dropUnrelated(parts);
}

function inPlace(drawing: string, mark: string, { alt, width, height }: Picture): string {
  const words = escapeXml(alt);
  return (
    drawing
      .replace(
        /(<(?:wp:extent|a:ext) cx="(\d+)" cy=")\d+"/g,
        (_all, start: string, wide: string) => `${start}${Math.round((Number(wide) * height) / width)}"`,
      )
      .replaceAll(/r:embed="[^"]+"/g, `r:embed="${RELATION}"`)
      // Two attributes may bear it: of the drawing, and of the picture in it.
      .replaceAll(mark, () => words)
  );
}

function relate(
  parts: Record<string, Uint8Array>,
  name: string,
  { gone, adds }: { gone: readonly string[]; adds: boolean },
): void {
  const relations = strFromU8(parts[name] ?? new Uint8Array());
  const own = adds ? `<Relationship Id="${RELATION}" Type="${IMAGE}" Target="media/${NAME}"/>` : '';
  const kept = relations.replace(/<Relationship\b[^>]*>/g, (relation) =>
    gone.includes(/\bId="([^"]+)"/.exec(relation)?.[1] ?? '') ? '' : relation,
  );
  parts[name] = strToU8(kept.replace('</Relationships>', `${own}</Relationships>`));
}

/** The list of kinds names PNG, whatever the placeholder was. */
function knowPng(parts: Record<string, Uint8Array>): void {
  const types = strFromU8(parts['[Content_Types].xml']!);
  if (/Extension="png"/i.test(types)) return;
  parts['[Content_Types].xml'] = strToU8(
    types.replace(/(<Types\b[^>]*>)/, '$1<Default Extension="png" ContentType="image/png"/>'),
  );
}

/** Pictures to which nothing leads any more. */
function dropUnrelated(parts: Record<string, Uint8Array>): void {
  const relations = Object.entries(parts)
    .filter(([name]) => name.endsWith('.rels'))
    .map(([, bytes]) => strFromU8(bytes))
    .join('');
  for (const name of Object.keys(parts))
    if (name.startsWith('word/media/') && !relations.includes(name.slice('word/'.length))) delete parts[name];
}
