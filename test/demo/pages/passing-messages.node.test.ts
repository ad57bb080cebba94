import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { PassingMessages, shownFor } from '../../../demo/pages/kitchen/passing-messages.js';

describe("the kitchen's messages", () => {
  let messages: PassingMessages;
  let shown: readonly string[];
  let mayPass: boolean;

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] });
    shown = [];
    mayPass = true;
    messages = new PassingMessages(
      () => {
        shown = messages.texts;
      },
      () => mayPass,
    );
  });

  afterEach(() => mock.timers.reset());

  it('disappear each after its own time', () => {
    messages.add('Order 4 was not changed.');
    mock.timers.tick(shownFor / 2);
    messages.add('Order 5 was not changed.');
    mock.timers.tick(shownFor / 2);
    assert.deepEqual(shown, ['Order 5 was not changed.']);
    mock.timers.tick(shownFor / 2);
    assert.deepEqual(shown, []);
  });

  it('stay for the whole time again when the same message is added again', () => {
    messages.add('Order 4 was not changed.');
    mock.timers.tick(shownFor - 1);
    messages.add('Order 4 was not changed.');
    mock.timers.tick(shownFor - 1);
    assert.deepEqual(shown, ['Order 4 was not changed.']);
  });

  it('stay while mayPass returns false', () => {
    messages.add('Order 4 may not have been changed.');
    mayPass = false;
    mock.timers.tick(shownFor * 3);
    assert.deepEqual(shown, ['Order 4 may not have been changed.']);
    mayPass = true;
    mock.timers.tick(shownFor);
    assert.deepEqual(shown, []);
  });

  it('disappear at once when dismissed', () => {
    messages.add('Order 4 was not changed.');
    messages.dismiss('Order 4 was not changed.');
    assert.deepEqual(shown, []);
  });
});
