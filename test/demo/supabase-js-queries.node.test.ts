import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { SupabaseClient } from '@supabase/supabase-js';
import { addNotes, clientOf, methodsOf } from './supabase-js.js';
import { type DemoServer, startTestServer } from './support.js';

/** What a query is answered with, as far as it matters. */
interface Answer {
  readonly status?: number;
  readonly data?: unknown;
  readonly code?: string;
  readonly count?: number;
}

type Rows = ReturnType<ReturnType<SupabaseClient['from']>['select']>;

const rows = [
  { id: 1, body: 'one', n: 1, tags: ['a', 'b'], data: { x: 1 }, seats: '[1,5)' },
  { id: 2, body: 'Two', n: 2, tags: ['b'], data: { x: 2 }, seats: '[6,9)' },
  { id: 3, body: 'three', n: null, tags: null, data: null, seats: null },
];

/** The documented filters, on the rows above, and the ids that they let through. */
const filters: Readonly<Record<string, readonly [(query: Rows) => unknown, readonly number[]]>> = {
  eq: [(query) => query.eq('n', 1), [1]],
  neq: [(query) => query.neq('n', 1), [2]],
  gt: [(query) => query.gt('n', 1), [2]],
  gte: [(query) => query.gte('n', 1), [1, 2]],
  lt: [(query) => query.lt('n', 2), [1]],
  lte: [(query) => query.lte('n', 2), [1, 2]],
  like: [(query) => query.like('body', 't%'), [3]],
  ilike: [(query) => query.ilike('body', 't%'), [2, 3]],
  likeAllOf: [(query) => query.likeAllOf('body', ['t%', '%e']), [3]],
  likeAnyOf: [(query) => query.likeAnyOf('body', ['t%', 'o%']), [1, 3]],
  ilikeAllOf: [(query) => query.ilikeAllOf('body', ['T%', '%O']), [2]],
  ilikeAnyOf: [(query) => query.ilikeAnyOf('body', ['T%']), [2, 3]],
  regexMatch: [(query) => query.regexMatch('body', '^t'), [3]],
  regexIMatch: [(query) => query.regexIMatch('body', '^t'), [2, 3]],
  is: [(query) => query.is('n', null), [3]],
  isDistinct: [(query) => query.isDistinct('n', 1), [2, 3]],
  in: [(query) => query.in('n', [1, 2]), [1, 2]],
  notIn: [(query) => query.notIn('n', [1]), [2]],
  contains: [(query) => query.contains('tags', ['a']), [1]],
  containedBy: [(query) => query.containedBy('tags', ['a', 'b', 'c']), [1, 2]],
  overlaps: [(query) => query.overlaps('tags', ['a']), [1]],
  rangeGt: [(query) => query.rangeGt('seats', '[1,5)'), [2]],
  rangeGte: [(query) => query.rangeGte('seats', '[1,5)'), [1, 2]],
  rangeLt: [(query) => query.rangeLt('seats', '[6,9)'), [1]],
  rangeLte: [(query) => query.rangeLte('seats', '[1,5)'), [1]],
  rangeAdjacent: [(query) => query.rangeAdjacent('seats', '[5,6)'), [1, 2]],
  textSearch: [(query) => query.textSearch('body', 'three'), [3]],
  match: [(query) => query.match({ n: 1, body: 'one' }), [1]],
  not: [(query) => query.not('n', 'is', null), [1, 2]],
  or: [(query) => query.or('n.eq.1,body.eq.three'), [1, 3]],
  filter: [(query) => query.filter('data->>x', 'eq', '2'), [2]],
};

