import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type BillOfMaterials, shippedMaterials } from './bill-of-materials.js';
import { cdnNotes, importMap, integrityOf, readScripts, scriptTag } from './cdn-snippet.js';
import { sectionOf, withIntroductionFirst } from './changelog.js';
import { obstacles, type Surroundings } from './judge.js';
import { applyChangesets } from './next-version.js';
import { readOptions } from './options.js';

/** Runs with a folder that is gone afterwards. */
function withFolder(files: Readonly<Record<string, string>>, use: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'order-status-release-test-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(join(folder, name, '..'), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('npm run release', () => {
  it('changes and publishes nothing unless it is told to', () => {
    assert.deepEqual(readOptions([]), { mode: 'dry', builds: true, commands: [], help: false });
    assert.deepEqual(readOptions(['--with', 'test,starters', '--no-build']).commands, ['test', 'starters']);
  });

  it('tests what it publishes, and builds it', () => {
    assert.deepEqual(readOptions(['--publish', '--with', 'starters']).commands, ['test', 'starters']);
    assert.throws(() => readOptions(['--publish', '--no-build']), /builds what it publishes/);
    assert.throws(() => readOptions(['--prepare', '--publish']), /then a commit/);
    assert.throws(() => readOptions(['--force']), /"--force" is not known/);
  });

  const ready: Surroundings = {
    changedFiles: [],
    branch: 'main',
    changesets: 0,
    environment: { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://ci.example' },
    packageFile: {
      version: '1.2.3',
      license: 'MIT',
      repository: { url: 'git+https://example.com/a.git' },
      publishConfig: { access: 'public', provenance: true },
    },
    released: { version: '1.2.3', contract: {} },
  };

  it('publishes a clean main branch from a CI that signs', () => assert.deepEqual(obstacles(ready), []));

  const { repository: _, ...withoutRepository } = ready.packageFile;
  const wrong: Readonly<Record<string, readonly [Partial<Surroundings>, RegExp]>> = {
    'a working tree with changes': [{ changedFiles: [' M a.ts'] }, /Commit them/],
    'another branch': [{ branch: 'feature' }, /Publish from main/],
    'changesets that are left': [{ changesets: 2 }, /--prepare/],
    'a version whose contract is not kept': [{ released: { version: '1.2.2', contract: {} } }, /not that of 1\.2\.3/],
    'a computer that cannot sign': [{ environment: {} }, /Provenance needs a CI/],
    'a package without a repository': [{ packageFile: withoutRepository }, /"repository"/],
    'a package that does not ask for provenance': [
      { packageFile: { ...ready.packageFile, publishConfig: { access: 'public' } } },
      /"provenance": true/,
    ],
  };
  for (const [name, [different, reason]] of Object.entries(wrong)) {
    it(`refuses to publish ${name}`, () => {
      const found = obstacles({ ...ready, ...different });
      assert.equal(found.length, 1, found.join('\n'));
      assert.match(found[0] ?? '', reason);
    });
  }
});

