import { trackerMachine } from '../../src/tracker/chart/tracker.machine.js';

/*
 * The chart as a Mermaid diagram, drawn from the machine itself, for the README.
 */

interface Node {
  readonly key: string;
  readonly type: string;
  readonly states: Readonly<Record<string, Node>>;
  readonly initial: { readonly target: readonly Node[] };
  readonly path: readonly string[];
  readonly transitions: ReadonlyMap<string, readonly Arrow[]>;
  readonly always?: readonly Arrow[] | undefined;
}

interface Arrow {
  readonly target?: readonly Node[] | undefined;
}

const id = ({ path }: Node) => path.join('_') || 'tracker';

/** The regions of the tracker's chart that have arrows worth drawing. */
export function stateDiagram(): string {
  const root = trackerMachine.root as unknown as Node;
  return ['```mermaid', 'stateDiagram-v2', ...regions(root), '```'].join('\n');
}

function regions(root: Node): string[] {
  return Object.values(root.states).flatMap((region) => [`  state ${region.key} {`, ...inside(region, '    '), '  }']);
}

function inside(node: Node, indent: string): string[] {
  const children = Object.values(node.states);
  const isParallel = node.type === 'parallel';
  const start = isParallel ? [] : node.initial.target.map((target) => `${indent}[*] --> ${id(target)}`);
  const bodies = children.flatMap((child, index) => [
    ...(isParallel && index > 0 ? [`${indent}--`] : []),
    ...(Object.keys(child.states).length > 0
      ? [`${indent}state "${child.key}" as ${id(child)} {`, ...inside(child, `${indent}  `), `${indent}}`]
      : [`${indent}state "${child.key}" as ${id(child)}`]),
  ]);
  const arrows = children.flatMap((child) => arrowsOf(child, indent));
  return [...start, ...bodies, ...arrows];
}

function arrowsOf(node: Node, indent: string): string[] {
  const named = [...node.transitions].flatMap(([event, arrows]) => targets(arrows).map((to) => ({ to, event })));
  const eventless = targets(node.always ?? []).map((to) => ({ to, event: '' }));
  const labels = new Map<string, string[]>();
  for (const { to, event } of [...named, ...eventless]) {
    if (to === node) continue;
    const words = labels.get(id(to)) ?? [];
    const word = readable(event);
    if (word && !words.includes(word)) words.push(word);
    labels.set(id(to), words);
  }
  return [...labels].map(
    ([to, words]) => `${indent}${id(node)} --> ${to}${words.length ? ` : ${words.join(', ')}` : ''}`,
  );
}

function targets(arrows: readonly Arrow[]): Node[] {
  return arrows.flatMap(({ target }) => target ?? []);
}

/** XState names delayed and invoked transitions for itself. */
function readable(event: string): string {
  const [, after] = /^xstate\.after\.(\w+)\./.exec(event) ?? [];
  if (after) return `after ${after}`;
  if (event.startsWith('xstate.done.actor')) return 'done';
  if (event.startsWith('xstate.error.actor')) return 'failed';
  return event;
}
