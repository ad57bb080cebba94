import { expect } from '@esm-bundle/chai';
import { type ConnectionFacts, connectionStatus } from '../../src/tracker/connection-status.js';

const now = 100_000;
const atStart: ConnectionFacts = {
  now,
  isSettled: false,
  isDenied: false,
  hasProblem: false,
  isRollingBack: false,
  hasSnapshot: false,
  isTokenValid: true,
  lastByteAt: undefined,
  isAwaited: false,
  isOffline: false,
  offlineSince: undefined,
  readSucceededAt: undefined,
  lostAt: 0,
  pollInterval: 10_000,
  tryingSince: 0,
};
const live = { hasSnapshot: true, lastByteAt: now - 1_000 };

const status = (facts: Partial<ConnectionFacts>) => connectionStatus({ ...atStart, ...facts });

describe('connectionStatus', () => {
  it('is idle before anything is followed', () => {
    expect(connectionStatus(undefined)).to.equal('idle');
  });

  it('is connected only within 20 s of the last byte', () => {
    expect(status(live)).to.equal('connected');
    expect(status({ ...live, lastByteAt: now - 19_999 })).to.equal('connected');
    expect(status({ ...live, lastByteAt: now - 20_000 })).not.to.equal('connected');
    expect(status({ ...live, lastByteAt: undefined })).not.to.equal('connected');
  });

  it('is not connected with a token that has expired, or before a snapshot', () => {
    expect(status({ ...live, isTokenValid: false })).not.to.equal('connected');
    expect(status({ ...live, hasSnapshot: false })).not.to.equal('connected');
  });

  it('is polling until a read is overdue: two intervals and the time limit of a read', () => {
    expect(status({ readSucceededAt: now - 27_999 })).to.equal('polling');
    expect(status({ readSucceededAt: now - 28_001 })).to.equal('error');
  });

  it('is not polling when the last read succeeded before the connection was lost', () => {
    expect(status({ readSucceededAt: now - 5_000, lostAt: now - 4_000, tryingSince: now - 4_000 })).to.equal(
      'connecting',
    );
  });

  it('is connecting for 10 s, then error', () => {
    expect(status({ tryingSince: now - 9_999 })).to.equal('connecting');
    expect(status({ tryingSince: now - 10_000 })).to.equal('error');
    // An open connection that cannot be asked is no failure.
    expect(status({ tryingSince: now - 60_000, isAwaited: true })).to.equal('connecting');
  });

  it('is offline when the device says so, unless a byte has come since', () => {
    const offline = { isOffline: true, offlineSince: now - 3_000 };
    expect(status(offline)).to.equal('offline');
    expect(status({ ...offline, readSucceededAt: now - 4_000 })).to.equal('offline');
    expect(status({ ...offline, readSucceededAt: now - 1_000 })).to.equal('polling');
    expect(status({ ...offline, ...live })).to.equal('connected');
  });

  it('is closed before denied, denied before error, error before connected', () => {
    expect(status({ ...live, isSettled: true, isDenied: true, hasProblem: true })).to.equal('closed');
    expect(status({ ...live, isDenied: true, hasProblem: true })).to.equal('denied');
    expect(status({ ...live, hasProblem: true })).to.equal('error');
  });
});
