export { assertNever } from './assert-never.ts';
export { canonicalJson, type Json } from './canonical-json.ts';
export {
  type About,
  type EnvRow,
  type EnvTable,
  type EnvValues,
  envTable,
  envText,
  secret,
  type TextSchema,
  type Variable,
  variable,
} from './env.ts';
export { whyNotListening } from './listening.ts';
export { machineVariables } from './machine-variables.ts';
export { mediaPortProblems } from './media-ports.ts';
export { err, ok, type Result } from './result.ts';
export { Secret } from './secret.ts';
