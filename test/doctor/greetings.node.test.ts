import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { WebSocket } from 'ws';
import { examineFor, faultsIn, impatient, told } from './examination.js';
import { order, orderId, serveSockets, socketUrl, withServer } from './small-servers.js';

/** Answers a login, a subscription and pings, in messages that are lists. It welcomes each socket. */
function speakLists(socket: WebSocket): void {
  const say = (...message: readonly unknown[]) => socket.send(JSON.stringify(message));
  say('welcome', 3);
  socket.on('message', (data) => {
    const [word] = JSON.parse(String(data)) as readonly unknown[];
    if (word === 'auth') say('ok', 'auth');
    else if (word === 'sub') {
      say('ok', 'sub');
      say('bill', order);
    } else say('hb');
  });
}

const login = ['auth', { key: 'public' }];
const subscription = ['sub', '{id}'];

function examine(websocketHello: readonly unknown[], websocketConfirm: unknown) {
  return withServer(serveSockets(speakLists), (running) =>
    examineFor(
      {
        orderId,
        websocketUrl: socketUrl(running),
        websocketProtocol: 'plain',
        websocketHello,
        websocketConfirm,
        websocketHeartbeat: { send: ['hb'], answer: ['hb'] },
        fieldMap: { root: '[1]' },
      },
      { limits: impatient },
    ),
  );
}

describe('the doctor looks at a greeting of several messages', { concurrency: 4 }, () => {
  it('and finds nothing wrong where each has its template, or null', async () => {
    for (const confirm of [
      [
        ['ok', 'auth'],
        ['ok', 'sub'],
      ],
      [null, ['ok', 'sub']],
    ]) {
      const report = await examine([login, subscription], confirm);
      assert.deepEqual(faultsIn(report), [], told(report));
    }
  });

  for (const { name, hello, confirm, problem, remedy } of [
    {
      name: 'which has one template for two messages',
      hello: [login, subscription],
      confirm: [['ok', 'sub']],
      problem: /Of the 2 messages of websocket-hello the first one was sent\. The next one waits for \["ok","sub"\]/,
      remedy: /websocket-confirm='\[null,\["ok","sub"\]\]'/,
    },
    {
      name: 'whose templates have another order than its messages',
      hello: [login, subscription],
      confirm: [
        ['ok', 'sub'],
        ['ok', 'auth'],
      ],
      problem: /the first one was sent\. The next one waits for \["ok","sub"\].*begins with \["welcome",3\]/,
      remedy: /what the server says there/,
    },
    {
      name: 'whose template lacks brackets',
      hello: [login, subscription],
      confirm: ['ok', 'sub'],
      problem: /The next one waits for "ok"/,
      remedy: /brackets of its own: websocket-confirm='\[\["ok","sub"\]\]'/,
    },
    {
      name: 'which stops at the third message',
      hello: [login, login, subscription],
      confirm: [null, ['no', 'such'], ['ok', 'sub']],
      problem: /Of the 3 messages of websocket-hello the first 2 were sent\. The next one waits for \["no","such"\]/,
      remedy: /what the server says there/,
    },
    {
      name: 'which waits for another welcome before it begins',
      hello: [null, login, subscription],
      confirm: [['hello'], ['ok', 'auth'], ['ok', 'sub']],
      problem: /Of the 2 messages of websocket-hello none was sent\. The next one waits for \["hello"\]/,
      remedy: /what the server says there/,
    },
    {
      name: 'which has more templates than messages',
      hello: [subscription],
      confirm: [
        ['ok', 'auth'],
        ['ok', 'sub'],
      ],
      problem: /did not send what websocket-confirm waits for/,
      remedy: /of 2 templates, those after number 1 are never waited for/,
    },
  ]) {
    it(`and says what holds one back ${name}`, async () => {
      const report = await examine(hello, confirm);
      const finding = report.findings.find(({ code }) => code === 'not-confirmed');
      assert.match(finding?.what ?? '', problem, told(report));
      assert.match(finding?.remedy ?? '', remedy, told(report));
    });
  }
});
