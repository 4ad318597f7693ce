import { charts, filled, helmInstall, numbered, type ParserBomb } from "./bomb.ts";

const script = "#!/bin/sh\nhelm install istiod istio/istiod\n";
const release = `resource "helm_release" "x" {\n  chart = "istiod"\n  name = "x"\n  repository = "${charts}"\n}\n`;

type Row = readonly [piece: string, line: number];

/** What is nested, long or repeated in shell. */
const shellRows: readonly Row[] = [
  ...(["$(", "`", "((", "{ ", "if a; then ", '"$(', "$" + "{a:-", "for i in 1 2; do ", "{a,b}", "case a in a) "] as const).map(
    (piece) => [piece, 3] as const,
  ),
  ...(["<(", "a | ", "a && ", "x ", "[[ ", "'", "a=( ", "é", "$a", "*"] as const).map((piece) => [piece, 3] as const),
  ["cat <<A\n", 62497],
  ["a=$a$a\n", 71425],
  ["f() { f; }\n", 45453],
  [". ./install.sh\n", 33333],
  ["\\\n", 249981],
  ["#\n", 249981],
  ["# istio-preflight-ignore: a -- b\n", 15_153],
  [`${helmInstall}\n`, 10002],
];

const shellBombs: readonly ParserBomb[] = shellRows.map(([piece, line], index) => ({
  name: `shell: ${JSON.stringify(piece)}`,
  path: `shell-${index}/install.sh`,
  text: filled(script, piece),
  code: "shell-limit",
  line,
}));

/** What is nested, long or repeated in Terraform's language. */
const terraformBombs: readonly ParserBomb[] = ["[", "{", "(", '"$' + "{", "!", "a ? ", "[for a in b : ", "a(", "a.", "a + "].map(
  (piece, index) => ({
    name: `Terraform: ${JSON.stringify(piece)}`,
    path: `terraform-${index}/main.tf`,
    text: filled(`${release}locals {\n  a = `, piece),
    code: "terraform-limit",
    line: 7,
  }),
);

const workflow = `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n    - run: |\n`;

type HostRow = readonly [path: string, text: ParserBomb["text"], code: string, line: number, beside?: ParserBomb["beside"]];

const hostRows: readonly HostRow[] = [
  ["helm-sets/install.sh", filled(`#!/bin/sh\n${helmInstall}`, " --set a=b"), "shell-limit", 2],
  ["helm-set/install.sh", filled(`#!/bin/sh\n${helmInstall} --set `, "a=b,"), "shell-limit", 2],
  [
    "helm-files/install.sh",
    filled(`#!/bin/sh\n${helmInstall}`, " -f values.yaml"),
    "shell-limit",
    2,
    { "helm-files/values.yaml": "a: b\n" },
  ],
  ["workflow/.github/workflows/a.yaml", filled(workflow, `        ${helmInstall}\n`), "yaml-limit", 34_488],
  ["makefile/Makefile", filled("a:\n", `\t${helmInstall}\n`), "shell-limit", 9805],
  ["makefile-targets/Makefile", numbered("", (index) => `a${index}: a${index + 1}\n\t${helmInstall}\n`), "shell-limit", 15_695],
  [
    "makefile-variables/Makefile",
    numbered(`a:\n\t${helmInstall}\nA0 = x\n`, (index) => `A${index + 1} = $(A${index})$(A${index})\n`),
    "shell-limit",
    19_049,
  ],
  ["makefile-references/Makefile", filled(`a:\n\t${helmInstall} `, "$("), "shell-limit", 2],
  ["makefile-conditions/Makefile", filled(`a:\n\t${helmInstall}\n`, "ifdef A\n"), "shell-limit", 62_496],
  ["justfile/justfile", filled("a:\n", `  ${helmInstall}\n`), "shell-limit", 9617],
  ["dockerfile/Dockerfile", filled("FROM x\n", `RUN ${helmInstall}\n`), "shell-limit", 9261],
  ["dockerfile-continued/Dockerfile", filled(`FROM x\nRUN ${helmInstall} `, "\\\n# x\n"), "shell-limit", 166_648],
  ["terraform-blocks/main.tf", filled(release, "a {\n"), "terraform-limit", 49_124],
  ["terraform-heredoc/main.tf", filled(`${release}locals {\n  a = `, "<<A\n"), "terraform-limit", 49_122],
  ["terraform-releases/main.tf", numbered("", (index) => release.replace('"x"', `"x${index}"`)), "terraform-limit", 7216],
  [
    "terraform-variables/terraform.tfvars",
    filled("a = ", "["),
    "terraform-limit",
    1,
    { "terraform-variables/main.tf": `variable "a" {}\n${release.replace('= "x"\n', "= var.a\n")}` },
  ],
  [
    "terraform-template/values.tpl",
    filled("", "$" + "{"),
    "terraform-limit",
    1,
    { "terraform-template/main.tf": release.replace("}\n", '  values = [templatefile("values.tpl", {})]\n}\n') },
  ],
];

const hostBombs: readonly ParserBomb[] = hostRows.map(([path, text, code, line, beside = {}]) => ({
  name: path,
  path,
  text,
  code,
  line,
  beside,
}));

/** What scripts, the files that have some in them, and Terraform can ask for. */
export const scriptBombs: readonly ParserBomb[] = [...shellBombs, ...terraformBombs, ...hostBombs];
