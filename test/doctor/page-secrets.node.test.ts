import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Code } from '../../src/doctor/codes.js';
import { examine } from '../../src/doctor/examine.js';
import type { Setup } from '../../src/doctor/setup.js';
import { plain } from './changing-servers.js';
import { impatient, origin, testWorld } from './examination.js';
import { endPoint, orderId, serveHttp, withServer } from './small-servers.js';

describe('the doctor and what a page must not have', () => {
  const finding = async (options: Partial<Setup['options']>, wanted: Code) => {
    const report = await withServer(serveHttp(endPoint()), ({ url }) =>
      examine(
        { options: { orderId, pollUrl: `${url}/orders/{id}`, ...options }, origin, isOriginGiven: true, watch: 0 },
        testWorld(impatient),
      ),
    );
    assert.ok(!JSON.stringify(report).includes('vendor-key-5a1f'));
    return report.findings.find(({ code }) => code === wanted);
  };

  it("names a vendor's key in a header or a message, without printing it", async () => {
    const inHeader = await finding({ pollHeaders: { 'X-Api-Key': 'vendor-key-5a1f' } }, 'key-in-page');
    assert.match(`${inHeader?.what} ${inHeader?.remedy}`, /X-Api-Key.*proxy/);
    const inMessage = await finding(
      { ...plain, websocketUrl: 'ws://127.0.0.1:9', websocketHello: [{ auth: { apiKey: 'vendor-key-5a1f' } }] },
      'key-in-page',
    );
    assert.equal(inMessage?.subject, 'websocket-hello');
    assert.equal(await finding({ pollHeaders: { 'X-Shop': '7', 'X-Token': '{token}' } }, 'key-in-page'), undefined);
  });

  it('names a placeholder that is sent as it stands', async () => {
    const { pollUrl } = { pollUrl: 'http://127.0.0.1:9/orders/{id}?token={token}' };
    assert.match(`${(await finding({ pollUrl }, 'token-not-filled-in'))?.what}`, /poll-url has "\{token\}"/);
  });

  it('names poll-headers beside the token where the server refuses', async () => {
    const report = await withServer(serveHttp(endPoint({ isProtected: true })), ({ url }) =>
      examine(
        { options: { orderId, pollUrl: `${url}/orders/{id}` }, origin, isOriginGiven: true, watch: 0 },
        testWorld(impatient),
      ),
    );
    assert.match(`${report.findings.find(({ code }) => code === 'access-denied')?.remedy}`, /--poll-headers/);
  });
});
