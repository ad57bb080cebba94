/**
 * What to say on a Node that is older than the package supports; `undefined` on others.
 *
 * @param version such as `18.20.8`
 */
export function oldNodeNotice(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return undefined;
  return `This is Node ${version}; order-status-tracker supports 20.19 and newer. Some checks may fail for that reason.`;
}
