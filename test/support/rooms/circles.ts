/** Files that import each other in a circle, each circle once: the strongly connected parts of more than one file (Tarjan). */
export function circlesOf(imports: { from: string; to: string }[]): string[][] {
  const links = new Map<string, string[]>();
  for (const { from, to } of imports) links.set(from, [...(links.get(from) ?? []), to]);
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];
  const visit = (file: string): number => {
    order.set(file, order.size);
    lowest.set(file, order.get(file)!);
    open.push(file);
    for (const to of links.get(file) ?? []) {
      const reached = !order.has(to) ? visit(to) : open.includes(to) ? order.get(to)! : Infinity;
      lowest.set(file, Math.min(lowest.get(file)!, reached));
    }
    if (lowest.get(file) === order.get(file)) {
      const part = open.splice(open.indexOf(file));
      if (part.length > 1 || links.get(file)?.includes(file)) circles.push(part.sort());
    }
    return lowest.get(file)!;
  };
  for (const file of links.keys()) if (!order.has(file)) visit(file);
  return circles;
}
