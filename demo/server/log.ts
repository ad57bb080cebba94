import { LeftToHost } from '../supabase/functions/_shared/kit-database.js';

/**
 * The server's log: one JSON object a line, on standard error. It is our own and not a library's because of what it
 * refuses: a library writes any object it is given, and so wrote tokens and the parameters of statements. Here a line
 * has a fixed sentence and named fields, and of an error only what cannot hold a client's text.
 */
export interface LogFields {
  readonly requestId?: string | undefined;
  readonly method?: string | undefined;
  /** The pattern of a route, `/api/orders/:id`, never the path itself. */
  readonly route?: string | undefined;
  readonly status?: number | undefined;
  readonly milliseconds?: number | undefined;
  readonly count?: number | undefined;
  readonly seconds?: number | undefined;
  readonly url?: string | undefined;
  readonly signal?: string | undefined;
  /** The provider of which the relay tells, and what: a word or a reason, never a guest's. */
  readonly provider?: string | undefined;
  readonly detail?: string | undefined;
}

export const log = {
  info(message: string, fields: LogFields = {}): void {
    write('info', message, fields);
  },
  /** Something that is not as it should be and that the server can go on with. */
  warn(message: string, fields: LogFields = {}): void {
    write('warn', message, fields);
  },
  error(message: string, error?: unknown, fields: LogFields = {}): void {
    write('error', message, { ...fields, ...(error !== undefined && describeError(error)) });
  },
};

/** The pause between two lines about the same trouble, in milliseconds. */
const sayEvery = 30_000;

/**
 * Writes errors of what is tried again and again: one line each half minute for the same sentence, so that a database that
 * is gone for a night does not fill the log. `now` is in milliseconds.
 */
export function createSeldomLog(now: () => number): (message: string, error: unknown) => void {
  const saidAt = new Map<string, number>();
  return (message, error) => {
    if (now() - (saidAt.get(message) ?? Number.NEGATIVE_INFINITY) < sayEvery) return;
    saidAt.set(message, now());
    log.error(message, error);
  };
}

let print = (line: string): void => console.error(line);

/** Makes lines of the log of what code that runs elsewhere too, the Edge Functions', writes to the console. */
export function takeConsole(): void {
  print = console.error.bind(console);
  for (const level of ['warn', 'error'] as const)
    console[level] = (...words: readonly unknown[]) => write(level, String(words[0]).slice(0, 300), {});
}

function write(level: string, message: string, fields: object): void {
  print(JSON.stringify({ time: new Date().toISOString(), level, message, ...fields }));
}

export interface ErrorFields {
  readonly error: string;
  readonly code?: string;
  /** Where it was thrown, the innermost place first. */
  readonly at?: readonly string[];
}

/** How many places of a stack are written. */
const mostPlaces = 4;

/** What the log says of an error: its class, its code and its places. Messages are left out: they quote what was sent. */
export function describeError(error: unknown): ErrorFields {
  if (error instanceof LeftToHost) return describeError(error.cause);
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error ? error.code : undefined;
  const at = placesOf(error);
  return {
    error: /^\w{1,40}$/.test(error.name) ? error.name : 'Error',
    ...(typeof code === 'string' && /^[A-Z0-9_]{2,40}$/.test(code) && { code }),
    ...(at.length > 0 && { at }),
  };
}

function placesOf({ name, message, stack = '' }: Error): string[] {
  // A message may have lines that look like places, so it is cut off first. Where it cannot be found, nothing is said.
  const head = message === '' ? name : `${name}: ${message}`;
  const begin = stack.indexOf(head);
  if (begin === -1) return [];
  return stack
    .slice(begin + head.length)
    .split('\n')
    .filter((line) => /^ {4}at /.test(line))
    .slice(0, mostPlaces)
    .map((line) => line.trim().slice('at '.length).slice(0, 200));
}