describe('the changelog', () => {
  const before = '# Changelog\n\nWhat changed, newest first.\n\n## 0.1.0\n\n- Old.\n\n## Decisions\n\nWhy.\n';
  const after =
    '# Changelog\n\n## 0.2.0\n\n### Minor Changes\n\n- abc: New.\n\nWhat changed, newest first.\n\n## 0.1.0\n\n- Old.\n\n## Decisions\n\nWhy.\n';

  it('keeps its introduction above the versions', () => {
    const text = withIntroductionFirst(before, after);
    assert.match(
      text,
      /^# Changelog\n\nWhat changed, newest first\.\n\n## 0\.2\.0\n\n### Minor Changes\n\n- abc: New\.\n\n## 0\.1\.0/,
    );
    assert.equal(text.length, after.length);
    assert.equal(sectionOf(text, '0.2.0'), '### Minor Changes\n\n- abc: New.');
    assert.equal(sectionOf(text, '0.3.0'), undefined);
  });

  it('gets what the files in .changeset say, and the version their largest step', () => {
    const files = {
      'package.json': JSON.stringify({ name: 'order-status-tracker', version: '1.2.3' }),
      'CHANGELOG.md': before,
      '.changeset/config.json': readFileSync('.changeset/config.json', 'utf8'),
      '.changeset/one.md': "---\n'order-status-tracker': patch\n---\n\nMended.\n",
      '.changeset/two.md': "---\n'order-status-tracker': minor\n---\n\nNew.\n",
    };
    withFolder(files, (folder) => {
      const git = (...words: string[]) => execFileSync('git', words, { cwd: folder, stdio: 'ignore' });
      git('init', '-b', 'main');
      git('add', '-A');
      git('-c', 'user.name=Test', '-c', 'user.email=test@example.com', 'commit', '-m', 'All');
      const { version, changes } = applyChangesets(folder);
      assert.equal(version, '1.3.0');
      assert.match(changes, /### Minor Changes\n\n- .*New\.\n\n### Patch Changes\n\n- .*Mended\./);
      assert.match(readFileSync(join(folder, 'CHANGELOG.md'), 'utf8'), /^# Changelog\n\nWhat changed/);
    });
  });
});

describe('the bill of materials', () => {
  const component = (name: string) => ({ 'bom-ref': `${name}@1.0.0`, name, version: '1.0.0', scope: 'optional' });
  const installed: BillOfMaterials = {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    metadata: { component: { 'bom-ref': 'own@0.1.0', name: 'folder', version: '0.1.0' } },
    components: ['lit', '@lit/element', 'ws', 'typescript'].map(component),
    dependencies: [
      { ref: 'own@0.1.0', dependsOn: ['lit@1.0.0', 'ws@1.0.0', 'typescript@1.0.0'] },
      { ref: 'lit@1.0.0', dependsOn: ['@lit/element@1.0.0'] },
      { ref: '@lit/element@1.0.0', dependsOn: [] },
      { ref: 'ws@1.0.0', dependsOn: [] },
      { ref: 'typescript@1.0.0', dependsOn: [] },
    ],
  };
  const own = { name: 'own', version: '0.2.0', dependencies: ['lit'] };

  it('has what users get: dependencies, theirs, and what is bundled; nothing that only builds', () => {
    const { components, dependencies, metadata } = shippedMaterials(installed, own);
    assert.deepEqual(
      components.map(({ name }) => name),
      ['lit', '@lit/element', 'ws'],
    );
    assert.ok(components.every(({ scope }) => scope === 'required'));
    assert.deepEqual(dependencies[0], { ref: 'own@0.2.0', dependsOn: ['lit@1.0.0', 'ws@1.0.0'] });
    assert.equal(dependencies.length, 4);
    assert.equal(metadata.component.name, 'own');
  });

  it('is refused where a dependency is not installed', () => {
    assert.throws(() => shippedMaterials(installed, { ...own, dependencies: ['xstate'] }), /xstate .* npm ci/);
  });
});

describe('what to paste from a CDN', () => {
  const files = {
    'order-status-tracker.js': 'import("./parts/a-1.js")',
    'order-status-tracker.iife.js': 'x',
    'order-status-tracker-supabase.js': 'import("./parts/b-2.js")',
    'order-status-tracker-supabase.iife.js': 'x',
    'order-status-board.js': 'x',
    'order-status-board.iife.js': 'x',
    'parts/a-1.js': 'a',
    'parts/b-2.js': 'b',
    'locales/de.json': '{}',
  };

  it('is the exact version, with the hash of just this file', () => {
    withFolder(files, (folder) => {
      const tag = scriptTag('order-status-tracker.js', '1.2.3', readScripts(folder));
      const hash = integrityOf(Buffer.from(files['order-status-tracker.js']));
      assert.equal(
        tag,
        `<script type="module" src="https://cdn.jsdelivr.net/npm/order-status-tracker@1.2.3/dist/cdn/order-status-tracker.js"\n  integrity="${hash}" crossorigin="anonymous"></script>`,
      );
      assert.match(hash, /^sha384-[A-Za-z0-9+/]{64}$/);
      const { hashes } = readScripts(folder);
      for (const whole of Object.keys(hashes).filter((name) => !name.startsWith('parts/'))) {
        assert.ok(cdnNotes('1.2.3', readScripts(folder)).includes(scriptTag(whole, '1.2.3', { hashes, parts: {} })));
      }
    });
  });

  it('is an import map with the hashes of the script and of its own parts', () => {
    withFolder(files, (folder) => {
      const [, json = ''] =
        /importmap">\n([\s\S]*?)\n<\/script>/.exec(
          importMap('order-status-tracker.js', '1.2.3', readScripts(folder)),
        ) ?? [];
      const { imports, integrity } = JSON.parse(json);
      const names = Object.keys(integrity).map((address) => address.replace(/.*dist\/cdn\//, ''));
      assert.deepEqual(names, ['order-status-tracker.js', 'parts/a-1.js']);
      assert.equal(imports['order-status-tracker/define'], Object.keys(integrity)[0]);
      assert.equal(Object.values(integrity)[1], integrityOf(Buffer.from('a')));
    });
  });
});
