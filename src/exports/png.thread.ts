import { Resvg } from '@resvg/resvg-js';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { projectRoot } from '../platform/project-root.js';
import type { PictureToDraw } from './picture.types.js';

/** Twice as fine as it is drawn: sharp on paper and in slides. */
const SCALE = 2;

// TrueType, and by name: of a font in another format, or one that is not found, no letter would be drawn, without a word.
const fonts = join(projectRoot, 'node_modules/@expo-google-fonts/be-vietnam-pro');
const fontFiles = ['400Regular/BeVietnamPro_400Regular.ttf', '600SemiBold/BeVietnamPro_600SemiBold.ttf'];

/** Draws one picture, and ends. */
const { svg, withLetters } = workerData as PictureToDraw;
const drawn = new Resvg(svg, {
  fitTo: { mode: 'zoom', value: SCALE },
  font: {
    loadSystemFonts: false,
    fontFiles: withLetters ? fontFiles.map((file) => join(fonts, file)) : [],
    defaultFontFamily: 'Be Vietnam Pro',
  },
});
const png = new Uint8Array(drawn.render().asPng());
parentPort!.postMessage(png, [png.buffer]);
