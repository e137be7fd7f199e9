export { assertNever } from './assert-never.ts';
export { canonicalJson, type Json } from './canonical-json.ts';
export { err, ok, type Result } from './result.ts';
