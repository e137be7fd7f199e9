import type { Migration } from '../migrate.ts';

/** A line of captions is found by its writer and its id, and what was kept is read room by room. */
export const captionLines: Migration = {
  name: '0012-caption-lines',
  sql: `
    CREATE INDEX event_caption_line ON event
      (session_id, (body -> 'line' ->> 'id'), (body -> 'line' ->> 'by'), seq)
      WHERE type = 'caption.said';

    CREATE INDEX event_caption ON event (session_id, (body -> 'line' ->> 'room'), seq)
      WHERE type = 'caption.said';
  `,
};
