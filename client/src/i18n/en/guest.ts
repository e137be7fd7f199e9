import type { Words } from '../words.ts';

export const guest: Words['guest'] = {
  link: { title: 'Invitation to mediation' },
};