/** The documented modifiers. */
const modifiers: Readonly<Record<string, readonly [(query: Rows) => unknown, Answer]>> = {
  order: [
    (query) => query.order('n', { ascending: false, nullsFirst: false }),
    { data: [{ id: 2 }, { id: 1 }, { id: 3 }] },
  ],
  limit: [(query) => query.order('id').limit(1), { data: [{ id: 1 }] }],
  range: [(query) => query.order('id').range(1, 2), { data: [{ id: 2 }, { id: 3 }] }],
  single: [(query) => query.eq('id', 2).single(), { data: { id: 2 } }],
  maybeSingle: [(query) => query.eq('id', 9).maybeSingle(), { data: null, status: 200 }],
  csv: [(query) => query.order('id').limit(2).csv(), { data: 'id\n1\n2' }],
  select: [(query) => query.eq('id', 1), { data: [{ id: 1 }] }],
  abortSignal: [(query) => query.eq('id', 1).abortSignal(new AbortController().signal), { data: [{ id: 1 }] }],
  setHeader: [(query) => query.eq('id', 1).setHeader('X-Page', 'menu'), { data: [{ id: 1 }] }],
  retry: [(query) => query.eq('id', 1).retry(true), { data: [{ id: 1 }] }],
  returns: [(query) => query.eq('id', 1).returns(), { data: [{ id: 1 }] }],
  overrideTypes: [(query) => query.eq('id', 1).overrideTypes(), { data: [{ id: 1 }] }],
  throwOnError: [(query) => query.eq('id', 1).throwOnError(), { data: [{ id: 1 }] }],
  stripNulls: [(query) => query.eq('id', 1).stripNulls(), { data: [{ id: 1 }] }],
  rollback: [(query) => query.eq('id', 1).rollback(), { data: [{ id: 1 }] }],
  // A hosted project refuses these as well, unless its owner turns them on.
  explain: [(query) => query.explain(), { status: 406, code: 'PGRST107' }],
  geojson: [(query) => query.geojson(), { status: 406, code: 'PGRST107' }],
};

/** Methods that are no documented calls of their own, and `maxAffected`, which is about updates (below). */
const parts = ['cloneRequestState', 'fetch', 'processResponse', 'then', 'maxAffected'];

