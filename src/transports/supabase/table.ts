/** A table or function, and its schema. */
export interface QualifiedName {
  readonly schema: string;
  readonly name: string;
}

/** Splits `schema.name`. Without a schema it is `public`. */
export function qualifiedName(text: string): QualifiedName {
  const dot = text.indexOf('.');
  return dot < 0 ? { schema: 'public', name: text } : { schema: text.slice(0, dot), name: text.slice(dot + 1) };
}

/**
 * Realtime's filter for one row. Quoted is only an id that could not be read without: Realtime before 2.111 takes quotes
 * for a part of the id, and then joins and sends nothing.
 */
export function rowFilter(orderId: string): string {
  return `id=eq.${/,|^"|^\s|\s$/.test(orderId) ? JSON.stringify(orderId) : orderId}`;
}
