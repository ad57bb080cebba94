import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { PolicyKit, type Question } from './policy-kit.js';

const opened = PolicyKit.open();
after(async () => (await opened).close());

/** `play` leads an order to the moment at which the question is asked. */
async function decisionAfter(
  play: (evening: PolicyKit) => Promise<void>,
  question: Question,
  settings?: Readonly<Record<string, string>>,
  fulfilment?: string,
) {
  const evening = await opened;
  await evening.begin(settings, fulfilment);
  await play(evening);
  const { verdict, reason, waitUntil } = await evening.decide(question);
  return waitUntil === undefined ? `${verdict}: ${reason}` : `${verdict}: ${reason} (${waitUntil})`;
}

async function preparing(evening: PolicyKit): Promise<void> {
  await evening.at('18:02');
  await evening.become('preparing');
}

async function ready(evening: PolicyKit): Promise<void> {
  await preparing(evening);
  await evening.at('18:20');
  await evening.become('ready');
}

describe('a page that the guest looks at', () => {
  it('replaces the message once it has shown the change', async () => {
    const reason = await decisionAfter(
      async (evening) => {
        await ready(evening);
        await evening.look();
        await evening.at('18:20:08');
      },
      { kind: 'ready' },
    );
    assert.equal(reason, 'withhold: the page was seen 8 s ago');
  });

  it('replaces it on every channel, and after the guest has looked away', async () => {
    for (const channel of ['push', 'sms', 'email'] as const) {
      const reason = await decisionAfter(
        async (evening) => {
          await ready(evening);
          await evening.look();
          await evening.at('18:22:10');
          await evening.lookAway();
          await evening.at('18:25:10');
        },
        { kind: 'ready', channel },
      );
      assert.equal(reason, 'withhold: the page was seen 3 min ago', channel);
    }
  });

  it('has some seconds to show the change', async () => {
    const reason = await decisionAfter(
      async (evening) => {
        await evening.look();
        await ready(evening);
      },
      { kind: 'ready' },
    );
    assert.equal(reason, 'wait: a page is open, and has 5 s to show it (18:20:05)');
  });

  it('does not keep the message back when it fails to show the change', async () => {
    const reason = await decisionAfter(
      async (evening) => {
        await evening.look();
        await ready(evening);
        await evening.at('18:20:05');
      },
      { kind: 'ready' },
    );
    assert.equal(reason, 'send: no page has shown it');
  });

  it('does not count when it has shown only what was before', async () => {
    const reason = await decisionAfter(
      async (evening) => {
        await evening.look();
        await evening.lookAway();
        await ready(evening);
      },
      { kind: 'ready' },
    );
    assert.equal(reason, 'send: no page has shown it');
  });

  it('that showed ready before it was undone does not count for the second time', async () => {
    const reason = await decisionAfter(
      async (evening) => {
        await ready(evening);
        await evening.look();
        await evening.lookAway();
        await evening.become('preparing');
        await evening.become('ready');
      },
      { kind: 'ready' },
    );
    assert.equal(reason, 'send: no page has shown it');
  });

  it('counts for an answer of the kitchen only if it was seen since', async () => {
    const play = async (evening: PolicyKit) => {
      await evening.look();
      await evening.lookAway();
      await evening.at('18:10');
      await evening.sent('answer', 'email');
      await evening.at('18:10:30');
    };
    assert.equal(await decisionAfter(play, { kind: 'answer' }), 'send: no page has shown it');
    const reason = await decisionAfter(
      async (evening) => {
        await play(evening);
        await evening.look();
      },
      { kind: 'answer' },
    );
    assert.equal(reason, 'withhold: the page was seen 0 s ago');
  });

  it('does not replace the confirmation, which guests keep', async () => {
    const reason = await decisionAfter((evening) => evening.look(), { kind: 'placed', channel: 'email' });
    assert.equal(reason, 'send: guests keep this one, seen or not');
  });
});

