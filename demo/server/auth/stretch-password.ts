import { createHmac, scrypt } from 'node:crypto';

/** The work of one guess: 32 MB and about 80 ms of one core. */
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const keyLength = 32;

/** The most passwords that wait, about 2 s of work: more are guesses from everywhere at once. */
const mostWaiting = 20;

/** So many sign in at once that this attempt must be made again later. */
export class TooManyGuesses extends Error {
  override readonly name = 'TooManyGuesses';
}

/** Turns a password into the text that `@supabase/lite` stores a hash of. Rejects with `TooManyGuesses`. */
export type StretchPassword = (email: string, password: string) => Promise<string>;

/**
 * Passwords are hashed here and not by `@supabase/lite`, which hashes in the server's only thread while it has the
 * database to itself: some guesses a second kept every guest waiting. scrypt runs beside that thread, one guess at a
 * time so that it takes one core at most. What it makes is as hard to guess as a key, so the hash of it that is stored
 * may be a cheap one. The salt is made from the e-mail, so an unknown e-mail takes exactly as long as a known one.
 */
export function createStretchPassword(secret: string): StretchPassword {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return (email, password) => {
    if (waiting >= mostWaiting) return Promise.reject(new TooManyGuesses());
    waiting += 1;
    const salt = createHmac('sha256', secret).update(`password of ${email.toLowerCase()}`).digest();
    const stretched = last.then(() => derive(password, salt));
    last = stretched
      .catch(() => undefined)
      .finally(() => {
        waiting -= 1;
      });
    return stretched;
  };
}

function derive(password: string, salt: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    // The same password may be typed in two ways; NFKC makes them one.
    scrypt(password.normalize('NFKC'), salt, keyLength, cost, (error, key) => {
      if (error) reject(error);
      else resolve(key.toString('base64url'));
    });
  });
}
