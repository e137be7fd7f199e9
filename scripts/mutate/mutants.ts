import type * as ESTree from 'oxc-parser';
import { parseSync, Visitor, type VisitorObject } from 'oxc-parser';

/** One deletion: a source in which one rule, condition or check no longer holds anybody back. */
export interface Mutant {
  /** From the project's folder. */
  readonly file: string;
  readonly line: number;
  /** The names of what it is in, outermost first. */
  readonly within: string;
  /** What was done, on one line. */
  readonly what: string;
  /** The whole file with it. */
  readonly source: string;
  readonly edit: Edit;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What stands in a file, and what takes its place. */
export interface Edit extends Span {
  readonly to: string;
  readonly is: 'an expression' | 'a statement' | 'a body';
}

const ALLOW = "({ kind: 'allow' })";
/** What is called for nothing but that it throws. */
const GUARD = /^#?(still|may|must|check|throwIf)/;
const COMPARISON = new Set(['===', '!==', '<', '<=', '>', '>=']);

/**
 * Every rule of a file left out in turn, found in its syntax tree, so that a new rule is found by itself:
 * a rule of the table and a verdict allow whatever they are asked; a part of `all`, of `&&` or of `||` is left out; a
 * filter keeps everything; a condition is always and never so; what would have ended the function goes on; and a guard
 * is not asked.
 *
 * @throws SyntaxError when the file cannot be parsed
 */
export function mutantsOf(file: string, source: string): Mutant[] {
  const { program, errors } = parseSync(file, source);
  if (errors[0] !== undefined) throw new SyntaxError(`${file}: ${errors[0].message}`);
  const found = new Map<string, Mutant>();
  const names: string[] = [];
  const chains: Span[] = [];
  const text = ({ start, end }: Span): string => source.slice(start, end);
  const put: Put = (span, to, what, is = 'an expression'): void => {
    const mutated = source.slice(0, span.start) + to + source.slice(span.end);
    if (found.has(mutated) || mutated === source) return;
    // A link of `a?.b().c` is none by itself: the whole chain takes its place.
    const chain = chains.find(({ start, end }) => start === span.start && end > span.end);
    const edit = chain === undefined ? to : to + source.slice(span.end, chain.end);
    found.set(mutated, {
      file,
      line: source.slice(0, span.start).split('\n').length,
      within: names.filter((name) => name !== '').join(' › '),
      what: onOneLine(what),
      source: mutated,
      edit: { start: span.start, end: (chain ?? span).end, to: edit, is },
    });
  };
  new Visitor({
    ...named(names),
    ...deletions(put, text, names),
    ChainExpression: ({ start, end }) => void chains.push({ start, end }),
    'ChainExpression:exit': () => void chains.pop(),
  }).visit(program);
  return [...found.values()];
}

type Put = (span: Span, to: string, what: string, is?: Edit['is']) => void;

const onOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

function deletions(put: Put, text: (span: Span) => string, names: string[]): VisitorObject {
  const allows = (span: Span): void => put(span, ALLOW, `allows: ${text(span)}`);
  const always = (span: Span): void => {
    put(span, 'true', `always: ${text(span)}`);
    put(span, 'false', `never: ${text(span)}`);
  };
  return {
    VariableDeclarator: ({ id, init }) => {
      names.push(id.type === 'Identifier' ? id.name : '');
      if (names.at(-1) !== 'rules' || init?.type !== 'ObjectExpression') return;
      for (const rule of init.properties) {
        if (rule.type !== 'Property' || rule.value.type !== 'ArrowFunctionExpression') continue;
        names.push(keyName(rule.key));
        const { body } = rule.value;
        if (body.type === 'BlockStatement') put(body, ALLOW, `allows: ${text(body)}`, 'a body');
        else allows(body);
        names.pop();
      }
    },
    CallExpression: (call) => {
      const name = nameOf(call.callee);
      if (name === 'verdict' || name === 'deny') allows(call);
      if (name === 'all') {
        for (const part of call.arguments) {
          const rest = call.arguments.filter((each) => each !== part).map(text);
          put(call, rest.length === 0 ? ALLOW : `all(${rest.join(', ')})`, `without: ${text(part)}`);
        }
      }
      if (call.callee.type !== 'MemberExpression' || call.arguments.length !== 1) return;
      if (name === 'filter') put(call, text(call.callee.object), `unfiltered: ${text(call)}`);
      if (name === 'some' || name === 'every') always(call);
    },
    ObjectExpression: (object) => {
      if (object.properties.some((each) => onOneLine(text(each)) === "kind: 'deny'")) allows(object);
    },
    LogicalExpression: ({ left, right, operator, ...whole }) => {
      if (operator === '??') return;
      put(whole, `(${text(left)})`, `without: ${operator} ${text(right)}`);
      // Of a chain each part is left out alone: the inner expression sees to its own.
      if (left.type === 'LogicalExpression' && left.operator === operator) return;
      put(whole, `(${text(right)})`, `without: ${text(left)} ${operator}`);
    },
    ConditionalExpression: ({ test, consequent, alternate, ...whole }) => {
      put(whole, `(${text(consequent)})`, `always: ${text(test)} ?`);
      put(whole, `(${text(alternate)})`, `never: ${text(test)} ?`);
    },
    IfStatement: ({ test, consequent, alternate }) => {
      put(test, 'false', `never: if (${text(test)})`);
      if (!ends(consequent) || alternate !== null) put(test, 'true', `always: if (${text(test)})`);
    },
    ExpressionStatement: ({ expression, ...whole }) => {
      const called = expression.type === 'AwaitExpression' ? expression.argument : expression;
      if (called.type === 'CallExpression' && GUARD.test(nameOf(called.callee) ?? '')) {
        put(whole, ';', `without: ${text(whole)}`, 'a statement');
      }
    },
    ArrowFunctionExpression: ({ body, expression }) => {
      if (expression && isQuestion(body)) always(body);
    },
    ReturnStatement: ({ argument }) => {
      if (argument !== null && isQuestion(argument)) always(argument);
    },
  };
}

/** Keeps `names` up to date; the names of variables are seen to where their rules are. */
function named(names: string[]): VisitorObject {
  const pop = (): void => void names.pop();
  return {
    'VariableDeclarator:exit': pop,
    FunctionDeclaration: ({ id }) => void names.push(id?.name ?? ''),
    'FunctionDeclaration:exit': pop,
    MethodDefinition: ({ key }) => void names.push(keyName(key)),
    'MethodDefinition:exit': pop,
    PropertyDefinition: ({ key }) => void names.push(keyName(key)),
    'PropertyDefinition:exit': pop,
    Property: ({ key }) => void names.push(keyName(key)),
    'Property:exit': pop,
  };
}

function keyName(key: ESTree.PropertyKey): string {
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  if (key.type === 'Identifier') return key.name;
  return key.type === 'Literal' ? String(key.value) : '';
}

/** The name by which something is called, without what it is a member of. */
function nameOf(callee: ESTree.Expression | ESTree.Super): string | null {
  if (callee.type === 'Identifier') return callee.name;
  return callee.type === 'MemberExpression' && !callee.computed ? keyName(callee.property) : null;
}

/** Is so or is not so. */
function isQuestion(node: ESTree.Expression | ESTree.FunctionBody): boolean {
  switch (node.type) {
    case 'BinaryExpression':
      return COMPARISON.has(node.operator);
    case 'LogicalExpression':
      return node.operator !== '??';
    case 'UnaryExpression':
      return node.operator === '!';
    default:
      return false;
  }
}

/** Nothing after it in the function, or in the turn of the loop, is done. */
function ends(statement: ESTree.Statement): boolean {
  switch (statement.type) {
    case 'ReturnStatement':
    case 'ThrowStatement':
    case 'ContinueStatement':
    case 'BreakStatement':
      return true;
    case 'BlockStatement': {
      const last = statement.body.at(-1);
      return last !== undefined && ends(last);
    }
    default:
      return false;
  }
}
