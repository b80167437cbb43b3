import type { Page } from 'playwright-core';

/** Where text cannot be read as it is written: cut off, under another or a drawing, a word in two pieces; nothing where all is well. */
export function textFaultsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const PHONE = 760;
    /** Longer ones may have to be broken: addresses, hashes. */
    const LONGEST_WORD = 18;
    const screen = document.documentElement.clientWidth;
    const styles = new Map<Element, CSSStyleDeclaration>();
    const styleOf = (element: Element) =>
      styles.get(element) ?? styles.set(element, getComputedStyle(element)).get(element)!;
    const texts = textsInSight();
    return [
      ...new Set([...texts.flatMap(cutOf), ...texts.flatMap(brokenOf), ...overlaps(), ...underDrawings()]),
    ];

    function textsInSight(): Text[] {
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found: Text[] = [];
      while (walk.nextNode()) {
        const text = walk.currentNode as Text;
        const parent = text.parentElement!;
        if (text.data.trim() === '' || parent.closest('.skip, script, style, option, textarea')) continue;
        if (!parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
        if (!ancestorsOf(parent).some(isForReadersAloud)) found.push(text);
      }
      return found;
    }

    function ancestorsOf(element: Element): Element[] {
      return element.parentElement ? [element, ...ancestorsOf(element.parentElement)] : [element];
    }

    function isForReadersAloud(element: Element): boolean {
      const { clip, clipPath } = styleOf(element);
      return clip !== 'auto' || clipPath !== 'none';
    }

    function boxesOf(text: Text, from = 0, to = text.length): DOMRect[] {
      const range = document.createRange();
      range.setStart(text, from);
      range.setEnd(text, to);
      return [...range.getClientRects()].filter(({ width, height }) => width > 0.5 && height > 1);
    }

    /** A long name in a narrow column of a desk may end in dots where its title says it whole. */
    function cutOf(text: Text): string[] {
      const parent = text.parentElement!;
      if (screen > PHONE && parent.closest('[title]')) return [];
      const right = Math.max(...boxesOf(text).map((box) => box.right));
      const cutting = ancestorsOf(parent).filter(
        (element) => styleOf(element).display !== 'inline' && styleOf(element).overflowX !== 'visible',
      );
      return cutting.some((element) => right > element.getBoundingClientRect().right + 1)
        ? [`cut: ${text.data.trim()}`]
        : [];
    }

    function brokenOf(text: Text): string[] {
      return [...text.data.matchAll(/[^\s\u200b–-]+/gu)]
        .filter(({ 0: word }) => word.length > 1 && word.length <= LONGEST_WORD)
        .filter(({ 0: word, index }) => {
          const tops = boxesOf(text, index, index + word.length).map(({ top }) => top);
          return tops.length > 1 && Math.max(...tops) - Math.min(...tops) > 6;
        })
        .map(({ 0: word }) => `broken: ${word}`);
    }

    function underDrawings(): string[] {
      const drawings = [...document.querySelectorAll('svg, img')]
        .filter((drawing) => drawing.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
        .map((drawing) => ({ drawing, over: drawing.getBoundingClientRect() }));
      return texts.flatMap((text) => {
        // What stands beside a drawing in the same box is laid over it on purpose: the labels of a chart.
        const near = drawings.filter(({ drawing }) => !drawing.parentElement!.contains(text));
        const isUnder = boxesOf(text).some((box) => near.some(({ over }) => meet(box, over)));
        return isUnder ? [`under a drawing: ${text.data.trim()}`] : [];
      });
    }

    function meet(one: DOMRect, other: DOMRect): boolean {
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      return wide > 2 && high > 3;
    }

    function overlaps(): string[] {
      const boxes = texts.flatMap((text) => boxesOf(text).map((box) => ({ text, box })));
      boxes.sort((one, other) => one.box.top - other.box.top);
      return boxes.flatMap(({ text, box }, at) => {
        const found: string[] = [];
        for (const { text: other, box: next } of boxes.slice(at + 1)) {
          if (next.top >= box.bottom) break;
          const wide = Math.min(box.right, next.right) - Math.max(box.left, next.left);
          const high = Math.min(box.bottom, next.bottom) - next.top;
          if (text !== other && wide > 2 && high > 5)
            found.push(`${text.data.trim()} | ${other.data.trim()}`);
        }
        return found;
      });
    }
  });
}
