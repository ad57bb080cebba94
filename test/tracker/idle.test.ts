import { expect } from '@esm-bundle/chai';
import { followedOrder } from './followed-order.js';

const minute = 60_000;

describe('an order tracker while nothing happens', () => {
  const at = followedOrder();
  const timersIn = async (milliseconds: number) => {
    const before = at.world.timersFired;
    await at.world.pass(milliseconds);
    return at.world.timersFired - before;
  };

  const becomeLive = async () => {
    at.transport.serve({ id: 'A1', status: 'preparing', version: 2 });
    at.follow();
    await at.world.pass(2 * minute);
    expect(at.state.connectionStatus).to.equal('connected');
  };

  it('wakes a phone at most six times a minute: its pings, and a comparing read', async () => {
    at.world.page.hidesBeforeSleep = true;
    await becomeLive();
    expect(await timersIn(10 * minute)).to.be.at.most(60);
  });

  it('looks at the clock every 2 s on a computer, which may sleep without hiding the page', async () => {
    await becomeLive();
    const timers = await timersIn(10 * minute);
    expect(timers).to.be.at.least(300);
    expect(timers).to.be.at.most(360);
  });

  it('draws nothing anew: subscribers hear nothing', async () => {
    await becomeLive();
    let heard = 0;
    at.tracker.subscribe(() => heard++);
    // A comparing read confirms the order anew, which changes when it was last confirmed.
    const reads = at.transport.reads.length;
    await at.world.pass(10 * minute);
    expect(heard).to.be.at.most(at.transport.reads.length - reads);
  });

  it('wakes a hidden phone no more often than a visible one', async () => {
    at.world.page.hidesBeforeSleep = true;
    await becomeLive();
    at.world.page.tell('hidden');
    expect(await timersIn(9 * minute)).to.be.at.most(54);
  });

  it('is asked for no timer by a final order', async () => {
    at.transport.serve({ id: 'A1', status: 'completed', version: 9 });
    at.follow();
    await at.world.pass(minute);
    expect(at.state.connectionStatus).to.equal('closed');
    expect(at.world.timers).to.equal(0);
  });

  it('is live again at once when a phone was shown after a sleep', async () => {
    at.world.page.hidesBeforeSleep = true;
    await becomeLive();
    at.world.page.tell('hidden');
    await at.world.sleep(5 * minute);
    at.transport.serve({ id: 'A1', status: 'ready', version: 3 });
    at.world.page.tell('shown');
    await at.world.pass(2_000);
    expect(at.state.orderStatus).to.equal('ready');
    expect(at.state.connectionStatus).to.equal('connected');
  });
});
