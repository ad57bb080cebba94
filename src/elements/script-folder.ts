const largestFile = 64 * 1024;

let folder: string | undefined;

/** Names the folder in which the script's language and preset files lie. The one-file builds do so by themselves. */
export function setScriptFolder(url: string): void {
  folder = url;
}

/** Reads a JSON file that lies beside the script; `undefined` where there is none, or nothing that can be read. */
export async function loadBesideScript(path: string): Promise<unknown> {
  if (!folder) return undefined;
  try {
    const response = await fetch(new URL(path, folder), { credentials: 'omit', referrerPolicy: 'no-referrer' });
    const text = response.ok ? await response.text() : '';
    return text.length > largestFile ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
