import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { build } from 'esbuild';
import { projectPath, projectRoot } from '../../demo/server/project-files.js';

describe('the image of demo/deploy/Dockerfile', () => {
  it('has every file that the server imports', async () => {
    const dockerfile = readFileSync(projectPath('demo', 'deploy', 'Dockerfile'), 'utf8');
    const copied = [...dockerfile.matchAll(/^COPY --from=build \/app\/(\S+) /gm)].map(([, path]) => `${path}/`);
    const { metafile } = await build({
      absWorkingDir: projectRoot,
      entryPoints: ['build/demo/server/main.js'],
      outdir: 'build/never-written',
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      write: false,
      metafile: true,
    });
    const files = Object.keys(metafile.inputs);
    assert.ok(files.length > 50, `${files.length} files`);
    assert.deepEqual(
      files.filter((file) => !copied.some((path) => file.startsWith(path))),
      [],
    );
  });
});
