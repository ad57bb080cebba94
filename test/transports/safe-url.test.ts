import { expect } from '@esm-bundle/chai';
import { checkUrl } from '../../src/transports/safe-url.js';

const page = { base: 'https://bistro.example/menu/', secure: true };
const url = (text: string, family: 'http' | 'ws' = 'http', place = page) => {
  const result = checkUrl('poll-url', text, family, place);
  return 'url' in result ? result.url : undefined;
};
const problem = (text: string, family: 'http' | 'ws' = 'http', place = page) => {
  const result = checkUrl('poll-url', text, family, place);
  return 'problem' in result ? result.problem : undefined;
};

describe('a URL that a page names', () => {
  it('stays as it is, with {id} in its place', () => {
    expect(url('https://api.example/orders/{id}?v=1')).to.equal('https://api.example/orders/{id}?v=1');
    expect(url('https://api.example/?order={id}#x')).to.equal('https://api.example/?order={id}#x');
    expect(url('wss://api.example/{id}', 'ws')).to.equal('wss://api.example/{id}');
  });

  it('may have been encoded by an editor', () => {
    expect(url('https://api.example/orders/%7Bid%7D?token=%7Btoken%7D')).to.equal(
      'https://api.example/orders/{id}?token={token}',
    );
    expect(url('https://api.example/%7Bname%7D')).to.equal('https://api.example/%7Bname%7D');
  });

  it('may be relative to the page', () => {
    expect(url('/orders/{id}')).to.equal('https://bistro.example/orders/{id}');
    expect(url('live', 'ws')).to.equal('wss://bistro.example/menu/live');
    expect(url('/live', 'ws', { base: 'http://localhost:8080/', secure: false })).to.equal('ws://localhost:8080/live');
  });

  it('is refused if its scheme belongs to another family', () => {
    for (const text of [
      'javascript:alert(1)',
      'data:application/json,{}',
      'blob:https://x.example/1',
      'ftp://x',
      'file:///etc',
    ]) {
      expect(problem(text), text).to.include('poll-url has to start with https://');
      expect(problem(text, 'ws'), text).to.include('wss://');
    }
    expect(problem('wss://api.example/')).to.include('https://');
  });

  it('is refused if it is no URL', () => {
    expect(problem('https://')).to.include('poll-url is no URL');
    expect(problem('orders/1', 'http', { base: undefined as unknown as string, secure: false })).to.equal(undefined);
    expect(problem('http://[')).to.include('poll-url is no URL');
  });

  it('is refused if it contains a user name or a password', () => {
    expect(problem('https://me@api.example/')).to.include('user name or password');
    expect(problem('https://:word@api.example/')).to.include('user name or password');
  });

  it('has to be encrypted on an encrypted page, except to this device', () => {
    expect(problem('http://api.example/')).to.include('encrypted');
    expect(problem('ws://api.example/', 'ws')).to.include('encrypted');
    for (const host of ['localhost', 'bistro.localhost', '127.0.0.1', '127.1.2.3', '[::1]']) {
      expect(url(`http://${host}:1/`), host).to.equal(`http://${host}:1/`);
    }
    expect(problem('http://localhost.evil.example/')).to.include('encrypted');
    expect(problem('http://127.evil.example/')).to.include('encrypted');
    expect(url('http://api.example/', 'http', { ...page, secure: false })).to.equal('http://api.example/');
  });
});
