import { isEqual, sha256, utf8 } from './bytes.js';

/** Whether two secret texts are equal. Their hashes are compared, so that the time tells neither content nor length. */
export async function isSameText(one: string, other: string): Promise<boolean> {
  return isEqual(await sha256(utf8(one)), await sha256(utf8(other)));
}
