import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { RowChange } from '../database/committed-feed.js';
import { type Database, type Query, sqlState } from '../database/database.js';
import { actAs, type Claims, DatabaseError } from '../database/identity.js';
import { isOutage } from './outages.js';

/** One entry of `config.postgres_changes`, as the client sent it. */
export const bindingSchema = v.looseObject({
  event: v.string(),
  schema: v.string(),
  table: v.optional(v.string()),
  filter: v.optional(v.string()),
  select: v.optional(v.array(v.string())),
});
export type Binding = v.InferOutput<typeof bindingSchema>;

const operators = ['eq', 'neq', 'lt', 'lte', 'gt', 'gte', 'in'] as const;
type Operator = (typeof operators)[number];

interface Filter {
  readonly column: string;
  readonly operator: Operator;
  /** The values to compare the column with, cast to the column's type and written as JSON. Only `in` has several. */
  readonly values: readonly unknown[];
}

/** A binding that the server accepted. */
export interface AcceptedBinding extends Pick<Binding, 'event' | 'schema' | 'table' | 'select'> {
  readonly id: number;
  readonly filters: readonly Filter[];
}

/** The id of a binding, the same on every connection. Clients find their callbacks by it. */
export function bindingId({ event, schema, table, filter, select }: Binding): number {
  const digest = createHash('sha256')
    .update(JSON.stringify([event, schema, table, filter, select]))
    .digest();
  return digest.readUInt32BE() >>> 5;
}

/** A binding that the server refuses. The message is the real server's text. */
export class BindingRefused extends Error {
  override readonly name = 'BindingRefused';
}

/** Checks a binding against the claims of a token. Rejects with `BindingRefused`, or with an outage of the database. */
export async function acceptBinding(database: Database, binding: Binding, claims: Claims): Promise<AcceptedBinding> {
  const asked = parseFilters(binding.filter);
  const parameters = describe(binding, asked);
  try {
    return await database.transaction(async (query) => {
      if (!(await isPublished(query, binding))) throw new BindingRefused(notPublished(parameters));
      await actAs(query, claims);
      const filters = await checkColumns(query, binding, asked, claims);
      const { event, schema, table, select } = binding;
      return { id: bindingId(binding), event, schema, table, ...(select && { select }), filters };
    });
  } catch (error) {
    if (error instanceof BindingRefused || isOutage(error)) throw error;
    throw new BindingRefused(exceptional(parameters, error));
  }
}

function notPublished(parameters: string): string {
  return `Unable to subscribe to changes with given parameters. Please check Realtime is enabled for the given connect parameters: ${parameters}`;
}

function exceptional(parameters: string, error: unknown): string {
  const code = sqlState(error) ?? 'P0001';
  const message = error instanceof Error ? error.message : String(error);
  const exception = `ERROR ${code} (${conditionNames[code] ?? 'error'}) ${message}`;
  return `Unable to subscribe to changes with given parameters. An exception happened so please check your connect parameters: ${parameters}. Exception: ${exception}`;
}

const conditionNames: Readonly<Record<string, string>> = {
  '22P02': 'invalid_text_representation',
  '22007': 'invalid_datetime_format',
  '22003': 'numeric_value_out_of_range',
  '42704': 'undefined_object',
  P0001: 'raise_exception',
};

type AskedFilter = readonly [column: string, operator: Operator, value: string];

function parseFilters(filter: string | undefined): readonly AskedFilter[] {
  if (!filter) return [];
  // Commas separate conditions, except inside the brackets of `in`.
  return filter.split(/,(?![^(]*\))/).map((condition) => {
    const [, column = '', rest = ''] = /^([^=]*)=(.*)$/s.exec(condition) ?? [];
    const [, operator = '', value = ''] = /^([^.]*)\.(.*)$/s.exec(rest) ?? [];
    const known = operators.find((name) => name === operator);
    if (column && known) return [column, known, known === 'in' ? value.replace(/^\((.*)\)$/s, '{$1}') : value];
    const parts = operator ? [operator, value] : [rest];
    throw new BindingRefused(`Error parsing \`filter\` params: ${JSON.stringify(parts).replace('","', '", "')}`);
  });
}

function describe({ event, schema, table = '*', select }: Binding, filters: readonly AskedFilter[]): string {
  const shown = filters
    .map(([column, operator, value]) => `{"${column}", "${operator}", "${value}", false}`)
    .join(', ');
  const columns = select ? `[${select.map((column) => `"${column}"`).join(', ')}]` : 'nil';
  return `[event: ${event}, schema: ${schema}, table: ${table}, filters: [${shown}], select: ${columns}]`;
}

