import type { FieldMap } from './field-map.js';
import { type ConditionalPath, type FieldPath, list, pathsOf } from './follow-path.js';

/**
 * A page's field map beside that of a server, whose frames hold the page's messages. Its paths lead from the message; and
 * from the payload itself, for answers to reads have no frame, and where they were written for the whole frame.
 */
export function withinServer(server: FieldMap, own: FieldMap = {}): FieldMap {
  const messages = pathsOf(server.root ?? []);
  const roots = list<FieldPath | ConditionalPath>(own.root ?? []);
  const within = messages.flatMap((message) => roots.map((root) => moved(message, root)));
  const root = roots.length > 0 ? [...within, ...roots, ...messages] : server.root;
  const fields = (server.fields ?? own.fields) && { ...server.fields, ...own.fields };
  return { ...server, ...own, ...(root !== undefined && { root }), ...(fields && { fields }) };
}

function moved(message: FieldPath, root: FieldPath | ConditionalPath): FieldPath | ConditionalPath {
  // What is no path is refused later, by the name of its place.
  const from = (path: FieldPath) => `${message}${`${path}`.startsWith('[') ? '' : '.'}${path}`;
  if (typeof root === 'string') return from(root);
  const { path, when, unless }: ConditionalPath = Object(root);
  return {
    path: from(path),
    ...(when !== undefined && { when: list(when).map(from) }),
    ...(unless !== undefined && { unless: list(unless).map(from) }),
  };
}
