/** A table or function, and the schema it stands in. */
export interface QualifiedName {
  readonly schema: string;
  readonly name: string;
}

/** Reads `name` or `schema.name`; the schema is `public` if none is given. */
export function qualifiedName(text: string): QualifiedName {
  const dot = text.indexOf('.');
  return dot < 0 ? { schema: 'public', name: text } : { schema: text.slice(0, dot), name: text.slice(dot + 1) };
}

/** Realtime's filter for one row. Characters that would end the value are quoted, as PostgREST does it. */
export function rowFilter(orderId: string): string {
  return `id=eq.${/^[\w-]+$/.test(orderId) ? orderId : JSON.stringify(orderId)}`;
}
