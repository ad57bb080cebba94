import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allowedCountries, countryOf, parseNumber } from '../../demo/supabase/functions/_shared/notify/phone-number.js';

const error = (text: string, country?: string) => {
  const read = parseNumber(text, country);
  assert.ok('error' in read, `${text} was taken`);
  assert.equal(read.code, 'number');
  assert.ok(!read.error.includes(text.trim()) || text.trim() === '', 'the error repeats the number');
  return read.error;
};

describe('a guest’s number', () => {
  it('is understood as people write it', () => {
    const written: readonly (readonly [string, string | undefined, string])[] = [
      ['0151 12345678', 'DE', '+4915112345678'],
      ['(0151) 123-456.78', 'de', '+4915112345678'],
      ['+49 (0) 151 12345678', 'US', '+4915112345678'],
      ['0049 151 12345678', 'US', '+4915112345678'],
      ['004915112345678', undefined, '+4915112345678'],
      ['tel:+49-151-12345678', undefined, '+4915112345678'],
      [' +1 212 555 0123 ', undefined, '+12125550123'],
      ['٠١٠١٢٣٤٥٦٧٨', 'EG', '+201012345678'],
      ['07911 123456', 'GB', '+447911123456'],
    ];
    for (const [text, country, number] of written) {
      const read = parseNumber(text, country);
      assert.equal('number' in read ? read.number : read.error, number, text);
    }
  });

  it('is refused with what to do, if it cannot get an SMS', () => {
    assert.match(error('030 901820', 'DE'), /landline/);
    assert.match(error('0900 1234567', 'DE'), /Service numbers/);
    assert.match(error('1-800-555-1234', 'US'), /Service numbers/);
    assert.match(error('+44 70 1234 5678'), /Service numbers/);
    assert.match(error('112', 'DE'), /no such number|too short/);
    assert.match(error('0151 12345678 ext 3', 'DE'), /extension/);
  });

  it('is refused with what to do, if it is none', () => {
    assert.match(error('0151 12345678'), /\+ and the country code/);
    assert.match(error('', 'DE'), /Type your mobile number/);
    assert.match(error('   ', 'DE'), /Type your mobile number/);
    assert.match(error('0', 'DE'), /too short|no telephone number/i);
    assert.match(error('0151', 'DE'), /too short|no such number/);
    assert.match(error('0151123456789012345', 'DE'), /too long/);
    assert.match(error('call me', 'DE'), /no telephone number/);
    assert.match(error('my number is 015112345678', 'DE'), /no telephone number/);
    assert.match(error("0151'; drop table orders;--", 'DE'), /no telephone number/);
    assert.match(error('+99912345678'), /Begin the number|no such number|no telephone number/);
    assert.match(error('0'.repeat(5000), 'DE'), /too long/);
    assert.match(error('015112345678\n015187654321', 'DE'), /no telephone number|no such number|too long/);
  });

  it('is refused in countries to which the restaurant does not send', () => {
    const countries = allowedCountries('de, AT');
    assert.ok('number' in parseNumber('0151 12345678', 'DE', countries));
    const far = parseNumber('+88216 123 45678', 'DE', countries);
    assert.ok('error' in far);
    const other = parseNumber('+1 212 555 0123', 'DE', countries);
    assert.match('error' in other ? other.error : '', /to this country/);
  });

  it('belongs to the country given, of the language’s region, of the restaurant, or of the language', () => {
    assert.equal(countryOf({ country: 'ch', language: 'de-AT', restaurant: 'DE' }), 'CH');
    assert.equal(countryOf({ language: 'de-AT', restaurant: 'DE' }), 'AT');
    assert.equal(countryOf({ language: 'en', restaurant: 'DE' }), 'DE');
    assert.equal(countryOf({ language: 'it' }), 'IT');
    assert.equal(countryOf({ language: 'zh-Hant' }), 'TW');
    assert.equal(countryOf({ country: 'XX', language: '??' }), undefined);
    assert.equal(countryOf({}), undefined);
  });
});
