import {
  compareContracts,
  type Differences,
  isSmaller,
  neededStep,
  type Step,
  stepBetween,
} from './compare-contracts.js';
import type { Contract } from './contract.js';

/** What was released last: kept in released-contract.json, which `--prepare` writes. */
export interface Released {
  readonly version: string;
  readonly contract: Contract;
}

export interface Judgement {
  readonly differences: Differences | undefined;
  readonly needed: Step;
  readonly planned: Step;
  /** Why this version may not be released. */
  readonly refusal?: string;
}

/** Whether the step to `version` is large enough for what has changed since the last release. */
export function judge(released: Released | undefined, present: Contract, version: string): Judgement {
  if (!released) return { differences: undefined, needed: 'none', planned: 'minor' };
  const differences = compareContracts(released.contract, present);
  const needed = neededStep(differences, released.version);
  const planned = stepBetween(released.version, version);
  if (!isSmaller(planned, needed)) return { differences, needed, planned };
  const what =
    differences.removed.length > 0
      ? `removed: ${differences.removed.join(', ')}`
      : `added: ${differences.added.join(', ')}`;
  return {
    differences,
    needed,
    planned,
    refusal: `${released.version} → ${version} is a ${planned} step, and needs to be ${needed} (${what}). Put "${needed}" into a file of .changeset.`,
  };
}

/** What has to be true before anything leaves this machine. */
export interface Surroundings {
  readonly changedFiles: readonly string[];
  readonly branch: string;
  /** Files in .changeset that are not released. */
  readonly changesets: number;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly packageFile: {
    readonly version: string;
    readonly repository?: unknown;
    readonly license?: string;
    readonly publishConfig?: { readonly access?: string; readonly provenance?: boolean };
  };
  readonly released: Released | undefined;
}

/** Why a release cannot be published now; each with what to do. */
export function obstacles({
  changedFiles,
  branch,
  changesets,
  environment,
  packageFile,
  released,
}: Surroundings): readonly string[] {
  const { repository, license, publishConfig, version } = packageFile;
  // npm asks the CI for a signed statement of what was built where.
  const canSign = Boolean(environment.ACTIONS_ID_TOKEN_REQUEST_URL || environment.SIGSTORE_ID_TOKEN);
  return [
    changedFiles.length > 0 && `The working tree has changes: ${changedFiles.slice(0, 5).join(', ')}. Commit them.`,
    branch !== 'main' && `The branch is ${branch || 'none'}. Publish from main.`,
    changesets > 0 && `${changesets} files in .changeset are not released: npm run release -- --prepare, then commit.`,
    released?.version !== version &&
      `released-contract.json is not that of ${version}: npm run release -- --prepare, then commit.`,
    !repository && 'package.json has no "repository", which provenance needs.',
    !license && 'package.json has no "license".',
    publishConfig?.provenance !== true && 'package.json has no "publishConfig": { "provenance": true }.',
    publishConfig?.access !== 'public' && 'package.json has no "publishConfig": { "access": "public" }.',
    !canSign &&
      'Provenance needs a CI that signs (GitHub: permissions id-token: write; GitLab: id_tokens SIGSTORE_ID_TOKEN).',
  ].filter((reason) => reason !== false);
}
