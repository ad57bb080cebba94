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

/** Realtime's filter for one row. An id with special characters is quoted, as in PostgREST. */
export function rowFilter(orderId: string): string {
  return `id=eq.${/^[\w-]+$/.test(orderId) ? orderId : JSON.stringify(orderId)}`;
}
