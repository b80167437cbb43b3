import type { Page } from 'playwright-core';

/** Text and drawings that stand out less than 4.5 to 1 (drawings 3 to 1) from the ground that they lie on, by their computed colours. */
export function faintOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = (colour: string) => {
      const [red, green, blue] = channels(colour).map((channel) => {
        const part = channel / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
    };
    const contrast = (one: string, other: string) => {
      const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
      return (light! + 0.05) / (dark! + 0.05);
    };
    const grounds = new Map<Element | null, string>([
      [null, getComputedStyle(document.documentElement).backgroundColor],
    ]);
    const groundOf = (element: Element | null): string => {
      const known = grounds.get(element);
      if (known !== undefined) return known;
      const own = getComputedStyle(element!).backgroundColor;
      const ground = channels(own)[3] === 0 ? groundOf(element!.parentElement) : own;
      grounds.set(element, ground);
      return ground;
    };
    const shown = (element: Element) =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !element.closest('.sr');
    const says = (element: Element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim());
    const name = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} “${element.textContent?.trim().slice(0, 30)}”`;
    return [...document.body.querySelectorAll('*')].filter(shown).flatMap((element) => {
      const { color, fill } = getComputedStyle(element);
      if (element.matches('svg.icon')) {
        return contrast(color, groundOf(element)) < 3
          ? [`${name(element)} in ${name(element.parentElement!)}: ${color}`]
          : [];
      }
      const inPart = element.closest('.part')?.querySelector('rect');
      const isDrawn = element.matches('svg text');
      if ((element.closest('svg') && !isDrawn) || !says(element)) return [];
      const ground = inPart ? getComputedStyle(inPart).fill : groundOf(element);
      // What lies on a pattern has a border of its own in the colour of the ground.
      const on = ground.startsWith('url') ? getComputedStyle(element).stroke : ground;
      const ink = isDrawn ? fill : color;
      return contrast(ink, on) < 4.5 ? [`${name(element)}: ${ink} on ${on}`] : [];
    });
  });
}