describe('quiet hours', () => {
  const night = { time_zone: 'Europe/Berlin', quiet_from: '20:00', quiet_to: '07:00' };

  it('keep back by the restaurant’s own clock, over midnight', async () => {
    const reason = await decisionAfter(preparing, { kind: 'preparing' }, night);
    assert.equal(reason, 'wait: quiet hours until 07:00 (2036-06-07 05:00:00)');
    const early = await decisionAfter((evening) => evening.at('02:00'), { kind: 'preparing' }, night);
    assert.equal(early, 'wait: quiet hours until 07:00 (05:00:00)');
  });

  it('end on the minute, also where a clock changes in between', async () => {
    // Berlin's clocks go back at 03:00 on 26 October 2036.
    const before = await decisionAfter((evening) => evening.at('2036-10-25T21:00Z'), { kind: 'delayed' }, night);
    assert.equal(before, 'wait: quiet hours until 07:00 (2036-10-26 06:00:00)');
    const after = await decisionAfter((evening) => evening.at('2036-10-26T06:00Z'), { kind: 'delayed' }, night);
    assert.equal(after, 'send: no page has shown it');
  });

  it('may lie within a day', async () => {
    const noon = { quiet_from: '14:00', quiet_to: '18:10' };
    const reason = await decisionAfter(preparing, { kind: 'delayed' }, noon);
    assert.equal(reason, 'wait: quiet hours until 18:10 (18:10:00)');
    const later = await decisionAfter((evening) => evening.at('18:10'), { kind: 'delayed' }, noon);
    assert.equal(later, 'send: no page has shown it');
  });

  it('let through that the order is ready or has failed', async () => {
    assert.equal(await decisionAfter(ready, { kind: 'ready' }, night), 'send: no page has shown it');
    const ended = await decisionAfter((evening) => evening.become('cancelled'), { kind: 'ended' }, night);
    assert.equal(ended, 'send: no page has shown it');
  });

  it('hold for a restaurant that sends every message, too', async () => {
    const reason = await decisionAfter(preparing, { kind: 'preparing' }, { ...night, is_adaptive: 'false' });
    assert.equal(reason, 'wait: quiet hours until 07:00 (2036-06-07 05:00:00)');
  });

  it('cannot be set in a time zone that nobody knows', async () => {
    const evening = await opened;
    await evening.begin();
    await assert.rejects(
      evening.kit.own(`update public.notification_settings set time_zone = 'Mars/Olympus'`),
      /The time zone Mars\/Olympus is not known\. Write a name such as Europe\/Berlin\./,
    );
  });

  it('cannot be set in hours from Greenwich, whose sign PostgreSQL turns round', async () => {
    const evening = await opened;
    await evening.begin();
    for (const zone of ['+05:30', 'UTC+2', '5', 'FOO3']) {
      await assert.rejects(
        evening.kit.own(`update public.notification_settings set time_zone = '${zone}'`),
        /is not known\. Write a name such as Europe\/Berlin\./,
      );
    }
    await evening.kit.own(`update public.notification_settings set time_zone = 'America/Port-au-Prince'`);
    await evening.kit.own(`update public.notification_settings set time_zone = 'UTC'`);
  });
});

describe('the limit of pushes', () => {
  it('keeps the last one for ready', async () => {
    const play = async (evening: PolicyKit) => {
      await preparing(evening);
      await evening.sent('preparing');
      await evening.expect('18:40', '18:50');
      await evening.sent('delayed');
      await evening.expect('19:00', '19:10');
    };
    const delayed = await decisionAfter(play, { kind: 'delayed' });
    assert.equal(delayed, 'withhold: 2 of 3 pushes are used, the last is kept for ready');
    assert.equal(await decisionAfter(play, { kind: 'delayed', channel: 'sms' }), 'send: no page has shown it');
    const reason = await decisionAfter(
      async (evening) => {
        await play(evening);
        await evening.become('ready');
      },
      { kind: 'ready' },
    );
    assert.equal(reason, 'send: no page has shown it');
  });

  it('leaves the other channels when it is reached', async () => {
    const play = async (evening: PolicyKit) => {
      await ready(evening);
      await evening.sent('ready');
      await evening.become('preparing');
      await evening.sent('delayed');
      await evening.become('ready');
    };
    const settings = { most_pushes: '2' };
    assert.equal(await decisionAfter(play, { kind: 'ready' }, settings), 'withhold: 2 of 2 pushes are used');
    assert.equal(await decisionAfter(play, { kind: 'ready', channel: 'sms' }, settings), 'send: no page has shown it');
  });

  it('counts one for a message that goes to two phones of one table', async () => {
    const reason = await decisionAfter(
      async (evening) => {
        await ready(evening);
        await evening.sent('ready');
        await evening.sent('ready');
      },
      { kind: 'ready' },
      { most_pushes: '1' },
    );
    assert.equal(reason, 'send: no page has shown it');
  });
});

describe('where the guest is', () => {
  it('makes a guest who must leave now hear that the kitchen has begun', async () => {
    const reason = await decisionAfter(
      async (evening) => {
        await evening.look();
        await evening.isAway(20);
        await evening.lookAway();
        await preparing(evening);
      },
      { kind: 'preparing' },
    );
    assert.equal(reason, 'send: the guest is 20 min away, and ready is expected in 18 min');
  });

  it('spares a guest in the shop what can be seen there', async () => {
    const play = async (evening: PolicyKit) => {
      await evening.look();
      await evening.isAway(1);
      await evening.lookAway();
      await evening.expect('19:00', '19:30');
      await preparing(evening);
    };
    const reason = await decisionAfter(play, { kind: 'preparing' });
    assert.equal(reason, 'withhold: the guest is 1 min from the shop');
    const whenReady = await decisionAfter(
      async (evening) => {
        await play(evening);
        await evening.become('ready');
      },
      { kind: 'ready' },
    );
    assert.equal(whenReady, 'send: no page has shown it');
  });

  it('is forgotten after ten minutes, and of no interest at a delivery', async () => {
    const play = async (evening: PolicyKit) => {
      await evening.look();
      await evening.isAway(1);
      await evening.lookAway();
      await evening.expect('19:00', '19:30');
    };
    const reason = await decisionAfter(
      async (evening) => {
        await play(evening);
        await evening.at('18:11');
        await evening.become('preparing');
      },
      { kind: 'preparing' },
    );
    assert.equal(reason, 'send: no page has shown it');
    const delivery = await decisionAfter(
      async (evening) => {
        await play(evening);
        await preparing(evening);
      },
      { kind: 'preparing' },
      {},
      'delivery',
    );
    assert.equal(delivery, 'send: no page has shown it');
  });
});

