import { expect } from '@esm-bundle/chai';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import type { OrderTracker } from '../../src/tracker/types.js';
import { FakeEnvironment } from '../support/fake-environment.js';
import { type FakeConnection, FakeTransport } from '../support/fake-transport.js';

const preparing = { id: 'A1', status: 'preparing', version: 2 };
const delayed = { ...preparing, version: 3, delayed: true };
const ready = { id: 'A1', status: 'ready', version: 4 };

describe('a change that a read brings and the connection misses', () => {
  let world: FakeEnvironment;
  let transport: FakeTransport;
  let tracker: OrderTracker;
  let connection: FakeConnection;

  /** Connected with `order` for 11 s. */
  const goLive = async (order: object) => {
    transport.serve(order);
    tracker = createOrderTracker({ orderId: 'A1', transport, environment: world });
    tracker.start();
    await world.pass(11_000);
    connection = transport.connection;
    expect(tracker.getSnapshot().isConnected).to.equal(true);
  };
  /** The back end has `order`; a read brings it, the connection does not. */
  const readOnly = async (order: object) => {
    transport.served = order;
    await tracker.refresh();
    await world.pass(0);
  };

  beforeEach(() => {
    world = new FakeEnvironment();
    transport = new FakeTransport();
  });

  afterEach(() => tracker.stop());

  it('is found at once when the server confirms once more, and the page stays live', async () => {
    await goLive(preparing);
    transport.served = ready;
    connection.confirm();
    await world.pass(100);
    expect(tracker.getSnapshot()).to.include({ isConnected: true });
    expect(tracker.getSnapshot().order?.status).to.equal('ready');
  });

  it('closes the connection after 5 s with the fault missed-changes', async () => {
    await goLive(preparing);
    await readOnly(ready);
    await world.pass(4_900);
    expect(connection.isClosed).to.equal(false);
    await world.pass(200);
    expect(connection).to.include({ isClosed: true, fault: 'missed-changes' });
  });

  it('counts as missed by its version when the status is the same', async () => {
    await goLive(preparing);
    await readOnly(delayed);
    await world.pass(5_100);
    expect(connection.fault).to.equal('missed-changes');
  });

  it('counts as missed by the time of its change where there are no versions', async () => {
    const at = (minute: number) => ({ id: 'A1', status: 'preparing', updated_at: `2026-11-22T12:0${minute}:00Z` });
    await goLive(at(1));
    await readOnly({ ...at(1), delayed: true });
    await world.pass(5_100);
    expect(connection.isClosed, 'not without a later time').to.equal(false);
    await readOnly({ ...at(2), delayed: true });
    await world.pass(5_100);
    expect(connection.isClosed, 'not without another change').to.equal(false);
    await readOnly({ ...at(3), delayed: false });
    await world.pass(5_100);
    expect(connection.fault).to.equal('missed-changes');
  });

  it('does not count as missed when the connection brings that version within 5 s', async () => {
    await goLive(preparing);
    await readOnly(delayed);
    await world.pass(3_000);
    connection.receive(delayed);
    await world.pass(10_000);
    expect(connection.isClosed).to.equal(false);
  });

  it('counts as missed when the connection brings only an older version within 5 s', async () => {
    await goLive(preparing);
    await readOnly(ready);
    await world.pass(1_000);
    connection.receive(delayed);
    await world.pass(4_100);
    expect(connection.fault).to.equal('missed-changes');
  });

  it('gets another 5 s when a later version is missed too', async () => {
    await goLive(preparing);
    await readOnly(delayed);
    await world.pass(3_000);
    await readOnly(ready);
    await world.pass(3_000);
    expect(connection.isClosed).to.equal(false);
    await world.pass(2_100);
    expect(connection.fault).to.equal('missed-changes');
  });

  it('counts as missed by its status when the back end has no versions', async () => {
    await goLive({ id: 'A1', status: 'preparing' });
    await readOnly({ id: 'A1', status: 'preparing', delayed: true });
    await world.pass(6_000);
    expect(connection.isClosed).to.equal(false);
    await readOnly({ id: 'A1', status: 'ready' });
    await world.pass(5_100);
    expect(connection.fault).to.equal('missed-changes');
  });

  it('does not count as missed before the connection has its snapshot', async () => {
    transport.served = preparing;
    transport.accepts = false;
    tracker = createOrderTracker({ orderId: 'A1', transport, environment: world });
    tracker.start();
    await world.pass(1_000);
    transport.connection.open();
    transport.served = ready;
    transport.connection.confirm();
    await world.pass(12_000);
    expect(transport.connections).to.have.length(1);
    expect(tracker.getSnapshot()).to.include({ orderStatus: 'ready', isConnected: true });
  });

  it('makes the tracker compare every 10 s instead of every minute', async () => {
    await goLive(preparing);
    await readOnly(ready);
    await world.pass(10_000);
    const before = transport.reads.length;
    await world.pass(60_000);
    expect(transport.reads.length - before).to.be.within(5, 8);
  });

  it('does not count a new version in which nothing else has changed', async () => {
    await goLive(preparing);
    await readOnly({ ...preparing, version: 3, updated_at: '2026-11-29T12:00:00Z' });
    await world.pass(6_000);
    expect(connection.isClosed).to.equal(false);
  });

  it('does not count where the frames carry no version and one has come since', async () => {
    await goLive(preparing);
    connection.receive({ id: 'A1', status: 'preparing' });
    await readOnly(ready);
    await world.pass(1_000);
    connection.receive({ id: 'A1', status: 'ready' });
    await world.pass(10_000);
    expect(connection.isClosed).to.equal(false);
  });

  it('counts after a restored backup, whose versions begin again', async () => {
    await goLive({ ...preparing, version: 11, epoch: 'a' });
    connection.receive({ ...delayed, version: 12, epoch: 'a' });
    await world.pass(10);
    await readOnly({ ...preparing, version: 2, epoch: 'b' });
    await world.pass(1_000);
    connection.receive({ ...preparing, version: 2, epoch: 'b' });
    await world.pass(5_000);
    expect(connection.isClosed).to.equal(false);
    await readOnly({ ...ready, version: 3, epoch: 'b' });
    await world.pass(5_100);
    expect(connection.fault).to.equal('missed-changes');
  });
});

describe('a connection that is open and not confirmed', () => {
  it('is closed after 15 s with the fault unconfirmed', async () => {
    const world = new FakeEnvironment();
    const transport = new FakeTransport();
    const tracker = createOrderTracker({ orderId: 'A1', transport, environment: world });
    tracker.start();
    await world.pass(0);
    const { connection } = transport;
    connection.open();
    await world.pass(14_900);
    expect(connection.isClosed).to.equal(false);
    await world.pass(200);
    expect(connection).to.include({ isClosed: true, fault: 'unconfirmed' });
    tracker.stop();
  });

  it('is closed without a fault when the tracker stops', async () => {
    const world = new FakeEnvironment();
    const transport = new FakeTransport();
    const tracker = createOrderTracker({ orderId: 'A1', transport, environment: world });
    tracker.start();
    await world.pass(0);
    tracker.stop();
    expect(transport.connection).to.include({ isClosed: true, fault: undefined });
  });
});
