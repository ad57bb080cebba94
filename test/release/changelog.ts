/**
 * Changesets puts a new version right below the title, above the introduction. This puts the introduction back.
 *
 * @param before the changelog without the version
 * @param after the same with it
 */
export function withIntroductionFirst(before: string, after: string): string {
  const title = before.slice(0, before.indexOf('\n\n') + 2);
  const introduction = before.slice(title.length, before.indexOf('\n## ') + 1);
  if (introduction.trim() === '' || !after.includes(introduction)) return after;
  return title + introduction + after.replace(introduction, '').slice(title.length);
}

/** What a changelog says of a version; `undefined` where it says nothing. */
export function sectionOf(changelog: string, version: string): string | undefined {
  const section = changelog.split(/^## /m).find((text) => text.startsWith(`${version}\n`));
  return section?.slice(version.length).trim();
}
