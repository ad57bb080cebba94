import { expect } from '@esm-bundle/chai';
import {
  changedPushSubscription,
  endPushSubscription,
  hasPushes,
  notePushes,
  pushHindrance,
  subscribeToPush,
} from '../../src/alerts/push-subscription.js';
import { FakePushDevice, FakePushManager } from '../support/fake-push-device.js';

const site = 'https://www.restaurant.example';
const publicKey = 'BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8';

describe('a subscription to pushes', () => {
  let device: FakePushDevice;

  beforeEach(() => {
    localStorage.clear();
    device = new FakePushDevice();
  });

  const subscribe = (order = 'A1', workerUrl = '/order-status-worker.js') =>
    subscribeToPush({ workerUrl, publicKey, order, environment: device.environment });
  const end = (order = 'A1', workerUrl = '/order-status-worker.js') =>
    endPushSubscription({ workerUrl, order, environment: device.environment });

  it('asks for permission first, while the tap counts, then registers the worker in a folder of its own', async () => {
    expect(await subscribe()).to.deep.equal({ subscription: { endpoint: 'https://push.example/1' } });
    expect(device.asked).to.deep.equal(['permission', 'worker']);
    expect(device.registered[0]?.scope).to.equal(`${site}/order-status-push/`);
  });

  it('is the same for a second order', async () => {
    await subscribe('A1');
    expect(await subscribe('A2')).to.deep.equal({ subscription: { endpoint: 'https://push.example/1' } });
    expect(device.registered.length).to.equal(1);
  });

  it('is told to the server again, in the words of before, once the browser has another one', async () => {
    const { environment } = device;
    const workerUrl = '/order-status-worker.js';
    const agreed = { wording: 'Notifications about this order only.', language: 'en' };
    const changed = (order = 'A1') => changedPushSubscription({ workerUrl, order, environment: device.environment });
    await subscribeToPush({ workerUrl, publicKey, order: 'A1', agreed, environment });
    expect(await changed()).to.equal(undefined, 'the same');
    const [registered] = device.registered;
    const serverKey = new Uint8Array(65);
    if (registered) registered.manager.subscription = { key: serverKey, id: 7 };
    const subscription = { endpoint: 'https://push.example/7' };
    expect(await changed()).to.deep.equal({ subscription, agreed });
    expect(await changed('A2')).to.equal(undefined, 'an order about which this browser has agreed to nothing');
    notePushes({ order: 'A1', ...subscription, agreed, environment });
    expect(await changed()).to.equal(undefined, 'the server knows');
    device.knownPermission = 'denied';
    if (registered) registered.manager.subscription = { key: serverKey, id: 8 };
    expect(await changed()).to.equal(undefined, 'the guest has turned notifications off');
  });

  it('is of an order until that has ended', async () => {
    const { environment } = device;
    expect(hasPushes({ order: 'A1', environment })).to.equal(false);
    await subscribe();
    expect(hasPushes({ order: 'A1', environment })).to.equal(true);
    await end();
    expect(hasPushes({ order: 'A1', environment })).to.equal(false);
  });

  it('is made anew when the server has another key', async () => {
    await subscribe();
    const [registered] = device.registered;
    if (registered) registered.manager.subscription = { key: new Uint8Array(65), id: 7 };
    expect(await subscribe()).to.deep.equal({ subscription: { endpoint: 'https://push.example/2' } });
  });

  it('says that the guest or the browser said no, or that the question was closed', async () => {
    device.permission = 'default';
    expect(await subscribe()).to.deep.equal({ problem: 'closed' });
    device.permission = 'denied';
    expect(await subscribe()).to.deep.equal({ problem: 'denied' });
    expect(device.registered).to.deep.equal([]);
    device.permission = device.knownPermission = 'granted';
    device.register(`${site}/order-status-worker.js`, `${site}/order-status-push/`).refusal = 'NotAllowedError';
    expect(await subscribe()).to.deep.equal({ problem: 'denied' });
  });

  it('is hindered by a refusal of before, without another question', async () => {
    expect(pushHindrance(device.environment)).to.equal(undefined);
    device.knownPermission = 'denied';
    expect(pushHindrance(device.environment)).to.equal('denied');
    expect(await subscribe()).to.deep.equal({ problem: 'denied' });
    expect(device.asked).to.deep.equal([]);
  });

  it('points to the Home Screen in a tab of an iPhone, and nowhere else', async () => {
    Object.assign(device, { hasNotifications: false, hasWorkerPush: false });
    expect(await subscribe()).to.deep.equal({ problem: 'unsupported' });
    device.standalone = false;
    expect(await subscribe()).to.deep.equal({ problem: 'home-screen' });
    device.userAgent = 'Mobile/15E148 Instagram 390.0';
    expect(await subscribe(), 'inside another app').to.deep.equal({ problem: 'unsupported' });
    device.standalone = true;
    expect(await subscribe()).to.deep.equal({ problem: 'unsupported' });
    expect(device.asked).to.deep.equal([]);
  });

  it('fails honestly when the worker’s file is not there, or the browser’s push service cannot be reached', async () => {
    device.hasWorkerFile = false;
    expect(await subscribe()).to.deep.equal({ problem: 'failed' });
    device.register(`${site}/order-status-worker.js`, `${site}/order-status-push/`).refusal = 'AbortError';
    expect(await subscribe()).to.deep.equal({ problem: 'failed' });
  });

  it('needs no worker in Safari, whose own push manager shows the messages', async () => {
    device.ownPushManager = new FakePushManager();
    device.hasWorkerFile = false;
    expect(await subscribe()).to.deep.equal({ subscription: { endpoint: 'https://push.example/1' } });
    await end();
    expect(device.ownPushManager.subscription).to.equal(undefined);
  });

  it('uses a site’s own worker that has loaded ours, and leaves the site’s own subscription alone', async () => {
    const own = device.register(`${site}/sw.js`, `${site}/`);
    expect(await subscribe('A1', '/sw.js')).to.have.property('subscription');
    await end('A1', '/sw.js');
    expect(own.subscription?.id).to.equal(1);
    own.subscription = { key: new Uint8Array(65), id: 9 };
    expect(await subscribe('A1', '/sw.js')).to.deep.equal({ problem: 'failed' });
    expect(own.subscription.id).to.equal(9);
  });

  it('ends with the last order that uses it; one that never ended counts for a day', async () => {
    await subscribe('A1');
    await subscribe('A2');
    const manager = device.registered[0]?.manager;
    await end('A1');
    expect(manager?.subscription).not.to.equal(undefined);
    device.time += 25 * 60 * 60 * 1000;
    await subscribe('A3');
    await end('A3');
    expect(manager?.subscription).to.equal(undefined);
    expect(localStorage.length).to.equal(0);
  });

  it('registers no worker only to end a subscription', async () => {
    await end();
    expect(device.asked).to.deep.equal([]);
  });
});
