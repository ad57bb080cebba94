import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Claims } from '../../demo/server/database/identity.js';
import { addRestaurant, columnOf, type DemoServer, moveTo, placeOrder, startTestServer } from './support.js';

const right = 'right';
type Wire = Readonly<Record<string, unknown>>;

describe('an order that the guest collects, on the demo server', () => {
  let server: DemoServer;
  let staff: Claims;
  let otherStaff: Claims;

  before(async () => {
    server = await startTestServer();
    const { restaurantId } = await addRestaurant(server);
    await server.addStaff({ email: 'cook@next.example', password: 'tagliatelle' }, restaurantId);
    staff = await staffOf(server.staff.email);
    otherStaff = await staffOf('cook@next.example');
  });
  after(() => server.close());

  async function staffOf(email: string): Promise<Claims> {
    const { rows } = await server.database.transaction((query) =>
      query.query<{ id: string }>('select id from auth.users where email = $1', [email]),
    );
    return { role: 'authenticated', sub: rows[0]?.id };
  }

  async function pickup(...statuses: readonly string[]): Promise<string> {
    const { id } = await placeOrder(server, { fulfilment: 'pickup', table_label: null });
    await moveTo(server, id, ...statuses);
    return id;
  }

  async function wireFor(claims: Claims, id: string): Promise<Wire> {
    const { rows } = await server.database.as(claims, (query) =>
      query.query<{ wire: Wire }>('select public.order_snapshot($1) as wire', [id]),
    );
    return rows[0]?.wire ?? {};
  }

  const guest = (id: string): Claims => ({ role: 'tracker', order_id: id });
  const codeOf = async (id: string) => (await wireFor(guest(id), id)).pickup_code;

  describe('what its guest tells the kitchen', () => {
    async function tell(id: string, token: string | undefined, body: unknown): Promise<number> {
      const response = await fetch(`${server.url}/api/orders/${id}/messages`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
        body: JSON.stringify(body),
      });
      return response.status;
    }

    const tellAs = async (id: string, message: string) => tell(id, await server.tokens.signForGuest(id), { message });

    async function read(id: string, claims = staff): Promise<readonly string[]> {
      const { rows } = await server.database.as(claims, (query) =>
        query.query<{ message: string }>(
          'select message from public.order_messages where order_id = $1 order by sent_at',
          [id],
        ),
      );
      return rows.map(({ message }) => message);
    }

    it('reaches the restaurant’s staff and no others', async () => {
      const id = await pickup();
      assert.equal(await tellAs(id, 'on_my_way'), 204);
      assert.equal(await tellAs(id, 'here'), 204);
      assert.deepEqual(await read(id), ['on_my_way', 'here']);
      assert.deepEqual(await read(id, otherStaff), []);
    });

    it('counts once, with its first time, and leaves the order’s version alone', async () => {
      const id = await pickup();
      const times = () =>
        server.database.as(staff, (query) =>
          query.query<{ sent_at: Date }>('select sent_at from public.order_messages where order_id = $1', [id]),
        );
      await tellAs(id, 'here');
      const { rows } = await times();
      assert.equal(await tellAs(id, 'here'), 204);
      assert.deepEqual((await times()).rows, rows);
      assert.equal(rows.length, 1);
      assert.equal(await columnOf(server, id, 'version'), 1);
    });

    it('is refused with 409 where it cannot be true', async () => {
      const open = await pickup();
      assert.equal(await tellAs(open, 'got_it'), 409);
      const done = await pickup('preparing', 'ready', 'completed');
      assert.equal(await tellAs(done, 'here'), 409);
      assert.equal(await tellAs(done, 'got_it'), 204);
      const { id: table } = await placeOrder(server);
      assert.equal(await tellAs(table, 'on_my_way'), 409);
      await moveTo(server, table, 'preparing', 'ready');
      assert.equal(await tellAs(table, 'got_it'), 204);
      assert.deepEqual([await read(open), await read(done), await read(table)], [[], ['got_it'], ['got_it']]);
    });

    it('is refused without the token of the order’s guest, and when it is no message', async () => {
      const id = await pickup();
      const other = await pickup();
      assert.equal(await tell(id, undefined, { message: 'here' }), 401);
      assert.equal(await tell(id, await server.tokens.signForGuest(other), { message: 'here' }), 404);
      assert.equal(await tell(id, await server.tokens.sign({ role: 'authenticated' }, 60), { message: 'here' }), 404);
      for (const body of [{}, { message: 'hello' }, { message: null }, 'here', null]) {
        assert.equal(await tell(id, await server.tokens.signForGuest(id), body), 400);
      }
      assert.deepEqual(await read(id), []);
    });

    it('is one call of tell_kitchen with a guest’s token, for the guest’s own order', async () => {
      const id = await pickup();
      const other = await pickup();
      const call = (claims: Claims, orderId: string, message = 'here') =>
        server.database
          .as(claims, (query) =>
            query.query<{ kept: boolean }>('select public.tell_kitchen($1, $2) as kept', [orderId, message]),
          )
          .then(({ rows }) => rows[0]?.kept);
      assert.equal(await call(guest(other), id), false);
      assert.equal(await call({ role: 'tracker' }, id), false);
      await assert.rejects(call({ role: 'anon', order_id: id }, id), /permission denied/);
      await assert.rejects(call(staff, id), /permission denied/);
      await assert.rejects(call(guest(id), id, 'hello'), /message must be/);
      assert.deepEqual(await read(id), []);
      assert.equal(await call(guest(id), id), true);
      assert.deepEqual(await read(id), ['here']);
    });

    it('is limited like every request of a link', async () => {
      const limited = await startTestServer({ readsPerLink: { burst: 2, perMinute: 1 } });
      try {
        const { id } = await placeOrder(limited, { fulfilment: 'pickup' });
        const token = await limited.tokens.signForGuest(id);
        const answers: number[] = [];
        for (let count = 0; count < 3; count += 1) {
          const { status } = await fetch(`${limited.url}/api/orders/${id}/messages`, {
            method: 'POST',
            headers: { Authorization: `Bearer ${token}` },
            body: '{"message":"here"}',
          });
          answers.push(status);
        }
        assert.deepEqual(answers, [204, 204, 429]);
      } finally {
        await limited.close();
      }
    });
  });

  describe('its pickup code', () => {
    /** Checks a code as staff; `right` is the order's own. */
    async function check(id: string, code: string, claims = staff): Promise<string | undefined> {
      const entered = code === right ? await codeOf(id) : code;
      const { rows } = await server.database.as(claims, (query) =>
        query.query<{ result: string }>('select public.check_pickup_code($1, $2) as result', [id, entered]),
      );
      return rows[0]?.result;
    }

    /** A code that is not the order's. */
    const wrong = async (id: string) => ((await codeOf(id)) === '0000' ? '1111' : '0000');

    it('has four digits, and is another one for most orders', async () => {
      const codes = await Promise.all(Array.from({ length: 20 }, async () => codeOf(await pickup())));
      for (const code of codes) assert.match(String(code), /^\d{4}$/);
      assert.ok(new Set(codes).size > 15);
    });

    it('is read by the guest alone, as long as the order is open, and only where it is collected', async () => {
      const id = await pickup('preparing', 'ready');
      assert.ok(await codeOf(id));
      assert.equal((await wireFor(staff, id)).pickup_code, undefined);
      await assert.rejects(
        server.database.as(staff, (query) => query.query('select * from private.pickup_codes')),
        /permission denied/,
      );
      await moveTo(server, id, 'completed');
      assert.equal(await codeOf(id), undefined);
      for (const fulfilment of ['dine_in', 'delivery']) {
        const { id: other } = await placeOrder(server, { fulfilment });
        assert.equal(await codeOf(other), undefined);
      }
    });

    it('completes an order that is ready', async () => {
      const id = await pickup('preparing', 'ready');
      assert.equal(await check(id, right), 'completed');
      assert.equal(await columnOf(server, id, 'status'), 'completed');
    });

    it('completes nothing when it is wrong, the order is not ready, or the staff are another restaurant’s', async () => {
      const id = await pickup('preparing');
      assert.equal(await check(id, right), 'not-ready');
      await moveTo(server, id, 'ready');
      for (const code of [await wrong(id), '', '12345', '%']) assert.equal(await check(id, code), 'wrong');
      assert.equal(await check(id, right, otherStaff), 'unknown');
      assert.equal(await columnOf(server, id, 'status'), 'ready');
    });

    it('can be tried five times in ten minutes; then even the right one has to wait', async () => {
      const id = await pickup('preparing', 'ready');
      const code = await wrong(id);
      for (let count = 0; count < 5; count += 1) assert.equal(await check(id, code), 'wrong');
      assert.equal(await check(id, right), 'limited');
      assert.equal(await columnOf(server, id, 'status'), 'ready');
      await server.database.transaction((query) =>
        query.query(
          `update private.pickup_attempts set attempted_at = attempted_at - interval '10 min' where order_id = $1`,
          [id],
        ),
      );
      assert.equal(await check(id, right), 'completed');
    });
  });
});
