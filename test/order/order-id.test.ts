import { expect } from '@esm-bundle/chai';
import { isSameId, otherOrderIn } from '../../src/order/order-id.js';

describe('isSameId', () => {
  const both = (value: unknown, id: string) => [false, true].map((isNamed) => isSameId(value, { id, isNamed }));

  it('knows a UUID in any letters, with braces or as a URN', () => {
    const id = '7c42ca9b-9eab-4d04-80b3-40f10b0c54aa';
    for (const other of [
      id.toUpperCase(),
      `{${id}}`,
      `urn:uuid:${id}`,
      `URN:UUID:${id}`,
      `(${id})`,
      id.replaceAll('-', ''),
      ` ${id}\n`,
    ]) {
      expect(both(other, id), other).to.deep.equal([true, true]);
      expect(both(id, other.trim()), other).to.deep.equal([true, true]);
    }
    expect(both(id.replace('a', 'b'), id)).to.deep.equal([false, false]);
    expect(both('01ARZ3NDEKTSV4RRFFQ69G5FAV', '01arz3ndektsv4rrffq69g5fav')).to.deep.equal([true, true]);
  });

  it('keeps capitals of all other ids apart', () => {
    expect(both('AbC', 'abc')).to.deep.equal([false, false]);
    expect(both('ORD-7f', 'ord-7F')).to.deep.equal([false, false]);
    expect(both('ordrABCDEFGHIJKLMNOPQRSTUV', 'ordrabcdefghijklmnopqrstuv')).to.deep.equal([false, false]);
  });

  it('knows accents in one character or two, and a "#" before it', () => {
    expect(both('caf\u00e9-1', 'cafe\u0301-1')).to.deep.equal([true, true]);
    expect(both('#1042', '1042')).to.deep.equal([true, true]);
    expect(both('1042', '#1042')).to.deep.equal([true, true]);
    expect(both('##1042', '1042')).to.deep.equal([false, false]);
    expect(both('cafe-1', 'caf\u00e9-1')).to.deep.equal([false, false]);
  });

  it('compares whole numbers by value; as texts only in an answer about the one order', () => {
    expect(both(42, '42')).to.deep.equal([true, true]);
    expect(both(42, '0042')).to.deep.equal([true, true]);
    expect(both('042', '42')).to.deep.equal([false, true]);
    expect(both('42', '0042')).to.deep.equal([false, true]);
    expect(both('', '0')).to.deep.equal([false, false]);
    for (const other of ['4 2', '42.0', '+42', '0x2a', '42a', '', 43, 42.5])
      expect(both(other, '42')).to.deep.equal([false, false]);
    expect(both(0, 'null')).to.deep.equal([false, false]);
  });

  it('knows an address by the name with which it ends', () => {
    for (const address of ['/orders/42', '/api/orders/42/', 'https://e.org/orders/42#it', '/orders/42/status'].concat(
      '/orders/42?expand=lines',
      'gid://shopify/Order/42',
      'gid://shopify/Order/42?key=5d3f',
    ))
      expect(both(address, '42'), address).to.deep.equal([true, true]);
    expect(both('/orders/a%20%C3%BC.1', 'a ü.1')).to.deep.equal([true, true]);
    expect(both('/orders/100%', '100%')).to.deep.equal([true, true]);
    expect(both('/orders/7C42CA9B-9EAB-4D04-80B3-40F10B0C54AA', '7c42ca9b9eab4d0480b340f10b0c54aa')[0]).to.equal(true);
    for (const address of [
      '/orders/142',
      '/orders/42/items/7',
      '/v42/status',
      '/shops/42/orders/7',
      'orders/42',
      '/',
    ].concat('/orders/7?table=42', 'gid://shopify/FulfillmentOrder/42', 'gid://shopify/Order/142', 'tel:42'))
      expect(both(address, '42'), address).to.deep.equal([false, false]);
  });

  it('takes a rounded number for the order only in an answer about the one order', () => {
    const rounded: unknown = JSON.parse('9007199254740993');
    expect(both(rounded, '9007199254740993')).to.deep.equal([false, true]);
    expect(both(rounded, '9007199254740992')).to.deep.equal([true, true]);
    expect(both('9007199254740992', '9007199254740993')).to.deep.equal([false, false]);
    expect(both(JSON.parse('1234567890123456789'), '1234567890123456789')).to.deep.equal([false, true]);
  });
});

describe('otherOrderIn', () => {
  const expected = { id: '42', isNamed: true };

  it('names the order of a part by the names that it has there', () => {
    for (const part of [{ order_id: 41 }, { orderId: '41' }, { ORDERID: ' 41 ' }, { order: { id: 41 } }])
      expect(otherOrderIn(part, expected)?.trim(), JSON.stringify(part)).to.equal('41');
  });

  it('names none where it is this one, of another kind, or no id', () => {
    for (const part of [
      { order_id: '#42' },
      { order_id: 42, order: { id: 7 } },
      { order_id: 'ORD-41' },
      { order_id: 'k7f3x' },
      { order_id: '' },
      { order_id: null },
      { order_id: { value: 41 } },
      { order: 1 },
      { number: 41, border_id: 41, order_identity: 41 },
      null,
      'text',
      [41],
    ])
      expect(otherOrderIn(part, expected), JSON.stringify(part)).to.equal(undefined);
  });

  it('tells kinds by their form, and long ids by their length', () => {
    const uuid = '7c42ca9b-9eab-4d04-80b3-40f10b0c54aa';
    for (const [id, order_id, isOther] of [
      [uuid, '0d5c3a51-2c6a-4f0e-9a3f-3d1f7f6f1a22', true],
      [uuid, '{0D5C3A51-2C6A-4F0E-9A3F-3D1F7F6F1A22}', true],
      [uuid, uuid.toUpperCase(), false],
      [uuid, 41, false],
      ['65f0a1b2c3d4e5f601234567', '65f0a1b2c3d4e5f601234568', true],
      ['ORD-42', 'ORD-7', true],
      ['ORD-42', 41, false],
      ['1042', '7', true],
    ] as const)
      expect(otherOrderIn({ order_id }, { id, isNamed: true }) !== undefined, `${id} ${order_id}`).to.equal(isOther);
  });
});
