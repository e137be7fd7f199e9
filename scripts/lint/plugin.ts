import { posix, relative, sep } from 'node:path';
import { arrowDenial } from './arrows.ts';

/** The little that is used here of what oxlint hands to a rule. */
interface Context {
  readonly cwd: string;
  readonly filename: string;
  report(problem: { node: unknown; message: string }): void;
}
interface Importing {
  readonly source?: { readonly type: string; readonly value?: unknown } | null;
}

const arrows = {
  create(context: Context) {
    const file = relative(context.cwd, context.filename).split(sep).join(posix.sep);
    const check = (node: Importing): void => {
      if (typeof node.source?.value !== 'string') return;
      const message = arrowDenial(file, node.source.value);
      if (message !== undefined) context.report({ node, message });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};

export default { meta: { name: 'parley' }, rules: { arrows } };