describe('the queries of supabase-js, as documented, against the demo server', () => {
  let server: DemoServer;
  let supabase: SupabaseClient;

  before(async () => {
    server = await startTestServer();
    await addNotes(server);
    supabase = clientOf(server);
  });
  after(() => server.close());
  beforeEach(async () => {
    await server.database.exclusively((postgres) => postgres.exec('truncate public.notes, public.replies'));
    assert.equal((await supabase.from('notes').insert(rows)).error, null);
  });

  async function check(query: unknown, expected: Answer): Promise<void> {
    const { data, status, count, error } = (await query) as {
      data: unknown;
      status: number;
      count: number | null;
      error: { code: string } | null;
    };
    const known: Record<keyof Answer, unknown> = { data, status, count, code: error?.code };
    for (const [key, value] of Object.entries(expected)) assert.deepEqual(known[key as keyof Answer], value, key);
    if (expected.code === undefined) assert.equal(error, null);
  }

  it('covers every method of its queries', () => {
    const query = supabase.from('notes');
    assert.deepEqual(
      methodsOf(query).filter((name) => !parts.includes(name)),
      ['delete', 'insert', 'select', 'update', 'upsert'],
    );
    assert.deepEqual(
      methodsOf(query.select()).filter((name) => !parts.includes(name)),
      [...Object.keys(filters), ...Object.keys(modifiers)].sort(),
    );
  });

  for (const [name, [filtered, ids]] of Object.entries(filters)) {
    it(`filters with ${name}`, () =>
      check(filtered(supabase.from('notes').select('id').order('id') as Rows), { data: ids.map((id) => ({ id })) }));
  }

  for (const [name, [modified, answer]] of Object.entries(modifiers)) {
    it(`answers ${name}`, () => check(modified(supabase.from('notes').select('id') as Rows), answer));
  }

  it('selects columns under other names, paths of JSON, and rows of other tables', async () => {
    await supabase.from('replies').insert({ id: 7, note_id: 1, body: 'yes' });
    const notes = () => supabase.from('notes');
    await check(notes().select('nr:id, x:data->x, n::text').eq('id', 1), { data: [{ nr: 1, x: 1, n: '1' }] });
    await check(notes().select('id, replies(id, body)').lte('id', 2).order('id'), {
      data: [
        { id: 1, replies: [{ id: 7, body: 'yes' }] },
        { id: 2, replies: [] },
      ],
    });
    await check(notes().select('id, replies!inner(id)'), { data: [{ id: 1, replies: [{ id: 7 }] }] });
  });

  it('counts with and without rows', async () => {
    await check(supabase.from('notes').select('*', { count: 'exact', head: true }), { data: null, count: 3 });
    await check(supabase.from('notes').select('id', { count: 'exact' }).order('id').limit(1), {
      data: [{ id: 1 }],
      count: 3,
    });
  });

  it('inserts, updates and deletes, and returns what it did where that is asked for', async () => {
    const notes = () => supabase.from('notes');
    await check(notes().insert({ id: 4, body: 'four' }), { status: 201, data: null });
    await check(notes().insert({ id: 5, body: 'five' }).select('id, body').single(), {
      status: 201,
      data: { id: 5, body: 'five' },
    });
    await check(notes().upsert({ id: 5, body: 'five again' }).select('body'), { data: [{ body: 'five again' }] });
    await check(notes().upsert({ id: 5, body: 'no' }, { onConflict: 'id', ignoreDuplicates: true }).select(), {
      data: [],
    });
    await check(notes().update({ n: 9 }).eq('id', 5).select('n'), { status: 200, data: [{ n: 9 }] });
    await check(notes().update({ n: 9 }).eq('id', 99), { status: 204, data: null });
    // The client's types offer this only where they know the version of PostgREST.
    const update = notes().update({ n: 9 }).gte('id', 1) as unknown as { maxAffected(rows: number): Rows };
    await check(update.maxAffected(1), { status: 400, code: 'PGRST124' });
    await check(notes().delete({ count: 'exact' }).in('id', [4, 5]), { status: 204, count: 2 });
  });

  it('says what is wrong with a query, in the codes of PostgREST and PostgreSQL', async () => {
    const notes = () => supabase.from('notes');
    await check(notes().select('id').single(), { status: 406, code: 'PGRST116' });
    await check(notes().select('nope'), { status: 400, code: '42703' });
    await check(notes().insert({ body: 'x', nope: 1 }), { status: 400, code: 'PGRST204' });
    await check(notes().insert({ n: 1 }), { status: 400, code: '23502' });
    await check(notes().insert({ id: 1, body: 'again' }), { status: 409, code: '23505' });
    await check(notes().select().eq('id', 'x'), { status: 400, code: '22P02' });
    await check(supabase.from('nope').select(), { status: 404, code: 'PGRST205' });
    await check(supabase.schema('kitchen').from('ovens').select(), { status: 406, code: 'PGRST106' });
    await check(supabase.rpc('nope'), { status: 404, code: 'PGRST202' });
    await check(supabase.rpc('add', { a: 1 }), { status: 404, code: 'PGRST202' });
  });

  it('calls functions by POST and by GET, and filters the rows that they return', async () => {
    await check(supabase.rpc('add', { a: 1, b: 2 }), { data: 3 });
    await check(supabase.rpc('add', { a: 1, b: 2 }, { get: true }), { data: 3 });
    await check(supabase.rpc('notes_over', { low: 0 }).select('id').eq('n', 2), { data: [{ id: 2 }] });
  });

  it('takes global headers, another schema, and another fetch', async () => {
    const asked: Headers[] = [];
    const custom = clientOf(server, {
      db: { schema: 'public' },
      global: {
        headers: { 'X-Page': 'menu' },
        fetch: (url, init) => {
          asked.push(new Headers(init?.headers));
          return fetch(url, init);
        },
      },
    });
    await check(custom.from('notes').select('id').eq('id', 1), { data: [{ id: 1 }] });
    assert.deepEqual([asked[0]?.get('x-page'), asked[0]?.get('accept-profile')], ['menu', 'public']);
  });
});
