import { expect } from '@esm-bundle/chai';
import { clearBoards, placeBoard } from '../../support/fake-board.js';

describe('<order-status-board>', () => {
  afterEach(clearBoards);

  describe('the numbers', () => {
    it('are in two halves, with nothing else about an order', async () => {
      const board = await placeBoard();
      await board.open('41 preparing', '42 ready', '43 preparing');
      expect([board.shown('preparing'), board.shown('ready')]).to.deep.equal([['41', '43'], ['42']]);
      expect([board.preparing, board.ready]).to.deep.equal([['41', '43'], ['42']]);
      expect(board.text('restaurant')).to.equal('Trattoria Aurora · Order board');
      expect([board.text('count'), board.connectionStatus]).to.deep.equal(['2', 'connected']);
    });

    it('have the newest ready one first', async () => {
      const board = await placeBoard();
      await board.open('1 ready', '2 preparing', '3 preparing');
      await board.know('1 ready', '2 preparing', '3 ready');
      await board.pass(2000);
      await board.know('1 ready', '2 ready', '3 ready');
      expect(board.shown('ready')).to.deep.equal(['2', '3', '1']);
    });

    it('leave when they are collected', async () => {
      const board = await placeBoard();
      await board.open('1 ready', '2 ready');
      await board.know('2 ready');
      expect(board.shown('ready')).to.deep.equal(['2']);
      await board.know();
      expect([board.has('number'), board.text('empty')]).to.deep.equal([false, 'Nothing in the kitchen']);
    });

    it('leave when nobody collects them for "ready-minutes"', async () => {
      const board = await placeBoard((element) => element.setAttribute('ready-minutes', '5'));
      await board.open('1 preparing');
      await board.know('1 ready');
      await board.pass(4 * 60_000);
      expect(board.shown('ready')).to.deep.equal(['1']);
      await board.pass(66_000);
      expect(board.shown('ready')).to.deep.equal([]);
    });

    it('that were ready long ago are not brought back by a reload', async () => {
      const board = await placeBoard();
      const old = new Date(board.world.clock.wall() - 31 * 60_000).toISOString();
      await board.knowAll([{ id: 'a', number: '7', status: 'ready', updated_at: old }]);
      board.backEnd.serve(board.document);
      await board.pass(50);
      expect(board.shown('ready')).to.deep.equal([]);
    });

    it('are never those of another restaurant', async () => {
      const board = await placeBoard();
      await board.open('1 ready');
      board.backEnd.connection.receive({
        id: 'r2',
        version: 99,
        orders: [{ id: 'x', number: '666', status: 'ready' }],
      });
      await board.pass(100);
      expect(board.shown('ready')).to.deep.equal(['1']);
    });

    it('beyond 200 are counted', async () => {
      const board = await placeBoard();
      await board.open(...Array.from({ length: 230 }, (_, index) => `${index} preparing`));
      await board.laidOut();
      const seen = new Set<string>();
      for (let page = 0; page < 12; page += 1) {
        for (const number of board.shown('preparing')) seen.add(number);
        if (board.has('left-out')) seen.add(board.text('left-out'));
        await board.pass(8000);
      }
      expect(seen.size).to.equal(201);
      expect(seen.has('and 30 more')).to.equal(true);
      expect(board.text('count')).to.equal('230');
    });

    it('are replaced when another restaurant is shown, and nothing is called out', async () => {
      const board = await placeBoard();
      await board.open('1 ready');
      board.backEnd.served = { id: 'r2', version: 1, orders: [{ id: 'x', number: '9', status: 'ready' }] };
      board.restaurantId = 'r2';
      await board.pass(100);
      expect([board.shown('ready'), board.calling]).to.deep.equal([['9'], undefined]);
    });
  });

  describe('too many numbers', () => {
    it('are shown on pages that turn, without scrolling', async () => {
      const board = await placeBoard((element) => {
        element.style.inlineSize = '480px';
        element.style.blockSize = '320px';
      });
      const numbers = Array.from({ length: 120 }, (_, index) => `${100 + index}`);
      await board.open(...numbers.map((number) => `${number} preparing`));
      await board.laidOut();
      const pages = Number(/of (\d+)/.exec(board.text('pages'))?.[1]);
      expect(pages).to.be.above(1);
      const seen: string[] = [];
      for (let page = 1; page <= pages; page += 1) {
        const list = board.piece('numbers');
        expect(list.scrollHeight, 'down').to.be.at.most(list.clientHeight);
        expect(list.scrollWidth, 'across').to.be.at.most(list.clientWidth);
        seen.push(...board.shown('preparing'));
        await board.pass(8000);
      }
      expect(seen.sort()).to.deep.equal(numbers);
    });

    it('are all there for a screen reader', async () => {
      const board = await placeBoard((element) => {
        element.style.blockSize = '300px';
      });
      await board.open(...Array.from({ length: 150 }, (_, index) => `${index} preparing`));
      await board.laidOut();
      expect(board.piece('numbers').getAttribute('aria-hidden')).to.equal('true');
      expect(board.renderRoot.querySelectorAll('ol.quiet li')).to.have.length(150);
    });

    it('pause their pages at a press, and continue at the next', async () => {
      const board = await placeBoard((element) => {
        element.style.blockSize = '300px';
      });
      await board.open(...Array.from({ length: 150 }, (_, index) => `${index} preparing`));
      await board.laidOut();
      board.piece('pages').click();
      await board.drawn();
      const before = board.shown('preparing');
      expect(board.piece('pages').getAttribute('aria-pressed')).to.equal('true');
      await board.pass(60_000);
      expect(board.shown('preparing')).to.deep.equal(before);
      board.piece('pages').click();
      await board.pass(9000);
      expect(board.shown('preparing')).not.to.deep.equal(before);
    });
  });

  describe('a number that gets ready', () => {
    it('is called out, announced to screen readers, and fired as an event, once', async () => {
      const board = await placeBoard();
      const told: string[] = [];
      board.addEventListener('board-order-ready', ({ number }) => told.push(number));
      await board.open('42 preparing', '7 ready');
      expect(board.calling, 'what was ready before is not called').to.equal(undefined);
      await board.know('42 ready', '7 ready');
      expect([board.calling, board.text('call-text')]).to.deep.equal(['42', 'Number 42 is ready']);
      await board.pass(8000);
      expect(board.calling).to.equal(undefined);
      expect([told, board.said]).to.deep.equal([['42'], ['Number 42 is ready']]);
    });

    it('is not called again after an undo', async () => {
      const board = await placeBoard();
      await board.open('42 preparing');
      await board.know('42 ready');
      await board.pass(8000);
      await board.know('42 preparing');
      await board.know();
      await board.know('42 ready');
      await board.pass(100);
      expect(board.calling).to.equal(undefined);
      expect(board.shown('ready')).to.deep.equal(['42']);
    });

    it('is no longer called once it was collected or taken back', async () => {
      const board = await placeBoard();
      await board.open('1 preparing', '2 preparing');
      await board.know('1 ready', '2 ready');
      expect(board.calling).to.equal('1');
      await board.know('2 ready');
      expect(board.calling).to.equal('2');
      await board.know('2 preparing');
      expect(board.calling).to.equal(undefined);
    });

    it('waits in a queue where several get ready at once', async () => {
      const board = await placeBoard();
      await board.open('1 preparing', '2 preparing', '3 preparing');
      await board.know('1 ready', '2 ready', '3 ready');
      const called = [board.calling];
      await board.pass(3600);
      called.push(board.calling);
      await board.pass(3600);
      called.push(board.calling);
      await board.pass(7100);
      expect([called, board.calling]).to.deep.equal([['1', '2', '3'], undefined]);
      expect(board.said.map((text) => text.replace(/\D/g, ''))).to.deep.equal(['1', '2', '3']);
    });

    it('is called when it got ready while the connection was lost', async () => {
      const board = await placeBoard();
      await board.open('1 preparing');
      await board.loseEverything();
      await board.pass(30_000);
      expect(board.calling).to.equal(undefined);
      await board.know('1 ready');
      await board.recover();
      await board.pass(10_000);
      expect(board.said).to.deep.equal(['Number 1 is ready']);
    });

    it('makes no sound until somebody has turned it on', async () => {
      const board = await placeBoard((element) => {
        element.sound = 'on';
      });
      await board.pass(0);
      expect(board.text('sound-button')).to.equal('Turn on sound');
      board.piece('sound-button').click();
      await board.pass(2000);
      expect(board.text('sound-state'), 'a device without sound says so').to.match(/cannot play a sound/);
    });

    it('has no sound button unless the attribute sound is set', async () => {
      const board = await placeBoard();
      await board.open('1 ready');
      expect([board.has('sound-button'), board.has('sound-state')]).to.deep.equal([false, false]);
    });
  });

  describe('a board without a connection', () => {
    it('shows since when it is stale, across the screen, with grey numbers', async () => {
      const board = await placeBoard();
      await board.open('1 ready');
      const ready = getComputedStyle(board.piece('ready')).backgroundColor;
      await board.loseEverything();
      await board.pass(2000);
      expect(board.has('stale'), 'a blink is no news').to.equal(false);
      await board.pass(12_000);
      expect(board.text('stale')).to.match(/^Last updated .*\d+:\d\d.* Please ask at the counter\.$/);
      expect(board.shown('ready')).to.deep.equal(['1']);
      expect(getComputedStyle(board.piece('ready')).backgroundColor).not.to.equal(ready);
      await board.recover();
      await board.pass(30_000);
      expect([board.has('stale'), board.connectionStatus]).to.deep.equal([false, 'connected']);
      expect(getComputedStyle(board.piece('ready')).backgroundColor).to.equal(ready);
    });

    it('calls no number out, and does not redraw more often', async () => {
      const board = await placeBoard();
      await board.open('1 preparing');
      await board.know('1 ready');
      await board.loseEverything();
      await board.pass(20_000);
      expect([board.has('stale'), board.calling]).to.deep.equal([true, undefined]);
      let updates = 0;
      board.addController({
        hostUpdated() {
          updates += 1;
        },
      });
      await board.pass(60_000);
      expect(updates).to.be.below(60);
    });

    // An hour of tries, one by one: WebKit needs seconds for it.
    it('removes numbers that were not confirmed for an hour', async function () {
      this.timeout(20_000);
      const board = await placeBoard();
      await board.open('1 ready');
      await board.loseEverything();
      await board.pass(61 * 60_000);
      expect([board.has('number'), board.ready]).to.deep.equal([false, []]);
      expect(board.text('message-title')).to.match(/Last updated Sunday/);
    });

    it('is current while it polls', async () => {
      const board = await placeBoard();
      await board.open('1 ready');
      board.backEnd.accepts = false;
      board.backEnd.connection.lose();
      await board.pass(15_000);
      expect([board.connectionStatus, board.has('stale')]).to.deep.equal(['polling', false]);
      expect(board.text('connection')).to.equal('Checking for updates');
    });

    it('retries by itself after an error that ends all tries', async () => {
      const board = await placeBoard();
      await board.open('1 ready');
      board.backEnd.served = undefined;
      board.backEnd.accepts = false;
      board.backEnd.connection.lose('forbidden');
      await board.pass(1000);
      board.backEnd.lastRead.fail('forbidden');
      await board.pass(1000);
      expect(board.connectionStatus).to.equal('denied');
      await board.recover();
      await board.pass(70_000);
      expect(board.connectionStatus).to.equal('connected');
    });

    it('shows the problem where there were no numbers yet', async () => {
      const board = await placeBoard();
      await board.pass(20_000);
      expect(board.text('message-title')).to.equal('We can’t reach the restaurant right now');
    });
  });

  describe('its screen', () => {
    it('is kept awake until the board is removed', async () => {
      const board = await placeBoard();
      expect(board.device.screenLocks).to.equal(1);
      board.remove();
      await board.pass(0);
      expect(board.device.screenLocks).to.equal(0);
    });

    it('shows the time of day and moves a little every minute, against burn-in', async () => {
      const board = await placeBoard();
      await board.open('1 ready');
      const screen = board.renderRoot.querySelector<HTMLElement>('.screen');
      const place = () => [screen?.style.getPropertyValue('--_x'), screen?.style.getPropertyValue('--_y')].join();
      const [time, shift] = [board.text('clock'), place()];
      expect(time).to.match(/\d:\d\d/);
      await board.pass(60_000);
      expect(board.text('clock')).not.to.equal(time);
      expect(place()).not.to.equal(shift);
    });

    it('stacks its halves in portrait orientation', async () => {
      const board = await placeBoard((element) => {
        element.style.inlineSize = '360px';
        element.style.blockSize = '740px';
      });
      await board.open('1 ready', '2 preparing');
      const [preparing, ready] = [board.piece('preparing'), board.piece('ready')].map((half) =>
        half.getBoundingClientRect(),
      );
      expect(ready?.top).to.be.at.least(preparing?.bottom ?? Number.POSITIVE_INFINITY);
      board.style.inlineSize = '1200px';
      expect(board.piece('ready').getBoundingClientRect().top).to.equal(
        board.piece('preparing').getBoundingClientRect().top,
      );
    });

    it('makes its numbers smaller as they become more', async () => {
      const board = await placeBoard();
      await board.open('1 ready');
      await board.laidOut();
      const size = () => Number.parseFloat(getComputedStyle(board.piece('number')).fontSize);
      const alone = size();
      await board.know(...Array.from({ length: 40 }, (_, index) => `${index} ready`));
      await board.laidOut();
      expect(size()).to.be.below(alone);
    });
  });

  it('takes the restaurant from the page’s URL parameter, and requests nothing without one', async () => {
    const board = await placeBoard((element) => {
      element.restaurantId = undefined;
    });
    await board.pass(1000);
    expect([board.backEnd.connections.length, board.backEnd.reads.length]).to.deep.equal([0, 0]);
    expect(board.text('message-title')).to.equal('This board can’t be shown');
  });

  it('uses one connection, however many numbers there are', async () => {
    const board = await placeBoard();
    await board.open(...Array.from({ length: 100 }, (_, index) => `${index} ready`));
    await board.pass(120_000);
    expect([board.backEnd.connections.length, board.backEnd.openConnections]).to.deep.equal([1, 1]);
    board.remove();
    await board.pass(0);
    expect([board.backEnd.openConnections, board.world.timers]).to.deep.equal([0, 0]);
  });

  it('reads the board again when a server only pushes single orders', async () => {
    const board = await placeBoard();
    await board.open('1 preparing');
    board.backEnd.served = { id: 'r1', version: 50, orders: [{ id: 'id-1', number: '1', status: 'ready' }] };
    board.backEnd.connection.receive({ id: 'id-1', status: 'ready' });
    await board.pass(100);
    expect([board.shown('ready'), board.calling]).to.deep.equal([['1'], '1']);
  });

  it('fires events when the numbers or the connection change', async () => {
    const board = await placeBoard();
    const told: unknown[] = [];
    board.addEventListener('board-update', ({ preparing, ready }) => told.push([preparing, ready]));
    board.addEventListener('board-connection-change', ({ connectionStatus }) => told.push(connectionStatus));
    await board.open('1 preparing');
    await board.know('1 ready');
    expect(told).to.deep.equal([[['1'], []], 'connected', [[], ['1']]]);
  });

  it('keeps its connection, its sound and its called numbers when it is moved within the page', async () => {
    const board = await placeBoard();
    await board.open('1 ready');
    const frame = document.createElement('div');
    document.body.append(frame);
    frame.append(board);
    await board.pass(100);
    expect([board.backEnd.connections.length, board.calling, board.device.screenLocks]).to.deep.equal([
      1,
      undefined,
      1,
    ]);
  });
});
