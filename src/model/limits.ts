/**
 * Limits on how much of each kind of text is read. Each limit is ten times what honest repositories have. Exceeding one is reported
 * as a problem at its line. `SECURITY.md` lists them.
 */

/** The maximum number of problems of one file in a report. */
export const problemLimit = 200;

/** One YAML document, or JSON. Kubernetes accepts objects up to 1.5 MiB, and Helm stores a release in one of them. */
export const yamlLimits = {
  /** Written characters, plus those that aliases expand to. */
  characters: 2_000_000,
  /** An aliased value counts once for each use. */
  values: 100_000,
  levels: 200,
} as const;

/** A Go template. */
export const templateLimits = { actions: 10_000 } as const;

/** The YAML documents of one file. */
export const yamlFileLimits = { documents: 10_000, values: 200_000 } as const;

/** Limits that all files of a repository share, beyond what small files need. */
export const runLimits = {
  /** The size in bytes from which a file counts as large. */
  largeFile: 256 * 1024,
  largeFiles: 64 * 1024 * 1024,
  /** Values of a file that are not counted. */
  fewValues: 2_000,
  values: 400_000,
  /** Characters of a file's scripts that are not counted. */
  shortScript: 50_000,
  scripts: 4_000_000,
  /** Characters of a helmfile's template that are not counted the first time it is rendered. */
  shortTemplate: 20_000,
  helmfiles: 1_500_000,
  /** Characters of a Terraform file that are not counted. */
  shortTerraform: 10_000,
  terraform: 500_000,
  /** Evaluations of a Terraform root that are not counted. */
  fewEvaluations: 1_000,
  evaluations: 1_500_000,
  /** Resources and modules of a Terraform root that are not counted. */
  fewBlocks: 50,
  blocks: 4_000,
  /** Installs of a file that are not counted. */
  fewInstalls: 4,
  installs: 3_000,
  /** The layers of values of a file's installs that count for nothing. */
  fewLayers: 200,
  layers: 100_000,
  /** Dependencies of a chart that are not counted. */
  fewDependencies: 5,
  dependencies: 3_000,
} as const;

/** A shell script, or a file that contains scripts: a makefile, a workflow. */
export const scriptLimits = {
  characters: 500_000,
  commands: 10_000,
  /** The steps that loops and substitutions take. */
  steps: 500_000,
} as const;

/** A Terraform file, or a template that it renders; or a root module with all modules that it calls. */
export const terraformLimits = {
  characters: 192 * 1024,
  evaluations: 200_000,
  blocks: 2_000,
  modules: 10,
} as const;

/** A chart of the repository: its dependencies, including those of the charts that it depends on. */
export const chartLimits = { dependencies: 500 } as const;
