import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What writers get wrong: each text is written wherever a repository can write any. The words `evil…` say where it has come out. */
export const hostileTexts: readonly string[] = [
  "evil0 \n::error file=a,line=1::evil0\n::add-mask::evil0\n##[error]evil0\n##vso[task.complete]evil0\n",
  "::stop-commands::evil1\r\n::set-output name=x::evil1\r::warning::evil1",
  "evil2` ::error::evil2 `##[group]evil2` \u00a0::notice::evil2",
  "evil3 @evil3 @evil/team3 #123 evil/repo#3 GH-3 evil/repo@c0ffee254729296a45a3885639ac7e10f9d5497c c0ffee2",
  "evil4`` @evil4 ``` #4 ` @evil/team4 ```\n\n@evil4\n\n# evil4\n\n- evil4\n",
  "<img src=x onerror=alert(5) alt=evil5><script>evil5()</script></details></code></pre></p></title></style><!-- evil5",
  'evil6"\' onload="evil6()" \'><svg/onload=evil6()> &lt;img src=x&gt; &#60;b&#62; ]]> <![CDATA[ <?evil6 ?> --> </failure></testcase>',
  "[evil7](https://evil7.example) ![evil7](https://evil7.example/x.png) <https://evil7.example> https://evil7.example www.evil7.example evil7@evil7.example",
  "`](javascript:evil8())[evil8]: javascript:evil8 [evil8](javascript:evil8) [evil8](1) | evil8 \\| evil8 \\\\| ~~x~~ **x** __x__ $x$ $$x$$",
  "evil9\u001b[2J\u001b[31m\u001b]8;;https://evil9.example\u0007evil9\u001b]8;;\u0007\u009b31m\u009d0;evil9\u009c\u0007\b\b\b\u007f",
  "evil10\u202eevil10\u2066evil10\u2069\u200b\u200f\u061c\ufeff\u00ad\u2028evil10\u2029evil10\u0085evil10\u{e0041}\u180e\u3164evil10\u2800\ufe0f\u200d\u{e0100}\uffa0\u2003\u034fevil10",
  `evil11 ${"x".repeat(100_000)}\`\`\`${"@evil11 ".repeat(500)}`,
  'evil12"] --> evil12["x"]; click a href "javascript:evil12()"; end; subgraph evil12; %%{init: {}}%% style a fill:#f00; #quot; #35;',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: variables of several tools
  "{{evil13}} ${evil13} $(evil13) %ENV% %0A::error::evil13 %0a::error::evil13 %25 \\n::error::evil13 'evil13' \"evil13\" $'evil13'",
  "- evil14\n  1. evil14\n> evil14\n| evil14 | evil14 |\n|---|---|\n\n    evil14\n<details><summary>evil14</summary>\n<!-- istio-preflight -->\n```",
];

/** Makes a hostile repository of an empty directory: two commits, of which the second changes a setting of each text and repairs an install. */
export function writeHostileRepository(directory: string): void {
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=Evil", "-c", "user.email=evil@example.com", ...args], { cwd: directory });
  git("init", "--quiet");
  writeFileSync(join(directory, ".istio-preflight.yaml"), configuration());
  for (const state of ["before", "after"]) {
    for (const [index, text] of hostileTexts.entries()) {
      for (const [path, content] of filesWith(text, index, state)) {
        mkdirSync(dirname(join(directory, path)), { recursive: true });
        writeFileSync(join(directory, path), content);
      }
    }
    git("add", "--all");
    git("commit", "--quiet", "--message", state);
  }
}

/** The configuration is valid, and hostile in every text of its own. */
function configuration(): string {
  // Braces would make it a template, which a configuration is not.
  const texts = hostileTexts.map((text) => text.replaceAll("{{", "{").replaceAll("${", "{"));
  const clusters = texts.map((name, index) => ({ name: `${name} cluster`, platform: "gke", paths: [`gke${index}/**`] }));
  const ignore = texts.flatMap((reason, index) => [
    { rule: "gke-platform", paths: [`gke${index}/ignored/**`], reason: `${reason} reason` },
    { rule: "k3s-cni-dirs", paths: [`${pathOf(reason)}/**`], reason, until: "2020-01-01" },
  ]);
  return yaml({ clusters, ignore, exclude: ["vendor/**"] });
}

