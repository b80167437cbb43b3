import { join } from 'node:path';
import { projectRoot } from '../../platform/project-root.js';

/** As wide as Times New Roman, letter by letter, and free: lines end where they end in the DOCX. */
export const FONTS = join(projectRoot, 'node_modules/@expo-google-fonts/tinos');
