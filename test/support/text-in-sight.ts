import { layOutWhole } from './axe.js';
import type { Page } from 'playwright-core';

/** Where text cannot be read as it is written: cut off, under another or a drawing, a word in two pieces; nothing where all is well. */
export async function textFaultsOf(page: Page): Promise<string[]> {
  await layOutWhole(page);
  return page.evaluate(() => {
    const PHONE = 760;
    /** Longer ones may have to be broken: addresses, hashes. */
    const LONGEST_WORD = 18;
    const screen = document.documentElement.clientWidth;
    const styles = new Map<Element, CSSStyleDeclaration>();
    const styleOf = (element: Element) =>
      styles.get(element) ?? styles.set(element, getComputedStyle(element)).get(element)!;
    const aloud = new WeakMap<Element, boolean>();
    const stuck = new WeakMap<Element, boolean>();
    const cutters = new WeakMap<Element, Element[]>();
    const boxes = new WeakMap<Text, DOMRect[]>();
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
        if (!isForReadersAloud(parent)) found.push(text);
      }
      return found;
    }

    /** What is asked of an element again and again, as of all that stand in it. */
    function once<K extends object, V>(known: WeakMap<K, V>, key: K, find: () => V): V {
      if (!known.has(key)) known.set(key, find());
      return known.get(key)!;
    }

    function isForReadersAloud(element: Element): boolean {
      return once(aloud, element, () => {
        const { clip, clipPath } = styleOf(element);
        if (clip !== 'auto' || clipPath !== 'none') return true;
        return element.parentElement !== null && isForReadersAloud(element.parentElement);
      });
    }

    /** The element and all around it at whose edge text ends. */
    function cutting(element: Element): Element[] {
      return once(cutters, element, () => {
        const around = element.parentElement ? cutting(element.parentElement) : [];
        const { display, overflowX } = styleOf(element);
        return display !== 'inline' && overflowX !== 'visible' ? [element, ...around] : around;
      });
    }

    function boxesOf(text: Text): DOMRect[] {
      return once(boxes, text, () => boxesWithin(text, 0, text.length));
    }

    function boxesWithin(text: Text, from: number, to: number): DOMRect[] {
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
      return cutting(parent).some((element) => right > element.getBoundingClientRect().right + 1)
        ? [`cut: ${text.data.trim()}`]
        : [];
    }

    function areOnLines(found: DOMRect[]): boolean {
      const tops = found.map(({ top }) => top);
      return tops.length > 1 && Math.max(...tops) - Math.min(...tops) > 6;
    }

    function brokenOf(text: Text): string[] {
      if (!areOnLines(boxesOf(text))) return [];
      return [...text.data.matchAll(/[^\s\u200b–-]+/gu)]
        .filter(({ 0: word }) => word.length > 1 && word.length <= LONGEST_WORD)
        .filter(({ 0: word, index }) => areOnLines(boxesWithin(text, index, index + word.length)))
        .map(({ 0: word }) => `broken: ${word}`);
    }

    function underDrawings(): string[] {
      const drawings = [...document.querySelectorAll('svg, img')]
        .filter((drawing) => drawing.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
        .map((drawing) => ({ drawing, over: drawing.getBoundingClientRect() }));
      return texts.flatMap((text) => {
        // What stands beside a drawing in the same box is laid over it on purpose: the labels of a chart.
        const isUnder = boxesOf(text).some((box) =>
          drawings.some(({ drawing, over }) => meet(box, over) && !drawing.parentElement!.contains(text)),
        );
        return isUnder ? [`under a drawing: ${text.data.trim()}`] : [];
      });
    }

    function meet(one: DOMRect, other: DOMRect): boolean {
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      return wide > 2 && high > 3;
    }

    /** What stays at the edge of the window lies over what is scrolled, on a ground of its own. */
    function isStuck(element: Element): boolean {
      return once(stuck, element, () => {
        const { position, backgroundColor } = styleOf(element);
        if (position === 'sticky' && backgroundColor !== 'rgba(0, 0, 0, 0)') return true;
        return element.parentElement !== null && isStuck(element.parentElement);
      });
    }

    function overlaps(): string[] {
      const inFlow = texts.filter((text) => !isStuck(text.parentElement!));
      const all = inFlow.flatMap((text) => boxesOf(text).map((box) => ({ text, box })));
      all.sort((one, other) => one.box.top - other.box.top);
      return all.flatMap(({ text, box }, at) => {
        const found: string[] = [];
        for (let after = at + 1; after < all.length; after++) {
          const { text: other, box: next } = all[after]!;
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
