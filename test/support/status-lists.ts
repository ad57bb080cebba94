import { parseAst } from 'rollup/parseAst';
import { boardColumns, orderStatuses, statuses } from '../../src/order/status.js';

/** A place in compiled code that names two or more statuses. */
export interface StatusList {
  readonly names: readonly string[];
  /** How the place begins. */
  readonly code: string;
}

/** One node of a syntax tree (ESTree). */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

const known: ReadonlySet<string> = new Set(orderStatuses);
/**
 * What the compiler holds complete: all statuses, all tones, both columns of a board. Some are called like statuses.
 */
const completeSets = [orderStatuses, Object.values(statuses).map(({ tone }) => tone), boardColumns].map(keyOf);

/**
 * Finds the places that name two or more statuses: lists, sets, the cases of a `switch`, chains of `||`, `&&` and `?:`,
 * the comparisons of one function, the keys of an object that has only some of them, and texts such as
 * `'ready,served'`. CSS is left out: its classes are tones.
 */
export function findStatusLists(code: string): readonly StatusList[] {
  const program: unknown = parseAst(code);
  const nodes = isNode(program) ? nodesOf(program) : [];
  return nodes.flatMap((node): StatusList | [] => {
    const names = [...new Set(namedBy(node))];
    const isComplete = node.type === 'ObjectExpression' && completeSets.includes(keyOf(names));
    return names.length < 2 || isComplete ? [] : { names, code: code.slice(node.start, node.start + 60) };
  });
}

function namedBy(node: Node): readonly string[] {
  switch (node.type) {
    case 'ArrayExpression':
      return statusesIn(childrenOf(node));
    case 'SwitchStatement':
      return statusesIn(childrenOf(node).flatMap(({ test }) => (isNode(test) ? test : [])));
    case 'LogicalExpression':
    case 'ConditionalExpression':
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return statusesIn(nodesOf(node).filter(isComparison).flatMap(childrenOf));
    case 'ObjectExpression':
      return childrenOf(node).flatMap(({ key, computed }) =>
        isNode(key) && !computed ? namesIn(key.name ?? key.value) : [],
      );
    case 'Literal':
      return namesIn(node.value);
    case 'TemplateLiteral':
      return childrenOf(node).flatMap(({ value }) => namesIn(Object(value).cooked));
    default:
      return [];
  }
}

function isComparison({ type, operator }: Node): boolean {
  return type === 'BinaryExpression' && /^[!=]==?$/.test(String(operator));
}

function statusesIn(nodes: readonly Node[]): readonly string[] {
  return nodes.flatMap(({ type, value }) => (type === 'Literal' && known.has(String(value)) ? String(value) : []));
}

/** The statuses among the words of a text. */
function namesIn(text: unknown): readonly string[] {
  return typeof text === 'string' ? text.split(/[^\w-]+/).filter((word) => known.has(word)) : [];
}

/** A node and everything in it, but for CSS. */
function nodesOf(node: Node): readonly Node[] {
  const isCss = node.type === 'TaggedTemplateExpression' && isNode(node.tag) && node.tag.name === 'css';
  return isCss ? [] : [node, ...childrenOf(node).flatMap(nodesOf)];
}

function childrenOf(node: Node): readonly Node[] {
  return Object.values(node).flat().filter(isNode);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function keyOf(names: readonly string[]): string {
  return [...new Set(names)].sort().join();
}
