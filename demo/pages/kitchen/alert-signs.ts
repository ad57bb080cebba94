/** Shows in the tab's title, and on the icon of an installed page, how many alerts wait: the board may be out of sight. */
export function showAlertCount(count: number): void {
  const name = document.title.replace(/^\(\d+\) /, '');
  document.title = count > 0 ? `(${count}) ${name}` : name;
  // Absent in Firefox, and refused where the page is not installed.
  if ('setAppBadge' in navigator) void navigator.setAppBadge(count).catch(() => undefined);
}
