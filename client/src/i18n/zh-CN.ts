import { agreement } from './zh-CN/agreement.ts';
import { board } from './zh-CN/board.ts';
import { captions } from './zh-CN/captions.ts';
import { caucus } from './zh-CN/caucus.ts';
import { check } from './zh-CN/check.ts';
import { comments } from './zh-CN/comments.ts';
import { common } from './zh-CN/common.ts';
import { files } from './zh-CN/files.ts';
import { glossary } from './zh-CN/glossary.ts';
import { guest } from './zh-CN/guest.ts';
import { interpretation } from './zh-CN/interpretation.ts';
import { proposals } from './zh-CN/proposals.ts';
import { room } from './zh-CN/room.ts';
import { staff } from './zh-CN/staff.ts';
import { templates } from './zh-CN/templates.ts';
import { turns } from './zh-CN/turns.ts';

export const zhCN = {
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
} as const;
