import type { ComponentChildren } from 'preact';
import type { ExportFacts } from './export.types.js';

/** A chart to be had as a file, drawn in units of a pixel. */
export interface Picture {
  facts: ExportFacts;
  /** Of what is drawn, without the words around it. */
  width: number;
  height: number;
  body: ComponentChildren;
}

/** What the thread that draws is given. */
export interface PictureToDraw {
  svg: string;
  /** False only to see what a picture is without any letter. */
  withLetters: boolean;
}
