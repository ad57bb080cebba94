import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { projectPath } from '../../../demo/server/project-files.js';
import { readSettings } from '../../../demo/server/settings.js';

const guides = projectPath('demo', 'guides');
const guide = readFileSync(join(guides, 'own-server.md'), 'utf8');
const unit = readFileSync(projectPath('demo', 'deploy', 'order-status.service'), 'utf8');

/** A setting of the unit. */
function unitHas(name: string): string {
  return new RegExp(`^${name}=(.+)$`, 'm').exec(unit)?.[1] ?? `no ${name}`;
}

describe('the guide to a server of one’s own', () => {
  const commands = guide
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.startsWith('sudo') && line.includes('main.js'));

  it('has commands that run as the user of the systemd unit, in its folder and on its data', () => {
    assert.ok(commands.length >= 3);
    for (const command of commands) {
      assert.ok(command.startsWith(`sudo -u ${unitHas('User')} `), command);
      assert.match(command, new RegExp(`--data /var/lib/${unitHas('StateDirectory')}\\b`));
    }
    assert.ok(guide.includes(`cd ${unitHas('WorkingDirectory')} `));
    assert.match(guide, new RegExp(`^useradd .* ${unitHas('User')}$`, 'm'));
  });

  it('has commands whose words and variables the server takes', () => {
    for (const command of commands) {
      const [, set = '', words = ''] = /^sudo -u \S+ (?:env (.*) )?node \S+main\.js ([^#]*)/.exec(command) ?? [];
      const env = Object.fromEntries(
        [...set.matchAll(/(\w+)=('[^']*'|\S+)/g)].map(([, name = '', value = '']) => [name, value.replace(/'/g, '')]),
      );
      assert.ok(readSettings(words.trim().split(/\s+/), env).dataFolder, command);
    }
  });

  it('links to files and headings that are there', () => {
    for (const [, link = ''] of guide.matchAll(/\]\((?!https?:)([^)]+)\)/g)) {
      const [file = '', heading] = link.split('#');
      if (file !== '') assert.ok(existsSync(join(guides, file)), link);
      const headings = [...guide.matchAll(/^## (.+)$/gm)].map(([, text = '']) => text.toLowerCase());
      const slugs = headings.map((text) => text.replace(/[^\w -]/g, '').replaceAll(' ', '-'));
      if (file === '' && heading !== undefined) assert.ok(slugs.includes(heading), link);
    }
  });
});
