import { trackerMachine } from '../../src/tracker/chart/tracker.machine.js';

/*
 * The chart as Mermaid diagrams, drawn from the machine itself: an overview for demo/guides/how-it-works.md, the whole for
 * src/ARCHITECTURE.md.
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

/** The whole chart. */
export function stateDiagram(): string {
  return diagram(regions.flatMap((region) => ['', ...drawn(region, inside(region, '    '))]).slice(1));
}

/** The three regions that do the work, without the states inside their states: it fits one screen. */
export function chartOverview(): string {
  const working = regions.filter(({ key }) => ['access', 'live', 'reads'].includes(key));
  return diagram(working.flatMap((region) => drawn(region, outline(region, '    '))));
}

const regions = Object.values((trackerMachine.root as unknown as Node).states);

function diagram(lines: readonly string[]): string {
  return ['```mermaid', 'stateDiagram-v2', ...lines, '```'].join('\n');
}

function drawn(region: Node, lines: readonly string[]): string[] {
  return [`  state ${region.key} {`, ...lines, '  }'];
}

/**
 * The states of a region or state, and one arrow from each to each other that it may lead to, wherever inside it
 * begins. A state with three states or more of its own is drawn with these.
 */
function outline(parent: Node, indent: string): string[] {
  const states = Object.values(parent.states);
  const boxes = states.flatMap((state) => {
    const box = `${indent}state "${state.key}" as ${id(state)}`;
    const hasOwn = state.type === 'compound' && Object.keys(state.states).length > 2;
    return hasOwn ? [`${box} {`, ...outline(state, `${indent}  `), `${indent}}`] : [box];
  });
  const arrows = states.flatMap((state) => {
    const reached = new Set(
      [state, ...descendants(state)].flatMap(leadsTo).map((target) => childAround(target, parent)),
    );
    reached.delete(state);
    return [...reached].flatMap((target) => (target ? [`${indent}${id(state)} --> ${id(target)}`] : []));
  });
  return [...boxes, ...arrows];
}

function descendants(node: Node): Node[] {
  return Object.values(node.states).flatMap((child) => [child, ...descendants(child)]);
}

function leadsTo(node: Node): Node[] {
  return [...targets([...node.transitions.values()].flat()), ...targets(node.always ?? [])];
}

/** The state of this parent in which a state lies. */
function childAround({ path }: Node, parent: Node): Node | undefined {
  const key = path[parent.path.length];
  return parent.path.every((part, index) => part === path[index]) && key !== undefined ? parent.states[key] : undefined;
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
