import { posix, relative, sep } from 'node:path';
import { arrowDenial } from './arrows.ts';
import { defaultDenial } from './default-yes.ts';
import { physicalDenial, pointingDenial } from './mirrored.ts';
import { comparisonDenial } from './one-policy.ts';
import { sendingDenial } from './one-sender.ts';
import type { Node } from './syntax.ts';

/** The little that is used here of what oxlint hands to a rule. */
interface Context {
  readonly cwd: string;
  readonly filename: string;
  report(problem: { node: unknown; message: string }): void;
}
interface Importing {
  readonly source?: { readonly type: string; readonly value?: unknown } | null;
}

/** From the project's folder, with `/`. */
const fileOf = ({ cwd, filename }: Context): string => relative(cwd, filename).split(sep).join(posix.sep);

const arrows = {
  create(context: Context) {
    const file = fileOf(context);
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

interface Text {
  readonly value: unknown;
}
interface Piece {
  readonly value: { readonly raw: string };
}
interface Opening {
  readonly name: { readonly type: string; readonly name?: unknown };
  readonly attributes: readonly {
    readonly name?: { readonly name?: unknown };
    readonly value?: { readonly value?: unknown } | null;
  }[];
}

/** The interface is the same for those who read from right to left. */
const mirrored = {
  create(context: Context) {
    const tell = (node: unknown, message: string | undefined): void => {
      if (message !== undefined) context.report({ node, message });
    };
    return {
      Literal: (node: Text): void => {
        if (typeof node.value === 'string') tell(node, physicalDenial(node.value));
      },
      TemplateElement: (node: Piece): void => tell(node, physicalDenial(node.value.raw)),
      JSXOpeningElement: (node: Opening): void => {
        const className = node.attributes.find(({ name }) => name?.name === 'className')?.value?.value;
        tell(node, pointingDenial(String(node.name.name), String(className)));
      },
    };
  },
};

/** One policy decides, one module sends, and what is absent means no. */
const leaks = {
  create(context: Context) {
    const file = fileOf(context);
    const tell = (node: Node, message: string | undefined): void => {
      if (message !== undefined) context.report({ node, message });
    };
    return {
      BinaryExpression: (node: Node): void => {
        const compares = /^[!=]==?$/.test(String(node['operator']));
        if (compares) tell(node, comparisonDenial(file, [node['left'], node['right']]));
      },
      SwitchStatement: (node: Node): void => tell(node, comparisonDenial(file, [node['discriminant']])),
      CallExpression: (node: Node): void => {
        const given: unknown = node['arguments'];
        tell(node, sendingDenial(file, node['callee'], Array.isArray(given) ? given : []));
      },
      LogicalExpression: (node: Node): void =>
        tell(node, defaultDenial(file, node['operator'], node['right'])),
    };
  },
};

export default { meta: { name: 'parley' }, rules: { arrows, mirrored, leaks } };
