import { type Code, type Level, levels } from './codes.js';

/** One thing that was found. */
export interface Finding {
  readonly code: Code;
  readonly level: Level;
  /** Where: an address as the options have it, or the name of an option. */
  readonly subject: string;
  /** What was found, and what is expected. */
  readonly what: string;
  /** What to do; empty where nothing is to be done. */
  readonly remedy: string;
}

const order: readonly Level[] = ['wrong', 'advice', 'right'];

/** Collects findings: each once for a subject, and without secrets. */
export class Findings {
  readonly #all = new Map<string, Finding>();
  readonly #clean: (text: string) => string;

  /** @param clean takes secrets out of a text */
  constructor(clean: (text: string) => string) {
    this.#clean = clean;
  }

  add(code: Code, subject: string, what: string, remedy = ''): void {
    const place = this.#clean(subject);
    const key = `${code} ${place}`;
    if (this.#all.has(key)) return;
    this.#all.set(key, {
      code,
      level: levels[code],
      subject: place,
      what: this.#clean(what),
      remedy: this.#clean(remedy),
    });
  }

  has(...codes: readonly Code[]): boolean {
    return [...this.#all.values()].some(({ code }) => codes.includes(code));
  }

  /** Whether anything is wrong. */
  get isWrong(): boolean {
    return this.all.some(({ level }) => level === 'wrong');
  }

  /** What is wrong first, what is right last. */
  get all(): readonly Finding[] {
    const found = [...this.#all.values()];
    return order.flatMap((level) => found.filter((finding) => finding.level === level));
  }
}