describe('a guest who looks unasked', () => {
  const looksTwice = async (evening: PolicyKit) => {
    await evening.expect('19:00', '19:30');
    await evening.look();
    for (const time of ['18:01', '18:02']) {
      await evening.lookAway();
      await evening.at(time);
      await evening.look();
    }
    await evening.lookAway();
    await evening.at('18:03');
    await evening.become('preparing');
  };

  it('is not told that the kitchen has begun', async () => {
    const reason = await decisionAfter(looksTwice, { kind: 'preparing' });
    assert.equal(reason, 'withhold: this guest looks unasked, 2 times so far, and saw each change by that');
  });

  it('is told all the same that the order is ready', async () => {
    const reason = await decisionAfter(
      async (evening) => {
        await looksTwice(evening);
        await evening.become('ready');
      },
      { kind: 'ready' },
    );
    assert.equal(reason, 'send: no page has shown it');
  });

  it('is told where a change was missed', async () => {
    const reason = await decisionAfter(
      async (evening) => {
        await looksTwice(evening);
        await evening.at('18:40');
        await evening.look();
        await evening.lookAway();
        await evening.become('ready');
        await evening.become('out_for_delivery');
      },
      { kind: 'out_for_delivery' },
      {},
      'delivery',
    );
    assert.equal(reason, 'send: no page has shown it');
  });

  it('has not looked unasked when a message called', async () => {
    const reason = await decisionAfter(
      async (evening) => {
        await evening.expect('19:00', '19:30');
        await evening.look();
        for (const time of ['18:01', '18:02']) {
          await evening.lookAway();
          await evening.at(time);
          await evening.sent('delayed');
          await evening.at(`${time}:20`);
          await evening.look();
        }
        await evening.lookAway();
        await evening.become('preparing');
      },
      { kind: 'preparing' },
      { most_pushes: '9' },
    );
    assert.equal(reason, 'send: no page has shown it');
  });
});

describe('that the kitchen has begun', () => {
  it('is told only if the wait is long for this restaurant', async () => {
    assert.equal(
      await decisionAfter(preparing, { kind: 'preparing' }),
      'withhold: a wait of 20 min is not long here, 30 min would be',
    );
    const quick = await decisionAfter(
      async (evening) => {
        await evening.learnWaits(15, 40);
        await preparing(evening);
      },
      { kind: 'preparing' },
    );
    assert.equal(quick, 'send: no page has shown it');
  });

  it('is told where nobody knows how long the wait is', async () => {
    const reason = await decisionAfter(
      async (evening) => {
        await evening.kit.own('update public.orders set estimated_ready_from = null, estimated_ready_to = null');
      },
      { kind: 'preparing' },
    );
    assert.equal(reason, 'send: no page has shown it');
  });
});

describe('a restaurant that has switched the policy off', () => {
  it('sends every message, seen or not', async () => {
    const reason = await decisionAfter(
      async (evening) => {
        await preparing(evening);
        await evening.look();
      },
      { kind: 'preparing' },
      { is_adaptive: 'false' },
    );
    assert.equal(reason, 'send: this restaurant sends every message');
  });

  it('keeps to its limit of pushes', async () => {
    const reason = await decisionAfter(preparing, { kind: 'preparing' }, { is_adaptive: 'false', most_pushes: '1' });
    assert.equal(reason, 'withhold: 0 of 1 pushes are used, the last is kept for ready');
  });
});

describe('the table of rules', () => {
  it('is one that a developer may shorten: a rule that is deleted no longer holds', async () => {
    const evening = await opened;
    await evening.kit.own(`
      create temporary table kept as select * from private.notification_rules;
      delete from private.notification_rules where name = 'short_wait'`);
    assert.equal(await decisionAfter(preparing, { kind: 'preparing' }), 'send: no page has shown it');
    await evening.kit.own('delete from private.notification_rules');
    assert.equal(await decisionAfter(preparing, { kind: 'preparing' }), 'send: no rule withholds it');
    await evening.kit.own('insert into private.notification_rules select * from kept; drop table kept');
  });
});
