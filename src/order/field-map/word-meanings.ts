import type { StatusSource } from '../order.js';
import { type Fulfilment, fulfilments, type OrderStatus } from '../status.js';
import { sameWord } from '../words.js';
import { textOf } from './text-of.js';

/** The meaning of a foreign status word. */
export interface StatusMeaning {
  /**
   * Absent: the word says something about the order, but not its status; without flags either, nothing at all. By fulfilment, if the word means another status
   * for a delivery than for an order that the guest collects; `unknown` where the payload does not say which it is.
   */
  readonly status?: OrderStatus | Readonly<Partial<Record<Fulfilment | 'unknown', OrderStatus>>>;
  /** Default `confirmed`. */
  readonly statusSource?: StatusSource;
  /** Default false. */
  readonly delayed?: boolean;
  /** Default false. */
  readonly onHold?: boolean;
}

/** Foreign words and their meaning, as `entryOf` finds them. */
export type WordMap<Meaning> = Readonly<Record<string, Meaning | null>>;

/**
 * Foreign status words and their meaning; `null` for a word without a meaning for guests. Capitals, blanks, hyphens and
 * underscores make no difference. `*` stands for any other value, `null` for a path that leads to null.
 */
export type StatusMap = WordMap<OrderStatus | StatusMeaning>;

type Wire = Record<string, unknown>;

/**
 * The entry for a word, `null` or any other value: of the word as it is written, else of one that differs by capitals,
 * blanks, hyphens and underscores alone, else of `*`.
 */
export function entryOf<Meaning>(
  words: WordMap<Meaning> = {},
  value: unknown,
): readonly [word: string, meaning: Meaning | null] | undefined {
  const entries = Object.entries(words);
  const other = value === null ? undefined : entries.find(([known]) => known === '*');
  if (typeof value === 'object' && value !== null) return other;
  const text = String(value).trim().toLowerCase();
  // Words that differ only by a hyphen may have two meanings in one map.
  return (
    entries.find(([known]) => known.trim().toLowerCase() === text) ??
    entries.find(([known]) => sameWord(known) === sameWord(text)) ??
    other
  );
}

/** The meaning of a word, in the fields of the wire; `undefined` if it has none. A word in no map stays as it is. */
export function meaningOf(word: unknown, fulfilment: unknown, ...maps: (StatusMap | undefined)[]): Wire | undefined {
  if (word === undefined) return undefined;
  const entry = maps.map((map) => entryOf(map, word)).find(Boolean);
  if (!entry) return word === null ? undefined : { status: word };
  const meaning = typeof entry[1] === 'string' ? { status: entry[1] } : entry[1];
  if (!meaning) return undefined;
  const { statusSource = 'confirmed', delayed = false, onHold = false } = meaning;
  const status = typeof meaning.status === 'object' ? meaning.status[wayOf(fulfilment)] : meaning.status;
  if (!status && meaning.status) return undefined;
  // It is known, and says nothing: not that a delay is over either.
  if (Object.keys(meaning).length === 0) return { status_source: statusSource };
  return { ...(status && { status }), status_source: statusSource, delayed, on_hold: onHold };
}

function wayOf(fulfilment: unknown): Fulfilment | 'unknown' {
  return fulfilments.find((known) => sameWord(known) === sameWord(textOf(fulfilment))) ?? 'unknown';
}
