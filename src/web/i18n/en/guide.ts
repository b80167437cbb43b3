import type { guide as vi } from '../vi/guide.js';

export const guide: typeof vi = {
  link: 'Guide',
  all: 'Guides',
  pages: {
    user: 'User guide',
    admin: 'Administrator guide',
    agreements: 'Agreement files',
    glossary: 'Glossary',
  },
};
