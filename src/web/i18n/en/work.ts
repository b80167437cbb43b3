import type { work as vi } from '../vi/work.js';

export const work: typeof vi = {};
