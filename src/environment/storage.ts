import { stringify } from './stringify.js';

/** A storage of the device; a subset of `Storage`. It may throw, as browsers do. */
export interface DeviceStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** A storage of the browser; `undefined` where it is denied, because then reading the property throws. */
export function storageOf(name: 'localStorage' | 'sessionStorage'): DeviceStorage | undefined {
  try {
    return globalThis[name];
  } catch {
    return undefined;
  }
}

/** What is stored as JSON; `undefined` where there is nothing, or nothing readable, or storage is denied. */
export function readJson(storage: DeviceStorage | undefined, key: string): unknown {
  try {
    return JSON.parse(storage?.getItem(key) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

/**
 * Stores a value as JSON.
 *
 * @param value `undefined`: what is stored is removed
 * @returns whether that could be done: storage may be denied or full
 */
export function writeJson(storage: DeviceStorage | undefined, key: string, value: unknown): boolean {
  try {
    if (value === undefined) storage?.removeItem(key);
    else storage?.setItem(key, stringify(value));
    return storage !== undefined;
  } catch {
    return false;
  }
}

/** Whether a stored value can be a moment, in milliseconds since 1970: dates end 275,760 years later. */
export function isMoment(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= 8.64e15;
}

/** A hash of 53 bits, as text. Not for secrets: it keeps ids out of storage keys. (cyrb53, public domain.) */
export function hash(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}
