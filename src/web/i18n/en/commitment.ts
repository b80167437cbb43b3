import type { commitment as vi } from '../vi/commitment.js';

export const commitment: typeof vi = {};
