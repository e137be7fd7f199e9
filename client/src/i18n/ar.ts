import { agreement } from './ar/agreement.ts';
import { board } from './ar/board.ts';
import { captions } from './ar/captions.ts';
import { caucus } from './ar/caucus.ts';
import { check } from './ar/check.ts';
import { comments } from './ar/comments.ts';
import { common } from './ar/common.ts';
import { files } from './ar/files.ts';
import { glossary } from './ar/glossary.ts';
import { guest } from './ar/guest.ts';
import { interpretation } from './ar/interpretation.ts';
import { proposals } from './ar/proposals.ts';
import { room } from './ar/room.ts';
import { staff } from './ar/staff.ts';
import { templates } from './ar/templates.ts';
import { turns } from './ar/turns.ts';
import type { Words } from './words.ts';

export { errors } from './ar/errors.ts';

export const ar: Words = {
  agreement,
  board,
  captions,
  caucus,
  check,
  comments,
  common,
  files,
  glossary,
  guest,
  interpretation,
  proposals,
  room,
  staff,
  templates,
  turns,
};
