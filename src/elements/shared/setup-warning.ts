import type { TrackerErrorCode } from '../../tracker/types.js';

const warned = new WeakMap<object, Set<string>>();

/** Whether such an error is the developer's to correct. */
export function isOfSetup(code: TrackerErrorCode): boolean {
  return code === 'config' || code === 'unreadable' || code === 'unmapped-status';
}

/** Writes a warning to the console, once for each element. */
export function warnOnce(element: Element, message: string): void {
  const messages = warned.get(element) ?? new Set();
  warned.set(element, messages);
  if (messages.has(message)) return;
  messages.add(message);
  console.warn(`<${element.localName}> ${message}`);
}
