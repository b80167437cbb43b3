/** The size of text that browsers start from, and that the style sheets are drawn for. */
const DRAWN_FOR = 16;
/** Lines stay as thin as they are drawn. `calc(12 * 1px)` stays too: what lies in a chart, which does not grow. */
const THIN = 2;

/**
 * Style sheets are written in pixels. Served, they grow with the size of text that readers have set in their browser, and the
 * narrower layout comes in where the larger text needs it, as with the zoom of a page.
 */
export function inReadersSize(css: string): string {
  return css
    .replaceAll(
      /\((min|max)-width: (\d+)px\)/g,
      (_, end: string, width: string) => `(${end}-width: ${Number(width) / DRAWN_FOR}em)`,
    )
    .replaceAll(/(?<![\w.-])(-?\d*\.?\d+)px/g, (written, size: string) =>
      Math.abs(Number(size)) <= THIN ? written : `${Number(size) / DRAWN_FOR}rem`,
    );
}
