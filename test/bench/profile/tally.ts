import type { Protocol } from 'puppeteer-core';
import type { ReadableBundle } from './readable-bundle.js';

/** A sample after a pause would count the pause, in microseconds. */
const longestSample = 2_000;
/** What is no work of a script. */
const quiet = ['(idle)', '(program)', '(root)'];

/** Adds up what profiles say of each function and of each part of the source. */
export class Tally {
  readonly #bundle: ReadableBundle;
  readonly #functions = new Map<string, number>();
  readonly #parts = new Map<string, number>();

  constructor(bundle: ReadableBundle) {
    this.#bundle = bundle;
  }

  /** Adds a profile's self times, in milliseconds. */
  addTimes({ nodes, samples = [], timeDeltas = [] }: Protocol.Profiler.Profile): void {
    const frames = new Map(nodes.map((node) => [node.id, node.callFrame]));
    samples.forEach((id, at) => {
      this.#add(frames.get(id), Math.min(timeDeltas[at] ?? 0, longestSample) / 1_000);
    });
  }

  /** Adds what functions allocated and is still in use, in kilobytes. */
  addHeap({ callFrame, selfSize, children }: Protocol.HeapProfiler.SamplingHeapProfileNode): void {
    this.#add(callFrame, selfSize / 1_000);
    for (const child of children) this.addHeap(child);
  }

  /** The largest parts and functions, each divided by `runs`. */
  lines(runs: number, top: number): string[] {
    const largest = (map: ReadonlyMap<string, number>) =>
      [...map]
        .sort(([, one], [, other]) => other - one)
        .slice(0, top)
        .map(([name, value]) => `${(value / runs).toFixed(2).padStart(8)} ${name}`);
    return ['', 'By part; (browser) is what scripts call in it', ...largest(this.#parts)].concat(
      ['', 'By function'],
      largest(this.#functions),
    );
  }

  #add(frame: Protocol.Runtime.CallFrame | undefined, value: number): void {
    if (!frame || quiet.includes(frame.functionName)) return;
    const { url, lineNumber, columnNumber, functionName } = frame;
    const isOurs = url.endsWith('/ours.js');
    const module = isOurs ? this.#bundle.moduleAt(lineNumber) : url ? '(page)' : '(browser)';
    const begin = (this.#bundle.code.split('\n')[lineNumber] ?? '').slice(columnNumber).trim().slice(0, 50);
    addTo(this.#functions, `${functionName || (isOurs ? `“${begin}”` : '(anonymous)')}  ${module}`, value);
    addTo(this.#parts, partOf(module), value);
  }
}

function addTo(map: Map<string, number>, key: string, value: number): void {
  map.set(key, (map.get(key) ?? 0) + value);
}

/** A library, or the folder of a module. */
function partOf(module: string): string {
  if (module.startsWith('(')) return module;
  if (/^(@lit|lit)/.test(module)) return 'lit';
  if (module.startsWith('xstate')) return 'xstate';
  return module
    .split('/')
    .slice(0, 2)
    .join('/')
    .replace(/\/[^/]+\.js$/, '');
}
