/**
 * The page's address with the secret of its tracking link in the fragment, beside what the page itself has there.
 *
 * @param secret `undefined`: the page has none
 * @param mark added to the fragment: `share` for a link that others get
 */
export function linkAddress(
  { href, hash }: Pick<Location, 'href' | 'hash'>,
  secret: string | undefined,
  mark?: 'share',
): string {
  const own = hash
    .slice(1)
    .split('&')
    .filter((part) => part && part !== mark && !part.startsWith('track='));
  const parts = [...own, ...(secret ? [`track=${encodeURIComponent(secret)}`] : []), ...(mark ? [mark] : [])];
  return href.split('#', 1)[0] + (parts.length > 0 ? `#${parts.join('&')}` : '');
}
