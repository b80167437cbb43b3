import { LoopPlugin, officeMarkup, xml, type TextNodeTag, type XmlNode } from 'easy-template-x';

/** How the library asks what a loop repeats, and how what came of it goes back. */
interface LoopStrategy {
  isApplicable(open: TextNodeTag, close: TextNodeTag): boolean;
  splitBefore(open: TextNodeTag, close: TextNodeTag): Split;
  mergeBack(groups: XmlNode[][], first: XmlNode, last: XmlNode): void;
}

interface Split {
  firstNode: XmlNode;
  nodesToRepeat: XmlNode[];
  lastNode: XmlNode;
}

/**
 * Loops as an office means them: tags in different cells repeat their rows; tags around a whole paragraph, or each in a paragraph of its
 * own, repeat paragraphs and leave none behind; anything else repeats what stands between the tags. The library would repeat columns where
 * two tags stand one above the other, and run paragraphs together.
 */
export function loops(): LoopPlugin {
  const plugin = new LoopPlugin();
  const own = plugin as unknown as { loopStrategies: LoopStrategy[] };
  own.loopStrategies = [rows, wholeParagraphs, own.loopStrategies.at(-1)!];
  return plugin;
}

const paragraphOf = ({ xmlTextNode }: TextNodeTag) => officeMarkup.query.containingParagraphNode(xmlTextNode);
const cellOf = ({ xmlTextNode }: TextNodeTag) => officeMarkup.query.containingTableCellNode(xmlTextNode);
const rowOf = ({ xmlTextNode }: TextNodeTag) => officeMarkup.query.containingTableRowNode(xmlTextNode);

function removeTags(...tags: TextNodeTag[]): void {
  for (const { xmlTextNode } of tags) xml.modify.remove(xmlTextNode);
}

const rows: LoopStrategy = {
  isApplicable(open, close) {
    const [first, last] = [cellOf(open), cellOf(close)];
    return first && last && first !== last;
  },
  splitBefore(open, close) {
    const [firstNode, lastNode] = [rowOf(open), rowOf(close)];
    removeTags(open, close);
    return { firstNode, nodesToRepeat: xml.query.siblingsInRange(firstNode, lastNode), lastNode };
  },
  mergeBack: putBack,
};

const wholeParagraphs: LoopStrategy = {
  isApplicable(open, close) {
    const [first, last] = [paragraphOf(open), paragraphOf(close)];
    if (first.parentNode !== last.parentNode) return false;
    const [before, after] = [textOf(first).trim(), textOf(last).trim()];
    return first === last
      ? before.startsWith(open.rawText) && after.endsWith(close.rawText)
      : before === open.rawText && after === close.rawText;
  },
  splitBefore(open, close) {
    const [firstNode, lastNode] = [paragraphOf(open), paragraphOf(close)];
    removeTags(open, close);
    const range = xml.query.siblingsInRange(firstNode, lastNode);
    return { firstNode, nodesToRepeat: firstNode === lastNode ? range : range.slice(1, -1), lastNode };
  },
  mergeBack(groups, first, last) {
    const parent = first.parentNode!;
    putBack(groups, first, last);
    // A cell, a header and a text box have at least one paragraph.
    const isEmpty = !parent.childNodes?.some(({ nodeName }) => nodeName === 'w:p');
    if (isEmpty) xml.modify.appendChild(parent, xml.create.generalNode('w:p'));
  },
};

/** What came of a loop, in place of what it was made from. */
function putBack(groups: XmlNode[][], first: XmlNode, last: XmlNode): void {
  for (const node of groups.flat()) xml.modify.insertBefore(node, first);
  if (first !== last) {
    xml.modify.removeSiblings(first, last);
    xml.modify.remove(last);
  }
  xml.modify.remove(first);
}

function textOf(node: XmlNode): string {
  if (xml.query.isTextNode(node)) return node.textContent ?? '';
  return (node.childNodes ?? []).map(textOf).join('');
}
