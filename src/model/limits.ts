/**
 * How much of one kind of text is read. Each bound is ten times what honest repositories have, and each that is hit is a
 * problem at its line. `SECURITY.md` states them.
 */

/** The problems of one file that a report shows. */
export const problemLimit = 200;

/** One YAML document, or JSON. Kubernetes takes objects up to 1.5 MiB, and Helm keeps a release in one of them. */
export const yamlLimits = {
  /** Written, and again those that aliases stand for. */
  characters: 2_000_000,
  /** Aliases count as often as they are used. */
  values: 100_000,
  levels: 200,
} as const;

/** A Go template. */
export const templateLimits = { actions: 10_000 } as const;

/** The YAML documents of one file. */
export const yamlFileLimits = { documents: 10_000, values: 200_000 } as const;

/** What all files of a repository may take together, beyond what small ones have. */
export const runLimits = {
  /** A file counts from this size on, in bytes. */
  largeFile: 256 * 1024,
  largeFiles: 64 * 1024 * 1024,
  /** The values of a file that count for nothing. */
  fewValues: 2_000,
  values: 400_000,
  /** The characters of a file's scripts that count for nothing. */
  shortScript: 50_000,
  scripts: 4_000_000,
  /** The characters of a helmfile's template that count for nothing when it is rendered for the first time. */
  shortTemplate: 20_000,
  helmfiles: 1_500_000,
  /** The characters of a file of Terraform's language that count for nothing. */
  shortTerraform: 10_000,
  terraform: 500_000,
  /** The evaluations of a Terraform root that count for nothing. */
  fewEvaluations: 1_000,
  evaluations: 1_500_000,
  /** The resources and modules of a Terraform root that count for nothing. */
  fewBlocks: 50,
  blocks: 4_000,
  /** The installs of a file that count for nothing. */
  fewInstalls: 4,
  installs: 3_000,
  /** The layers of values of a file's installs that count for nothing. */
  fewLayers: 200,
  layers: 100_000,
  /** The dependencies of a chart that count for nothing. */
  fewDependencies: 5,
  dependencies: 3_000,
} as const;

/** A shell script, or a file that has some in it: a makefile, a workflow. */
export const scriptLimits = {
  characters: 500_000,
  commands: 10_000,
  /** Steps of what loops and substitutions cost. */
  steps: 500_000,
} as const;

/** A file of Terraform's language, or a template that it renders; a root module with all that it calls. */
export const terraformLimits = {
  characters: 192 * 1024,
  evaluations: 200_000,
  blocks: 2_000,
  modules: 10,
} as const;

/** A chart of the repository: its dependencies, with those of the charts that it brings along. */
export const chartLimits = { dependencies: 500 } as const;
