import { Resvg } from '@resvg/resvg-js';
import { join } from 'node:path';
import { chartSvg } from './chart.js';
import { FONTS } from './fonts.js';
import type { Chart } from './model.js';

/** A chart as PNG, twice as large as it is shown. In threads only: it takes a third of a second. */
export function drawnChart(chart: Chart): Uint8Array {
  const fontFiles = ['400Regular/Tinos_400Regular.ttf', '700Bold/Tinos_700Bold.ttf'].map((file) =>
    join(FONTS, file),
  );
  const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: 'Tinos' };
  return new Uint8Array(
    new Resvg(chartSvg(chart), { fitTo: { mode: 'zoom', value: 2 }, font }).render().asPng(),
  );
}
