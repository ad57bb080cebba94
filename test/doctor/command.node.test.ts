import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { run } from '../../src/doctor/run.js';
import type { Limits } from '../../src/doctor/world.js';
import { impatient, origin, testWorld } from './examination.js';
import { corsHeaders, endPoint, guestToken, order, orderId, serveHttp, withServer } from './small-servers.js';

interface Ran {
  readonly code: number;
  readonly printed: string;
  readonly errors: string;
}

/** Runs the command with these words; a file of this name has this text. */
async function typed(
  words: readonly string[],
  files: Readonly<Record<string, string>> = {},
  limits: Partial<Limits> = {},
): Promise<Ran> {
  let printed = '';
  let errors = '';
  const code = await run(words, testWorld(limits), {
    print: (text) => {
      printed += `${text}\n`;
    },
    printError: (text) => {
      errors += `${text}\n`;
    },
    isColoured: false,
    readFile: async (name) => files[name],
  });
  return { code, printed, errors };
}

const usage = async (...words: string[]) => {
  const { code, errors } = await typed(words);
  assert.equal(code, 2);
  return errors;
};

describe('the command doctor', () => {
  it('says how it is used', async () => {
    for (const words of [[], ['--help'], ['doctor', '--help']]) {
      const { code, printed } = await typed(words);
      assert.equal(code, 0);
      assert.match(printed, /--other-order-id/);
      assert.match(printed, /--server-preset/);
    }
  });

  it('takes a pasted tag, and ends with 0 where nothing is wrong', async () => {
    const { code, printed } = await withServer(serveHttp(endPoint({ body: () => ({ data: order }) })), ({ url }) =>
      typed([
        'doctor',
        `<order-status-tracker order-id="${orderId}" layout="compact" poll-url='${url}/orders/{id}'
           field-map="{&quot;root&quot;:&quot;data&quot;}"></order-status-tracker>`,
        '--origin',
        `${origin}/menu`,
      ]),
    );
    assert.equal(code, 0, printed);
    assert.match(printed, /^RIGHT {3}followed: The tracker follows the order: preparing, polling\.$/m);
    assert.match(printed, /0 wrong, 0 advice/);
  });

  it('says that it runs no scripts, where the tag has no address', async () => {
    const { printed } = await typed(['doctor', '<order-status-tracker order-id="42">'], {}, impatient);
    assert.match(printed, /^Order 42\. No address is given\. The doctor runs no scripts: .*parse, transport/);
  });

  it('takes a page in a file, whose template is filled in by an option', async () => {
    const page =
      '<main><order-status-tracker order-id="{{ order.id }}" poll-url="/orders/{id}"></order-status-tracker>';
    const files = { 'page.html': page };
    assert.match((await typed(['doctor', 'page.html'], files)).errors, /template.*--order-id/);
    assert.match((await typed(['doctor', 'page.html', '--order-id', orderId], files)).errors, /--origin/);
    const { code } = await withServer(serveHttp(endPoint()), ({ url }) =>
      typed(['doctor', 'page.html', `--order-id=${orderId}`, '--origin', url], files),
    );
    assert.equal(code, 0);
  });

  it('takes the address of a page, and everything from there', async () => {
    const tag = `<!-- <order-status-tracker order-id="old"> --><order-status-tracker order-id="${orderId}" poll-url="/orders/{id}">`;
    const site = endPoint({
      instead: (request, response) => {
        if (request.url !== '/confirmation') return false;
        response.writeHead(200, { 'content-type': 'text/html' }).end(tag);
        return true;
      },
    });
    const { code, printed } = await withServer(serveHttp(site), ({ url }) => typed(['doctor', `${url}/confirmation`]));
    assert.equal(code, 0, printed);
    assert.match(printed, /^A page with the tag/);
  });

  it("takes a guest's link, with the order and the secret that are in it", async () => {
    const capability = 'secret/of the link';
    const site = endPoint({
      isProtected: true,
      instead: (request, response) => {
        if (request.method === 'POST') {
          request.setEncoding('utf8').once('data', (body) => {
            const isRight = JSON.parse(body).capability === capability;
            response.writeHead(isRight ? 200 : 403, { 'content-type': 'application/json' });
            response.end(JSON.stringify(isRight ? { access_token: guestToken } : { error: 'forbidden' }));
          });
        } else if (request.url?.startsWith('/confirmation')) {
          response.writeHead(200, { 'content-type': 'text/html' });
          response.end('<order-status-tracker poll-url="/orders/{id}" token-url="/token"></order-status-tracker>');
        } else return false;
        return true;
      },
    });
    const { code, printed } = await withServer(serveHttp(site), ({ url }) =>
      typed(['doctor', `${url}/confirmation?order_id=${orderId}#track=${encodeURIComponent(capability)}`]),
    );
    assert.equal(code, 0, printed);
    assert.match(printed, /RIGHT {3}token-given/);
    assert.ok(!printed.includes('secret/of') && !printed.includes('secret%2Fof'));
  });

  it('takes the address of an order, with its id in it', async () => {
    const { code, printed } = await withServer(serveHttp(endPoint()), ({ url }) =>
      typed(['doctor', `${url}/v1/orders/${orderId}`]),
    );
    assert.equal(code, 0, printed);
    assert.match(printed, new RegExp(`^A JSON endpoint. Order ${orderId} at \\S+/v1/orders/\\{id\\}\n`));
  });

  it('takes the address of an event stream', async () => {
    const stream = endPoint({
      instead: (_, response) => {
        response.writeHead(200, { ...corsHeaders, 'content-type': 'text/event-stream' });
        response.write(`: hello\n\nid: 7\ndata: ${JSON.stringify(order)}\n\n`);
        return true;
      },
    });
    const { code, printed } = await withServer(serveHttp(stream), ({ url }) =>
      typed(['doctor', `${url}/events/${orderId}`]),
    );
    assert.equal(code, 0, printed);
    assert.match(printed, /^An event stream/);
  });

  it('ends with 1 where something is wrong, and says what to do', async () => {
    const { code, printed } = await withServer(
      serveHttp(endPoint({ headers: { 'access-control-allow-origin': undefined } })),
      ({ url }) => typed(['doctor', `${url}/orders/{id}`, '--order-id', orderId, '--origin', origin], {}, impatient),
    );
    assert.equal(code, 1);
    assert.match(printed, /WRONG {3}cors-origin/);
    assert.match(printed, /→ Answer with\n +Access-Control-Allow-Origin: https:\/\/www\.restaurant\.example\n/);
  });

  it('only advises to allow other sites, where the site of the page is not known', async () => {
    const { code, printed } = await withServer(
      serveHttp(endPoint({ headers: { 'access-control-allow-origin': undefined } })),
      ({ url }) => typed(['doctor', `${url}/orders/${orderId}`]),
    );
    assert.equal(code, 0, printed);
    assert.match(printed, /ADVICE {2}cors-other-pages/);
  });

  it('prints JSON for machines, and no secret in it', async () => {
    const server = serveHttp(endPoint({ isProtected: true }));
    const { code, printed } = await withServer(server, ({ url }) =>
      typed(['doctor', `${url}/orders/${orderId}?api_key=abcdef123`, '--access-token', guestToken, '--json']),
    );
    const { wrong, findings } = JSON.parse(printed);
    assert.equal(code, 0, printed);
    assert.equal(wrong, 0);
    assert.ok(findings.length > 3);
    assert.deepEqual(Object.keys(findings[0]), ['code', 'level', 'subject', 'what', 'remedy']);
    assert.ok(!printed.includes(guestToken) && !printed.includes('abcdef123'));
  });

  it('names a mistyped attribute of the tag', async () => {
    const { printed } = await withServer(serveHttp(endPoint()), ({ url }) =>
      typed([
        'doctor',
        `<order-status-tracker order-id="${orderId}" poll-url="${url}/orders/{id}" hx-get="/x" feild-map="{}">`,
      ]),
    );
    assert.match(printed, /WRONG {3}attribute-unknown {2}feild-map/);
    assert.ok(!/hx-get/.test(printed));
  });

  it('reports what the tracker itself refuses', async () => {
    const { code, printed } = await typed([
      'doctor',
      `<order-status-tracker order-id="1" poll-url="ftp://example.com/{id}">`,
    ]);
    assert.equal(code, 1);
    assert.match(printed, /WRONG {3}option-refused/);
  });

  it('reports an attribute that the element itself refuses', async () => {
    const { code, printed } = await withServer(serveHttp(endPoint()), ({ url }) =>
      typed([
        'doctor',
        `<order-status-tracker order-id="${orderId}" poll-url="${url}/orders/{id}" websocket-heartbeat='{"sent":"ping"}'>`,
      ]),
    );
    assert.equal(code, 1);
    assert.match(printed, /websocket-heartbeat has the key "sent"; it can have send, answer, alive, reply, seconds\./);
  });

  it('says to machines as well that it was not understood', async () => {
    const { code, printed, errors } = await typed(['doctor', '--json', '--poll-ulr', 'x']);
    assert.deepEqual([code, errors], [2, '']);
    assert.match(JSON.parse(printed).error, /--poll-url meant/);
  });

  it('says that it takes the first of two tags, and what a template has not filled in', async () => {
    const tag = `<order-status-tracker order-id="${orderId}" poll-url="ftp://example.com/{id}"></order-status-tracker>`;
    const { printed } = await typed(['doctor', 'page.html'], { 'page.html': `${tag}${tag}` });
    assert.match(printed, /^The first of 2 tags/);
    const unfilled = '<order-status-tracker order-id="7" poll-url="/orders/{{id}}">';
    assert.match(await usage('doctor', unfilled), /poll-url is "\/orders\/\{\{id\}\}", which your template fills in/);
  });

  it('proposes the option that was meant', async () => {
    assert.match(await usage('doctor', '--poll-ulr', 'x'), /There is no option --poll-ulr\. Is --poll-url meant\?/);
    assert.match(await usage('docter'), /doctor/);
    assert.match(await usage('doctor', 'https://example.com/orders/{id}'), /--order-id/);
    assert.match(await usage('doctor', 'nothing.html'), /neither an address/);
    assert.match(await usage('doctor', '127.0.0.1:8080/orders/{id}'), /Is http:\/\/127\.0\.0\.1:8080/);
    assert.match(await usage('doctor'), /Give the tag of your page/);
    assert.match(await usage('doctor', '<p>'), /no <order-status-tracker/);
    assert.match(await usage('doctor', '--order-id'), /needs a value/);
    assert.match(await usage('doctor', '--order-id=1', '--field-map={'), /field-map is no JSON/);
    assert.match(
      await usage('doctor', '--order-id=1', '--preset=none', '--poll-url=https://a.example'),
      /no preset "none"/,
    );
    assert.match(await usage('doctor', '--origin=shop'), /--origin/);
  });
});
