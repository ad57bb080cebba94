import { NotSetUp } from '../supabase/functions/_shared/endpoint.js';
import { DataFolderUnusable } from './database/data-folder.js';
import { DatabaseUnusable } from './database/server-engine.js';
import { PortUnusable } from './listen.js';
import { ProductionRefused } from './production.js';
import { UsageError } from './settings.js';

const expected = [UsageError, ProductionRefused, PortUnusable, DataFolderUnusable, DatabaseUnusable, NotSetUp];

/** The errors whose message says what to do. Of all others only the place is written. */
export function isExpected(error: unknown): error is Error {
  return expected.some((kind) => error instanceof kind);
}
