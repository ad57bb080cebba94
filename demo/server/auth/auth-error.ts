/** An answer in the form of Supabase Auth, which `@supabase/supabase-js` shows to the page. */
export function authError(
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): Response {
  return Response.json(
    { code: status, error_code: code, msg: message },
    { status, headers: { 'X-Sb-Error-Code': code, ...headers } },
  );
}
