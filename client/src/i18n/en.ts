import { agreement } from './en/agreement.ts';
import { board } from './en/board.ts';
import { captions } from './en/captions.ts';
import { caucus } from './en/caucus.ts';
import { check } from './en/check.ts';
import { comments } from './en/comments.ts';
import { common } from './en/common.ts';
import { files } from './en/files.ts';
import { glossary } from './en/glossary.ts';
import { guest } from './en/guest.ts';
import { interpretation } from './en/interpretation.ts';
import { proposals } from './en/proposals.ts';
import { room } from './en/room.ts';
import { staff } from './en/staff.ts';
import { templates } from './en/templates.ts';
import { turns } from './en/turns.ts';
import type { Words } from './words.ts';

export const en: Words = {
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
