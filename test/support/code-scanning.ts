/** What SARIF says in words, and GitHub asks for beyond it, of what a log of ours has. */
interface Log {
  readonly $schema: string;
  readonly runs: readonly Run[];
}

interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly Rule[] } };
  readonly originalUriBaseIds: Readonly<Record<string, unknown>>;
  readonly invocations: readonly { readonly toolExecutionNotifications: readonly Located[] }[];
  readonly results: readonly Result[];
}

interface Rule {
  readonly id: string;
  readonly name: string;
  readonly helpUri?: string;
  readonly properties: { readonly tags: readonly string[] };
  readonly [key: string]: unknown;
}

interface Located {
  readonly message: Message;
  readonly locations?: readonly Location[];
}

interface Message {
  readonly text: string;
}

interface Result extends Located {
  readonly ruleId: string;
  readonly ruleIndex?: number;
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly relatedLocations?: readonly (Location & { readonly id: number; readonly message: Message })[];
  readonly fixes?: readonly { readonly artifactChanges: readonly { readonly artifactLocation: Artifact }[] }[];
}

interface Location {
  readonly physicalLocation: {
    readonly artifactLocation: Artifact;
    readonly region: { readonly startLine: number; readonly startColumn: number; readonly endLine?: number; readonly endColumn?: number };
  };
}

interface Artifact {
  readonly uri: string;
  readonly uriBaseId: string;
}

/** What SARIF's schema cannot say, and what code scanning asks for: https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support */
export function codeScanningProblems(log: Log): readonly string[] {
  const problems = log.$schema.endsWith("/sarif-schema-2.1.0.json") ? [] : ["the schema is not of SARIF 2.1.0"];
  if (log.runs.length > 20) problems.push("more than 20 runs");
  return [...problems, ...log.runs.flatMap(runProblems)];
}

function runProblems(run: Run): string[] {
  const { rules } = run.tool.driver;
  const ids = new Set(rules.map(({ id }) => id));
  const notifications = run.invocations.flatMap((invocation) => invocation.toolExecutionNotifications);
  return [
    ...(ids.size === rules.length ? [] : ["two rules of one id"]),
    ...rules.flatMap(ruleProblems),
    ...run.results.flatMap((result) => resultProblems(result, rules)),
    ...[...notifications, ...run.results].flatMap((located) => messageProblems(located)),
    ...listArtifacts(run).flatMap((artifact) => artifactProblems(artifact, run)),
  ];
}

function ruleProblems({ id, name, properties, helpUri, ...rule }: Rule): string[] {
  const texts = ["shortDescription", "fullDescription", "help"].filter((key) => !/\S/.test((rule[key] as Message | undefined)?.text ?? ""));
  return [
    ...texts.map((key) => `${id} has no ${key}`),
    ...(/^(?:[A-Z][a-z0-9]*)+$/.test(name) && name !== id ? [] : [`${id} has the name ${name}`]),
    ...(properties.tags.length > 20 ? [`${id} has more than 20 tags`] : []),
    ...(helpUri === undefined || helpUri.startsWith("https://") ? [] : [`${id} has the page ${helpUri}`]),
  ];
}

function resultProblems({ ruleId, ruleIndex, partialFingerprints, locations = [], relatedLocations = [] }: Result, rules: readonly Rule[]) {
  const related = new Set(relatedLocations.map(({ id }) => id));
  return [
    ...(ruleIndex === undefined || rules[ruleIndex]?.id === ruleId ? [] : [`rule ${ruleIndex} is not ${ruleId}`]),
    ...(Object.values(partialFingerprints).some((value) => value !== "") ? [] : [`${ruleId} has no fingerprint`]),
    ...(locations.length === 1 ? [] : [`${ruleId} has ${locations.length} locations`]),
    ...(relatedLocations.length > 1000 ? [`${ruleId} has more than 1,000 related locations`] : []),
    ...(related.size === relatedLocations.length ? [] : [`${ruleId} has two related locations of one id`]),
    ...relatedLocations.flatMap((location) => messageProblems({ message: location.message, locations: [location] })),
  ];
}

/** A sentence, without a link to a location, and regions that begin before they end. */
function messageProblems({ message, locations = [] }: Located): string[] {
  return [
    ...(/\S/.test(message.text) ? [] : ["a message without text"]),
    ...(/\]\(/.test(message.text) ? [`a message with a link: ${message.text}`] : []),
    ...locations.flatMap(({ physicalLocation: { region } }) => {
      const { startLine, startColumn, endLine = startLine, endColumn = startColumn } = region;
      return endLine > startLine || (endLine === startLine && endColumn >= startColumn)
        ? []
        : [`a region that ends before it begins: ${message.text}`];
    }),
  ];
}

function listArtifacts({ invocations, results }: Run): Artifact[] {
  const located = [...invocations.flatMap((invocation) => invocation.toolExecutionNotifications), ...results];
  const locations = [
    ...located.flatMap(({ locations: own = [] }) => own),
    ...results.flatMap(({ relatedLocations = [] }) => relatedLocations),
  ];
  const changed = results.flatMap(({ fixes = [] }) => fixes.flatMap(({ artifactChanges }) => artifactChanges));
  return [
    ...locations.map(({ physicalLocation }) => physicalLocation.artifactLocation),
    ...changed.map(({ artifactLocation }) => artifactLocation),
  ];
}

/** A path below a directory that the log names, with forward slashes. */
function artifactProblems({ uri, uriBaseId }: Artifact, { originalUriBaseIds }: Run): string[] {
  const isRelative = !/^(?:[a-z][a-z0-9+.-]*:|\/)|(?:^|\/)\.\.?(?:\/|$)|\\|^$/i.test(uri);
  return [
    ...(isRelative ? [] : [`the path ${uri} is not relative`]),
    ...(uriBaseId in originalUriBaseIds ? [] : [`${uriBaseId} is no base`]),
  ];
}