async function isPublished(query: Query, { schema, table }: Binding): Promise<boolean> {
  const { rows } = await query.query(
    `select from pg_publication_tables
     where pubname = 'supabase_realtime' and schemaname = $1 and ($2::text is null or $2 = '*' or tablename = $2)`,
    [schema, table ?? null],
  );
  return rows.length > 0;
}

/** A column of a table. `isReadable` says whether one role may read it. */
export interface Column {
  readonly name: string;
  readonly type: string;
  readonly castType: string;
  readonly isKey: boolean;
  readonly isReadable: boolean;
}

export async function columnsOf(query: Query, schema: string, table: string, role: string): Promise<readonly Column[]> {
  const { rows } = await query.query<Column>(
    `select attributes.attname as name, types.typname as type,
       format_type(attributes.atttypid, attributes.atttypmod) as "castType",
       coalesce(attributes.attnum = any (keys.indkey), false) as "isKey",
       has_column_privilege($3, attributes.attrelid, attributes.attnum, 'select') as "isReadable"
     from pg_attribute as attributes
     join pg_class as tables on tables.oid = attributes.attrelid
     join pg_namespace as schemas on schemas.oid = tables.relnamespace
     join pg_type as types on types.oid = attributes.atttypid
     left join pg_index as keys on keys.indrelid = tables.oid and keys.indisprimary
     where schemas.nspname = $1 and tables.relname = $2 and attributes.attnum > 0 and not attributes.attisdropped
     order by attributes.attnum`,
    [schema, table, role],
  );
  return rows;
}

const maximumOfIn = 100;

async function checkColumns(
  query: Query,
  { schema, table = '*', select = [] }: Binding,
  asked: readonly AskedFilter[],
  claims: Claims,
): Promise<readonly Filter[]> {
  if (asked.length === 0 && select.length === 0) return [];
  const readable = (await columnsOf(query, schema, table, String(claims.role))).filter((column) => column.isReadable);
  const unknown = select.find((name) => !readable.some((column) => column.name === name));
  if (unknown !== undefined) throw refusedColumn(`invalid column for select ${unknown}`);

  const filters: Filter[] = [];
  for (const [column, operator, text] of asked) {
    const castType = readable.find(({ name }) => name === column)?.castType;
    if (castType === undefined) throw refusedColumn(`invalid column for filter ${column}`);
    const texts = operator === 'in' ? text.replace(/^\{(.*)\}$/s, '$1').split(',') : [text];
    if (texts.length > maximumOfIn) throw refusedColumn(`too many values for \`in\` filter. Maximum ${maximumOfIn}`);
    const values: unknown[] = [];
    for (const value of texts) values.push(await canonical(query, value, castType));
    filters.push({ column, operator, values });
  }
  return filters;
}

/** What the real server's function for filters raises. */
function refusedColumn(message: string): DatabaseError {
  return new DatabaseError('P0001', message);
}

/** Casts the text to the type and returns it as JSON. The type's name comes from the catalogue, never from a client. */
async function canonical(query: Query, text: string, castType: string): Promise<unknown> {
  const { rows } = await query.query<{ value: unknown }>(`select to_jsonb($1::text::${castType}) as value`, [text]);
  return rows[0]?.value;
}

/** Whether the binding matches this change. Of a deleted row only the primary key is known. */
export function isAskedFor({ event, schema, table = '*', filters }: AcceptedBinding, change: RowChange): boolean {
  if (schema !== change.schema || (table !== '*' && table !== change.table)) return false;
  // The real server treats unknown event names as `*`.
  if (['INSERT', 'UPDATE', 'DELETE'].includes(event) && event !== change.type) return false;
  const row = change.record ?? change.old_record ?? {};
  return filters.every((filter) => fits(filter, row[filter.column]));
}

function fits({ operator, values }: Filter, actual: unknown): boolean {
  if (actual === undefined || actual === null) return false;
  const order = compare(actual, values[0]);
  switch (operator) {
    case 'eq':
      return order === 0;
    case 'neq':
      return order !== 0;
    case 'lt':
      return order < 0;
    case 'lte':
      return order <= 0;
    case 'gt':
      return order > 0;
    case 'gte':
      return order >= 0;
    case 'in':
      return values.some((value) => compare(actual, value) === 0);
  }
}

/** Compares numbers by value, and everything else as text. For UTC times and uuids this is PostgreSQL's order too. */
function compare(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const [leftText, rightText] = [left, right].map((value) =>
    typeof value === 'string' ? value : JSON.stringify(value),
  );
  return leftText === rightText ? 0 : String(leftText) < String(rightText) ? -1 : 1;
}
