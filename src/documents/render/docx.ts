import { strToU8, zipSync, type Zippable } from 'fflate';
import { escapeXml } from './chart.js';
import { bodyXml, twips } from './docx-body.js';
import { layouts, type Layout } from './layouts.js';
import type { DocumentModel } from './model.js';

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
/** The first time that an entry of a ZIP can have: files of the same content are the same bytes. */
export const NO_TIME = new Date(1980, 0, 1, 12);

/**
 * The document as DOCX (ECMA-376). The same model and instant give the same bytes.
 * @param picture the chart as PNG; null where there is none
 * @param at an instant, ISO 8601
 */
export function docxOf(model: DocumentModel, picture: Uint8Array | null, at: string): Uint8Array {
  const layout = layoutById(model.layout);
  const parts: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': contentTypes(picture !== null),
    '_rels/.rels': packageRels,
    'docProps/core.xml': coreXml(model, at),
    'word/_rels/document.xml.rels': documentRels(picture !== null),
    'word/document.xml': documentXml(model, layout),
    'word/footer1.xml': footXml(model, layout),
    'word/header1.xml': pageNumberXml(layout),
    'word/header2.xml': `${XML}<w:hdr xmlns:w="${W}"><w:p/></w:hdr>`,
    'word/settings.xml': settingsXml,
    'word/styles.xml': stylesXml(model, layout),
    ...(picture && { 'word/media/chart.png': picture }),
  };
  const entries = Object.entries(parts).map(([name, content]): [string, Zippable[string]] => [
    name,
    // A picture is packed already.
    typeof content === 'string' ? strToU8(content) : [content, { level: 0 }],
  ]);
  return zipSync(Object.fromEntries(entries), { mtime: NO_TIME });
}

export function layoutById(id: string): Layout {
  const layout = layouts.find((one) => one.id === id);
  if (!layout) throw new Error(`no layout ${id}`);
  return layout;
}

function documentXml(model: DocumentModel, layout: Layout): string {
  const { width, height } = paper(model);
  const margins = model.wide ? layout.wideMargins : layout.margins;
  const edge = twips(layout.edge);
  const section = `<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:headerReference w:type="first" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/><w:footerReference w:type="first" r:id="rId5"/><w:pgSz w:w="${width}" w:h="${height}"${model.wide ? ' w:orient="landscape"' : ''}/><w:pgMar w:top="${twips(margins.top)}" w:right="${twips(margins.right)}" w:bottom="${twips(margins.bottom)}" w:left="${twips(margins.left)}" w:header="${edge}" w:footer="${edge}" w:gutter="0"/><w:titlePg/></w:sectPr>`;
  const room = width - twips(margins.left) - twips(margins.right);
  return `${XML}<w:document xmlns:w="${W}" xmlns:r="${R}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>${bodyXml(model, layout, room)}${section}</w:body></w:document>`;
}

/** A4, in twips. */
function paper({ wide }: DocumentModel): { width: number; height: number } {
  const [short, long] = [11906, 16838];
  return wide ? { width: long, height: short } : { width: short, height: long };
}

const half = (points: number) => Math.round(points * 2);
const sizeXml = (points: number) => `<w:sz w:val="${half(points)}"/><w:szCs w:val="${half(points)}"/>`;

/** The number of the page, in the middle of its top: not on the first. */
function pageNumberXml({ sizes }: Layout): string {
  const size = `<w:rPr>${sizeXml(sizes.note)}</w:rPr>`;
  const field = (part: string) => `<w:r>${size}${part}</w:r>`;
  return `${XML}<w:hdr xmlns:w="${W}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>${field('<w:fldChar w:fldCharType="begin"/>')}${field('<w:instrText xml:space="preserve"> PAGE </w:instrText>')}${field('<w:fldChar w:fldCharType="end"/>')}</w:p></w:hdr>`;
}

function footXml({ foot }: DocumentModel, { sizes }: Layout): string {
  return `${XML}<w:ftr xmlns:w="${W}"><w:p><w:pPr><w:jc w:val="left"/></w:pPr><w:r><w:rPr>${sizeXml(sizes.foot)}</w:rPr><w:t xml:space="preserve">${escapeXml(foot)}</w:t></w:r></w:p></w:ftr>`;
}

