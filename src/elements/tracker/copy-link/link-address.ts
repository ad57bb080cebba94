/**
 * The page's address with the secret of a tracking link in the fragment, beside what the page itself has there.
 *
 * @param secret `undefined`: an address without one, which is otherwise as it is
 */
export function linkAddress({ href, hash }: Pick<Location, 'href' | 'hash'>, secret: string | undefined): string {
  const fragment = hash.slice(1);
  if (!secret && !/(^|&)track=/.test(fragment)) return href;
  const own = fragment.split('&').filter((part) => part && !part.startsWith('track='));
  const parts = [...own, ...(secret ? [`track=${encodeURIComponent(secret)}`] : [])];
  return href.split('#', 1)[0] + (parts.length > 0 ? `#${parts.join('&')}` : '');
}
