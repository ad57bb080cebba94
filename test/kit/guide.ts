import { readFileSync } from 'node:fs';
import { projectPath } from '../../demo/server/project-files.js';

/** A block of code in the guide. */
export interface Block {
  readonly language: string;
  readonly text: string;
}

export const guide = readFileSync(projectPath('demo', 'guides', 'supabase.md'), 'utf8');

/** The guide's blocks of one language, in their order. */
export function blocksOf(language: string): readonly string[] {
  const blocks = [...guide.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)];
  return blocks.filter(([, found]) => found === language).map(([, , text = '']) => text.trim());
}

/** A command of the Supabase CLI: its words and its flags. */
export interface CliCommand {
  readonly words: readonly string[];
  readonly flags: readonly string[];
}

/** Every command of the Supabase CLI that the guide names, in blocks and in sentences. */
export function cliCommands(): readonly CliCommand[] {
  const commands = [...guide.matchAll(/npx supabase ([^\n`|]+)/g)].map(([, rest = '']) => rest.trim().split(/\s+/));
  return commands.map((parts) => ({
    words: parts.slice(0, parts.findIndex((part) => !/^[a-z-]+$/.test(part) || part.startsWith('-')) >>> 0),
    flags: parts.filter((part) => part.startsWith('--')),
  }));
}
