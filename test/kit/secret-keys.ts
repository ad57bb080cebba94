/** Finds what must never be in a page: keys with the rights of a server, and the names of their settings. */
export function secretKeysIn(text: string): readonly string[] {
  const named =
    text.match(/\b(SUPABASE_SECRET_KEYS?|SUPABASE_SERVICE_ROLE_KEY|TRACKING_SIGNING_KEY|SUPABASE_DB_URL)\b/g) ?? [];
  const keys =
    text.match(/\bsb_secret_[\w-]{6,}|\border_key_[0-9a-f]{8,}|postgres(ql)?:\/\/[^\s"'/]+:[^\s"'/]+@/g) ?? [];
  const tokens = (text.match(/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g) ?? []).filter((token) => roleOf(token) === 'service_role');
  const privateKeys = text.match(/"?\bd"?: ?"[\w-]{43}"/g) ?? [];
  return [...named, ...keys, ...tokens, ...privateKeys];
}

function roleOf(token: string): unknown {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    return Object(claims).role;
  } catch {
    return undefined;
  }
}