/** The styles by which an office goes on writing: their measures are the layout's. */
function stylesXml({ language }: DocumentModel, layout: Layout): string {
  const { font, sizes, spacing, firstLineIndent } = layout;
  const fonts = `<w:rFonts w:ascii="${font}" w:hAnsi="${font}" w:cs="${font}" w:eastAsia="${font}"/>`;
  const lang = language === 'vi' ? 'vi-VN' : 'en-GB';
  const style = (id: string, name: string, paragraph: string, run = '') =>
    `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`;
  const room = (before: number, after: number) =>
    `<w:spacing w:before="${before * 20}" w:after="${after * 20}" w:line="${Math.round(spacing.line * 240)}" w:lineRule="auto"/>`;
  const indent = `<w:ind w:firstLine="${twips(firstLineIndent)}"/>`;
  const own = room(spacing.before, spacing.after);
  const none = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>';
  return `${XML}<w:styles xmlns:w="${W}"><w:docDefaults><w:rPrDefault><w:rPr>${fonts}${sizeXml(sizes.text)}<w:lang w:val="${lang}" w:eastAsia="${lang}"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>${[
    style(
      'VbTitle',
      'VB Title',
      `${room(12, 0)}<w:jc w:val="center"/><w:outlineLvl w:val="0"/>`,
      `<w:b/>${sizeXml(sizes.title)}`,
    ),
    style('VbSubject', 'VB Subject', `${none}<w:jc w:val="center"/>`, '<w:b/>'),
    style(
      'VbHeading',
      'VB Heading',
      `<w:keepNext/>${room(8, spacing.after)}${indent}<w:outlineLvl w:val="1"/>`,
      '<w:b/>',
    ),
    style('VbText', 'VB Text', `${own}${indent}<w:jc w:val="both"/>`),
    style('VbItem', 'VB Item', `${own}${indent}<w:jc w:val="both"/>`),
    style(
      'VbCaption',
      'VB Caption',
      `<w:keepNext/>${room(8, 4)}<w:jc w:val="center"/>`,
      `<w:b/>${sizeXml(sizes.table)}`,
    ),
    style('VbNote', 'VB Note', `${room(3, 6)}<w:jc w:val="both"/>`, `<w:i/>${sizeXml(sizes.note)}`),
    style('VbCell', 'VB Cell', none, sizeXml(sizes.table)),
    style('VbLine', 'VB Line', none),
  ].join('')}</w:styles>`;
}

const settingsXml = `${XML}<w:settings xmlns:w="${W}"><w:defaultTabStop w:val="567"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`;

/** What programs show of a file as its properties. */
export function coreXml(
  { title, issuer, language }: Pick<DocumentModel, 'title' | 'issuer' | 'language'>,
  at: string,
): string {
  const instant = `${at.slice(0, 19)}Z`;
  return `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(title)}</dc:title><dc:creator>${escapeXml(issuer)}</dc:creator><dc:language>${language}</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${instant}</dcterms:created></cp:coreProperties>`;
}

function contentTypes(hasPicture: boolean): string {
  const part = (name: string, type: string) => `<Override PartName="/${name}" ContentType="${type}"/>`;
  return `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${hasPicture ? '<Default Extension="png" ContentType="image/png"/>' : ''}${[
    part('word/document.xml', `${WORD}.document.main+xml`),
    part('word/styles.xml', `${WORD}.styles+xml`),
    part('word/settings.xml', `${WORD}.settings+xml`),
    part('word/header1.xml', `${WORD}.header+xml`),
    part('word/header2.xml', `${WORD}.header+xml`),
    part('word/footer1.xml', `${WORD}.footer+xml`),
    part('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'),
  ].join('')}</Types>`;
}

const relations = (...all: string[]) =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`;
const relation = (id: number, type: string, target: string) =>
  `<Relationship Id="rId${id}" Type="${type}" Target="${target}"/>`;

const packageRels = relations(
  relation(1, `${R}/officeDocument`, 'word/document.xml'),
  relation(2, `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'),
);

function documentRels(hasPicture: boolean): string {
  return relations(
    relation(1, `${R}/styles`, 'styles.xml'),
    relation(2, `${R}/settings`, 'settings.xml'),
    relation(3, `${R}/header`, 'header1.xml'),
    relation(4, `${R}/header`, 'header2.xml'),
    relation(5, `${R}/footer`, 'footer1.xml'),
    ...(hasPicture ? [relation(6, `${R}/image`, 'media/chart.png')] : []),
  );
}
