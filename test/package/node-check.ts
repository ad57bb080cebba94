import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { install } from './packed.js';

/** The Node versions that the README names. */
const versions = ['20.19', '22', '24'];
/** What the package `node` fetches by an install script, which this project's .npmrc does not let run. */
const binary = `node-${process.platform}-${process.arch}`;
const script = `
  for (const entry of ['headless', 'relay', 'locales/de', 'presets/square', 'servers/pusher', 'transports/polling'])
    await import('order-status-tracker/' + entry);
`;

/** What npm or Node complained of, by the version of Node; nothing where all is well. */
export function checkNodes(tarball: string, folder: string): ReadonlyMap<string, string> {
  const complaints = new Map<string, string>();
  for (const version of versions) {
    const tools = join(folder, `node-${version}`);
    install(tools, [`${binary}@${version}`]);
    const node = join(tools, 'node_modules', binary, 'bin', 'node');
    const project = join(folder, `project-${version}`);
    const npm = execFileSync('sh', ['-c', 'readlink -f "$(command -v npm)"'], { encoding: 'utf8' }).trim();
    const installed = install(project, [tarball], [node, npm]);
    const run = (args: readonly string[]): string =>
      execFileSync('sh', ['-c', '"$0" "$@" 2>&1', node, ...args], { cwd: project, encoding: 'utf8' });
    const started = run(['--input-type=module', '--eval', script]);
    const doctor = run(['node_modules/order-status-tracker/dist/doctor.js', '--help']);
    const noise = `${installed}${started}${doctor}`
      .split('\n')
      .filter((line) => /warn|EBADENGINE|deprecat/i.test(line));
    if (noise.length > 0) complaints.set(version, noise.join('\n'));
  }
  return complaints;
}
