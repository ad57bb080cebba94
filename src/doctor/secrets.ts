/** Names of parameters whose values are secrets, or may be. */
const secretNames =
  /^(?:.*(?:key|token|secret|auth|password|passwd|signature|sig|session|capability|jwt|credential).*)$/i;
const jwt = /\beyJ[\w-]{5,}\.[\w-]*(?:\.[\w-]*)?/g;
const supabaseKey = /\bsb_(?:secret|publishable)_[\w-]+/g;

/** The shortest text that counts as a secret: a shorter one would stand in every other word. */
const shortestSecret = 6;

/** Takes secrets, and whatever looks like one, out of texts. The list of secrets may grow. */
export function cleaner(secrets: readonly (string | undefined)[]): (text: string) => string {
  return (text) => {
    const known = secrets
      .filter((secret) => secret !== undefined)
      .filter((secret) => secret.length >= shortestSecret)
      .flatMap((secret) => [secret, encodeURIComponent(secret)])
      // A longer secret may hold a shorter one.
      .sort((one, other) => other.length - one.length);
    const without = known.reduce((left, secret) => left.replaceAll(secret, '…'), text);
    return without
      .replace(jwt, '…')
      .replace(supabaseKey, (key) => `${key.slice(0, key.indexOf('_', 3) + 1)}…`)
      .replace(/([?&])([^=&\s"']+)=([^&\s"'#]+)/g, (all, mark, name, value) =>
        secretNames.test(name) && value !== '{token}' ? `${mark}${name}=…` : all,
      );
  };
}
