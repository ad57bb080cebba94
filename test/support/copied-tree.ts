import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const compiler = resolve('node_modules/typescript/bin/tsc');
const config = {
  extends: resolve('tsconfig.json'),
  compilerOptions: { rootDir: '.', outDir: 'out', sourceMap: false, types: ['node'] },
  include: ['src', 'demo', 'test'],
};

/** What the compiler says of one file. */
export interface CompileError {
  readonly path: string;
  readonly message: string;
}

/** A copy of some sources, which a test can change, compile and run. It stands in build/, where packages are found. */
export class CopiedTree {
  readonly #root: string;

  constructor(...paths: readonly string[]) {
    mkdirSync('build', { recursive: true });
    this.#root = mkdtempSync(resolve('build/copied-tree-'));
    for (const path of paths) cpSync(path, join(this.#root, path), { recursive: true });
    writeFileSync(join(this.#root, 'tsconfig.json'), JSON.stringify(config));
  }

  /** Changes the text of a file. */
  edit(path: string, change: (text: string) => string): void {
    const place = join(this.#root, path);
    const text = readFileSync(place, 'utf8');
    const changed = change(text);
    if (changed === text) throw new Error(`The edit of ${path} changes nothing.`);
    writeFileSync(place, changed);
  }

  /** Compiles everything; the errors that the compiler names. */
  async compile(): Promise<readonly CompileError[]> {
    const output = await new Promise<string>((done) => {
      execFile(process.execPath, [compiler, '-p', this.#root, '--pretty', 'false'], { cwd: this.#root }, (_, text) =>
        done(text),
      );
    });
    // A message goes on in the lines that are indented.
    return [...output.matchAll(/^(\S+)\(\d+,\d+\): error (.+(?:\n .+)*)$/gm)].map(([, path = '', message = '']) => ({
      path,
      message,
    }));
  }

  /** Loads a compiled module, by the path of its source. */
  load(path: string): Promise<unknown> {
    return import(pathToFileURL(join(this.#root, 'out', path.replace(/\.ts$/, '.js'))).href);
  }

  remove(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }
}
