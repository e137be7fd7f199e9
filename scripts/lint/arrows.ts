import { isBuiltin } from 'node:module';
import { posix } from 'node:path';

/** What the files of one part of the tree may import. The first rule whose `files` match a file is its rule. */
interface ArrowRule {
  readonly files: RegExp;
  /** Targets as {@link targetOf} writes them; whatever none of these matches is refused. */
  readonly may: readonly RegExp[];
  readonly but?: readonly RegExp[];
}

const NODE = /^node:/;
const PACKAGES = /^npm:/;
const SHARED = /^shared\//;
const REACT = /^npm:(react|react-dom|react-i18next|radix-ui|lucide-react|@tanstack\/react-query)$/;

const RULES: readonly ArrowRule[] = [
  {
    files: /^shared\/src\/(.+\/)?([^/]+\.test|testing)\.ts$/,
    may: [SHARED, /^npm:(zod|vitest|fast-check)$/],
  },
  { files: /^shared\//, may: [SHARED, /^npm:zod$/], but: [/\.test\.ts$|(^|\/)testing(\.ts)?$/] },
  { files: /^sfu\//, may: [/^sfu\//, SHARED, PACKAGES, NODE] },
  // The embedded SFU: the one place where the server and the media code meet in a process.
  { files: /^server\/src\/media\/sfu(\.test)?\.ts$/, may: [/^(server|sfu)\//, SHARED, PACKAGES, NODE] },
  // Tests of the server run over the SFU that carries no media.
  {
    files: /^server\/src\/(.+\/)?([^/]+\.test|testing\/.+|testing-[^/]+)\.ts$/,
    may: [/^server\//, /^sfu\/fake$/, SHARED, PACKAGES, NODE],
  },
  { files: /^server\//, may: [/^server\//, SHARED, PACKAGES, NODE] },
  {
    files: /^client\/src\/(session|media|agreement)\//,
    may: [/^client\/src\/(session|media|agreement)\//, SHARED, PACKAGES],
    but: [REACT],
  },
  {
    files: /^client\/(src|gallery)\/.*(?<!\.test)\.tsx?$/,
    may: [/^client\/(src|gallery)\//, SHARED, PACKAGES],
  },
  { files: /^client\//, may: [/^client\//, SHARED, PACKAGES, NODE] },
  // What a page writes of a document is held against the very gate that takes it.
  {
    files: /^load-tests\/src\/documents\/[^/]+\.test\.ts$/,
    may: [/^load-tests\//, /^(client|server)\/src\/agreement\//, SHARED, PACKAGES, NODE],
  },
  // Measurements use the people at browsers of the browser tests, and the words they press.
  { files: /^load-tests\//, may: [/^load-tests\//, /^client\/(e2e\/.+|words)$/, SHARED, PACKAGES, NODE] },
  { files: /^(scripts\/|[^/]+$)/, may: [/^(scripts|sfu|server)\//, SHARED, PACKAGES, NODE] },
];

/**
 * Why a file may not import something.
 *
 * @param file path from the project's folder, with `/`
 * @param specifier as the file writes it
 * @returns undefined when it may
 */
export function arrowDenial(file: string, specifier: string): string | undefined {
  const target = targetOf(file, specifier);
  const rule = RULES.find(({ files }) => files.test(file));
  if (rule === undefined)
    return `${file} belongs to no part of the tree: name its part in scripts/lint/arrows.ts`;
  const allowed = rule.may.some((each) => each.test(target)) && !rule.but?.some((each) => each.test(target));
  return allowed ? undefined : `${file} may not import ${target}`;
}

/** `node:fs`, `npm:@scope/name`, or the imported path from the project's folder: `shared/session` for `@parley/shared/session`. */
function targetOf(file: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(file), specifier);
  if (isBuiltin(specifier)) return specifier.startsWith('node:') ? specifier : `node:${specifier}`;
  const [first = '', second = '', ...rest] = specifier.split('/');
  if (first === '@parley') return [second, ...(rest.length === 0 ? ['index.ts'] : rest)].join('/');
  return `npm:${first.startsWith('@') ? `${first}/${second}` : first}`;
}
