import { escapeHtml } from './escape-html.js';

interface State {
  readonly name: string;
  readonly states: State[];
  readonly leadsTo: string[];
}

/** Whether a fenced block holds a state diagram as our chart is drawn, by test/support/state-diagram.ts. */
export function isStateDiagram(language: string, code: string): boolean {
  return language.trim() === 'mermaid' && code.startsWith('stateDiagram-v2');
}

/**
 * A state diagram as nested lists: readable on a phone and by screen readers, and without the megabytes that drawing
 * Mermaid takes. Of each state it says where it leads.
 */
export function stateDiagramFigure(code: string): string {
  const root: State = { name: '', states: [], leadsTo: [] };
  const open = [root];
  const byId = new Map<string, State>();
  for (const line of code.split('\n').slice(1)) {
    const [, name, id] = /^\s*state (?:"([^"]+)" as )?(\w+)/.exec(line) ?? [];
    const [, from, to] = /^\s*(\w+) --> (\w+)/.exec(line) ?? [];
    if (id !== undefined) {
      const state: State = { name: name ?? id, states: [], leadsTo: [] };
      byId.set(id, state);
      open.at(-1)?.states.push(state);
      if (line.trimEnd().endsWith('{')) open.push(state);
    } else if (from !== undefined && to !== undefined) byId.get(from)?.leadsTo.push(byId.get(to)?.name ?? to);
    else if (line.trim() === '}') open.pop();
  }
  return `<div class="chart">${root.states.map(region).join('')}</div>`;
}

function region({ name, states }: State): string {
  return `<div class="chart-region"><p class="chart-name">${escapeHtml(name)}</p>${list(states)}</div>`;
}

function list(states: readonly State[]): string {
  return states.length === 0 ? '' : `<ul>${states.map(item).join('')}</ul>`;
}

function item({ name, states, leadsTo }: State): string {
  const targets = leadsTo.map((target) => `<span>${escapeHtml(target)}</span>`).join(' ');
  return `<li><b>${escapeHtml(name)}</b>${targets ? ` <i>→</i> ${targets}` : ''}${list(states)}</li>`;
}