function* filesWith(text: string, index: number, state: string): Generator<[string, string]> {
  const named = pathOf(text);
  // A cluster of the configuration, with a platform that makes most rules look.
  yield [`gke${index}/cni.yaml`, application(text, { values: { profile: text, global: { platform: text } } })];
  yield [
    `gke${index}/${named}.yaml`,
    application(text, { values: { profile: "ambient", cni: { cniBinDir: `${text} ${state}`, [text]: text } } }),
  ];
  yield [`gke${index}/ignored/cni.yaml`, application(text, { values: { profile: "ambient" } })];
  yield [`gke${index}/flux.yaml`, fluxRelease(text)];
  yield [
    `gke${index}/istiod.yaml`,
    application(text, { chart: "istiod", values: { [text]: 1, platform: text, global: { platfrom: text, platform: "gke" } } }),
  ];
  yield [
    `gke${index}/quota.yaml`,
    resource("ResourceQuota", "v1", text, {
      hard: { pods: text },
      scopeSelector: { matchExpressions: [{ operator: "In", scopeName: "PriorityClass", values: ["system-node-critical", text] }] },
    }),
  ];
  yield [
    `gke${index}/policy.yaml`,
    resource("NetworkPolicy", "networking.k8s.io/v1", text, { podSelector: {}, ingress: [{ ports: [{ port: 80 }] }] }),
  ];
  yield [
    `gke${index}/cilium-policy.yaml`,
    resource("CiliumClusterwideNetworkPolicy", "cilium.io/v2", text, { endpointSelector: {}, ingress: [{}] }),
  ];
  yield [
    `gke${index}/cilium.yaml`,
    application(text, {
      chart: "cilium",
      repo: "https://helm.cilium.io",
      version: "1.17.0",
      values: { cni: { exclusive: text }, kubeProxyReplacement: true, socketLB: { hostNamespaceOnly: text }, bpf: { masquerade: text } },
    }),
  ];
  const platform = state === "before" ? text : "gke";
  yield [`own${index}/cni.yaml`, application(text, { values: { profile: "ambient", global: { platform } } })];
  // A cluster of its own, with the text in the name of the directory.
  yield [`${named}/up.sh`, script(text)];
  yield [`${named}/main.tf`, terraform(text)];
  yield [`set${index}/applicationset.yaml`, applicationSet(text)];
  yield [`more${index}/operator.yaml`, `${operator(text)}---\n${sail(text)}`];
  yield [
    `more${index}/helmfile.yaml`,
    yaml({
      repositories: [{ name: "istio", url: istioCharts }],
      releases: [
        { name: text, namespace: text, chart: "istio/cni", version: text, values: [{ profile: text }], set: [{ name: text, value: text }] },
      ],
    }),
  ];
  yield [
    `more${index}/kustomization.yaml`,
    yaml({
      namespace: text,
      helmCharts: [
        { name: "cni", repo: istioCharts, version: "1.29.0", releaseName: text, namespace: text, valuesInline: { profile: text } },
      ],
      resources: [text, `https://${text}`],
    }),
  ];
  yield [
    `more${index}/chart.yaml`,
    resource("HelmChart", "helm.cattle.io/v1", text, {
      chart: "cni",
      repo: istioCharts,
      version: text,
      targetNamespace: text,
      set: { "global.platform": text },
    }),
  ];
  yield [
    `broken${index}/broken.yaml`,
    `kind: Application\napiVersion: argoproj.io/v1alpha1\n${JSON.stringify(text)}: [${raw(text)}\nx: *${raw(text)}\n`,
  ];
  yield [
    `broken${index}/missing.sh`,
    `#!/bin/sh\nhelm install istiod istio/istiod -f ${quoted(text)} --version ${quoted(text)} --set ${quoted(`{${text}`)}\n`,
  ];
}

const istioCharts = "https://blob.istio.io/istio-release/charts";

/** A comment in which a text stands as it is, as far as a line can hold it. */
function raw(text: string): string {
  return text.replace(/[\n\r]+/g, " ");
}

/** Every file carries a comment and a suppression with the text, so that it stands in code frames. */
function yaml(value: unknown, text = ""): string {
  return `${text === "" ? "" : `# ${raw(text)}\n`}${JSON.stringify(value, null, 2)}\n`;
}

interface Chart {
  readonly chart?: string;
  readonly repo?: string;
  readonly version?: string;
  readonly values: unknown;
}

function application(text: string, { chart = "cni", repo = istioCharts, version = "1.29.0", values }: Chart): string {
  const source = {
    chart,
    repoURL: repo,
    targetRevision: version,
    helm: { releaseName: text, parameters: [{ name: `${text}.x`, value: text }], valuesObject: values },
  };
  const object = {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: { name: text },
    spec: { project: text, source, destination: { namespace: text } },
  };
  const body = yaml(object, text);
  return body.replace(
    '      "valuesObject": {',
    `      # ${raw(text)}\n      "valuesObject": { # istio-preflight-ignore: no-such-rule-evil -- ${raw(text)}`,
  );
}

function fluxRelease(text: string): string {
  const chart = { spec: { chart: "ztunnel", version: text, sourceRef: { kind: "HelmRepository", name: text } } };
  return resource("HelmRelease", "helm.toolkit.fluxcd.io/v2", text, {
    chart,
    releaseName: text,
    targetNamespace: text,
    valuesFrom: [{ kind: "ConfigMap", name: text }],
    values: { profile: text, [text]: { [text]: text } },
  });
}

function resource(kind: string, apiVersion: string, text: string, spec: unknown): string {
  return yaml({ apiVersion, kind, metadata: { name: text, namespace: text, labels: { [text]: text } }, spec }, text);
}

function operator(text: string): string {
  return resource("IstioOperator", "install.istio.io/v1alpha1", text, {
    profile: text,
    tag: text,
    hub: text,
    namespace: text,
    components: { cni: { enabled: true, namespace: text } },
    values: { cni: { cniBinDir: text, excludeNamespaces: text } },
  });
}

function sail(text: string): string {
  return resource("IstioCNI", "sailoperator.io/v1", text, {
    version: text,
    namespace: text,
    profile: text,
    values: { cni: { cniBinDir: text } },
  });
}

function applicationSet(text: string): string {
  const generators = [{ list: { elements: [{ cluster: text, url: text, bin: text }] } }];
  const source = {
    chart: "cni",
    repoURL: istioCharts,
    targetRevision: "1.29.0",
    helm: { valuesObject: { profile: "{{cluster}}", cni: { cniBinDir: "{{bin}}" } } },
  };
  const template = {
    metadata: { name: "{{cluster}}-cni" },
    spec: { source, destination: { name: "{{cluster}}", server: "{{url}}", namespace: "istio-system" } },
  };
  return resource("ApplicationSet", "argoproj.io/v1alpha1", text, { generators, template });
}

function script(text: string): string {
  const word = quoted(text);
  return [
    "#!/bin/sh",
    `# ${raw(text)}`,
    `k3d cluster create ${word}`,
    `helm install ${word} istio/cni -n ${word} --version 1.29.0 --set profile=ambient # istio-preflight-ignore: k3s-cni-dirs -- ${raw(text)}`,
    `helm install istio-cni istio/cni --version 1.29.0 --set ${quoted(`profile=ambient,cni.cniBinDir=${escapedValue(text)}`)}`,
    `istioctl install --set profile=${word} --set ${quoted(`values.${escapedValue(text)}=${escapedValue(text)}`)}`,
    "",
  ].join("\n");
}

function terraform(text: string): string {
  const word = JSON.stringify(text).replace(/[$%]\{/g, (sign) => `${sign[0]}${sign}`);
  return `# ${raw(text)}
resource "helm_release" "cni" {
  name = ${word}
  chart = "cni"
  repository = "${istioCharts}"
  version = "1.29.0"
  namespace = ${word}
  set {
    name = "profile"
    value = ${word}
  }
}
`;
}

/** A word of the shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A value of `--set` that means the text. */
function escapedValue(text: string): string {
  return text.replace(/[\\,=.[\]{}]/g, "\\$&");
}

/** As much of a text as the name of a file may hold: anything but slashes and NUL, up to 255 bytes. */
function pathOf(text: string): string {
  let name = "";
  for (const character of text.replaceAll("/", "∕")) {
    if (Buffer.byteLength(name + character) > 200) break;
    name += character;
  }
  return name;
}
