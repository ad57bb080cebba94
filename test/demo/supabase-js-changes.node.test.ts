import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Heard, joinChannel, joinForChanges, notesPage } from './supabase-js.js';
import { placeOrder } from './support.js';

describe('the changes of supabase-js, as documented, against the demo server', () => {
  const at = notesPage();

  interface Change {
    readonly eventType: string;
    readonly schema: string;
    readonly table: string;
    readonly commit_timestamp: string;
    readonly new: { id?: number; n?: number };
    readonly old: { id?: number };
    readonly errors: unknown;
  }

  /**
   * Inserts the notes 1 and 2, updates and deletes them. A row that is gone when its change is read is hidden, as on
   * the real server, so it waits for a note of its own in between.
   */
  async function write(read: Heard<Change>): Promise<void> {
    for (const [count, sql] of [
      [
        1,
        `insert into public.notes (id, body, n) values (1, 'one', 10), (2, 'two', 20);
           update public.notes set n = n + 1 where id in (1, 2)`,
      ],
      [2, 'delete from public.notes where id in (1, 2)'],
    ] as const) {
      const mark = `insert into public.notes (id, body, n) values (${90 + count}, 'all read', 99)`;
      await at.server.database.exclusively((postgres) => postgres.exec(`${sql}; ${mark}`));
      await read.reaches(count);
    }
  }

  for (const [event, expected] of [
    ['INSERT', ['INSERT 1', 'INSERT 2']],
    ['UPDATE', ['UPDATE 1', 'UPDATE 2']],
    ['DELETE', ['DELETE 1', 'DELETE 2']],
    ['*', ['INSERT 1', 'INSERT 2', 'UPDATE 1', 'UPDATE 2', 'DELETE 1', 'DELETE 2']],
  ] as const) {
    it(`sends the event ${event}`, async () => {
      const heard = new Heard<Change>();
      const end = new Heard<Change>();
      const channel = at.supabase
        .channel('changes')
        .on('postgres_changes', { event: event as '*', schema: 'public', table: 'notes' }, (change) =>
          heard.hear(change as never),
        )
        .on('postgres_changes', { event: 'INSERT', schema: 'public', table: 'notes', filter: 'id=gt.90' }, (change) =>
          end.hear(change as never),
        );
      await joinForChanges(channel);
      await write(end);
      const told = heard.all.map(({ eventType, new: row, old }) => `${eventType} ${row.id ?? old.id}`);
      assert.deepEqual(
        told.filter((text) => !/9\d$/.test(text)),
        expected,
      );
      for (const { schema, table, errors, commit_timestamp } of heard.all) {
        assert.deepEqual([schema, table, errors], ['public', 'notes', null]);
        assert.ok(!Number.isNaN(Date.parse(commit_timestamp)));
      }
    });
  }

  for (const [filter, expected] of [
    ['n=eq.10', [1]],
    ['n=neq.10', [2]],
    ['n=gt.10', [2]],
    ['n=gte.10', [1, 2]],
    ['n=lt.20', [1]],
    ['n=lte.20', [1, 2]],
    ['n=in.(10,30)', [1]],
    ['body=eq.two', [2]],
    ['n=gt.5,body=eq.one', [1]],
  ] as const) {
    it(`filters inserts with ${filter}`, async () => {
      const heard = new Heard<Change>();
      const end = new Heard<Change>();
      const insert = { event: 'INSERT', schema: 'public', table: 'notes' } as const;
      const channel = at.supabase
        .channel('changes')
        .on('postgres_changes', { ...insert, filter }, (change) => heard.hear(change as never))
        .on('postgres_changes', { ...insert, filter: 'id=gt.90' }, (change) => end.hear(change as never));
      await joinForChanges(channel);
      await write(end);
      assert.deepEqual(
        heard.all.map(({ new: row }) => row.id).filter((id) => Number(id) < 90),
        expected,
      );
    });
  }

  it('listens to all tables of a schema', async () => {
    const heard = new Heard<Change>();
    const all = { event: '*', schema: 'public' } as const;
    await joinForChanges(
      at.supabase.channel('all').on('postgres_changes', all, (change) => heard.hear(change as never)),
    );
    await at.server.database.exclusively((postgres) =>
      postgres.exec(`insert into public.notes (id, body) values (1, 'one')`),
    );
    const order = await placeOrder(at.server);
    // The role `anon` may not read orders: it hears that there was a change, as on the real server.
    assert.deepEqual((await heard.reaches(2)).map(({ table, errors }) => [table, errors]).slice(0, 2), [
      ['notes', null],
      ['orders', ['Error 401: Unauthorized']],
    ]);
    assert.ok(!JSON.stringify(heard.all).includes(order.id));
  });

  it('says what is wrong with a table, and stays joined', async () => {
    const system = new Heard<{ status: string; message: string }>();
    const channel = at.supabase
      .channel('wrong')
      .on('postgres_changes', { event: '*', schema: 'public', table: 'nope' }, () => {})
      .on('system', {}, system.hear);
    await joinChannel(channel);
    const [told] = await system.reaches(1);
    assert.equal(told?.status, 'error');
    assert.match(told?.message ?? '', /^Unable to subscribe to changes with given parameters/);
  });
});
