/** The little that is used here of the syntax tree that oxlint hands to a rule. */
export interface Node {
  readonly type: string;
  readonly [part: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** Without what changes nothing of it: optional chaining, brackets, and what is said of its type. */
export function bare(value: unknown): Node | null {
  if (!isNode(value)) return null;
  const isWrapped = /^(ChainExpression|ParenthesizedExpression|TSNonNullExpression|TSAsExpression)$/;
  return isWrapped.test(value.type) ? bare(value['expression']) : value;
}

/** How it is called: `room` for `room`, `person.room` and `placeOf(person).room`; `sideOf` for `sideOf(person)`. */
export function nameOf(value: unknown): string | null {
  const node = bare(value);
  switch (node?.type) {
    case 'Identifier':
      return String(node['name']);
    case 'MemberExpression':
      return node['computed'] === true ? null : nameOf(node['property']);
    case 'CallExpression':
      return nameOf(node['callee']);
    default:
      return null;
  }
}

/** Tests and what they are made with are not the product. */
export const isTest = (file: string): boolean =>
  /\.test\.tsx?$|(^|\/)testing([-./])|^client\/e2e\/|^sfu\/src\/contract(\/|\.ts)/.test(file);
