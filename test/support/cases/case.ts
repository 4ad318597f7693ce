import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { findDirectory, type OpenDirectory } from "../../../src/files/repository.ts";
import type { Finding } from "../../../src/model/finding.ts";
import type { Report } from "../../../src/model/report.ts";
import { check } from "../../../src/pipeline/lint.ts";

export const fixtures = join(import.meta.dirname, "../../fixtures");

/** A folder of input below `test/fixtures`; its expected file lies in it. */
export interface Case {
  /** The folder below `test/fixtures`, such as `policies`. */
  readonly kind: string;
  /** The rule, form or platform; empty where the kind has no folders for them. */
  readonly group: string;
  readonly name: string;
  readonly folder: string;
}

/** A case and the report on it, as the files are. */
export interface Reading extends Case {
  readonly report: Report;
  /** Reads the files with other texts for some of them. */
  readonly readChanged: (texts: ReadonlyMap<string, string>) => Promise<Report>;
  /** Reads a changed copy of the files. */
  readonly readCopy: (directory: string) => Promise<Report>;
}

/** Reads a case once, for everything that is checked of it. */
export async function readCase(item: Case, kustomize: "auto" | "off"): Promise<Reading> {
  const read = async (cwd: string, texts?: ReadonlyMap<string, string>) => (await check({ cwd, kustomize }, { open, texts })).report;
  return { ...item, report: await read(item.folder), readChanged: (texts) => read(item.folder, texts), readCopy: read };
}

/** Lists a directory without git, which other tests are about: starting it costs as much as the rest of a case. */
const open: OpenDirectory = async (cwd, path) => {
  const { root, only } = findDirectory(cwd, path);
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  return { root, only, files: entries.map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, "/")) };
};

/** The cases of a kind, in the order of their names. */
export function findCases(kind: string, isGrouped: boolean): Case[] {
  const groups = isGrouped ? listFolders(join(fixtures, kind)) : [""];
  return groups.flatMap((group) =>
    listFolders(join(fixtures, kind, group)).map((name) => ({ kind, group, name, folder: join(fixtures, kind, group, name) })),
  );
}

/** How a case is named in tests and in `unfixed.txt`, such as `policies/gke-platform/fail-helm`. */
export function nameCase({ kind, group, name }: Case): string {
  return [kind, group, name].filter((part) => part !== "").join("/");
}

/** The findings that a case is about: those of its rule, or all where it is about no rule. */
export function selectFindings({ kind, group }: Case, { findings }: Report): readonly Finding[] {
  return kind === "policies" ? findings.filter(({ rule }) => rule === group) : findings;
}

/** The text of a file of a directory, where the file exists. */
export function readText(directory: string, file: string): string | undefined {
  const path = join(directory, file);
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}

export function listFolders(path: string): string[] {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));
}
