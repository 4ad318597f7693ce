import type { Finder, UnplacedEvidence } from "./finder.ts";
import { locateCommandOption, matchCommands, readKnownText } from "./shell-finders.ts";
import { endOfBraces, findBlocks, matchTerraformText, readArgument, type TextBlock } from "./terraform-finders.ts";

const port = 15_017;

function buildWebhookPortFact(state: "open" | "closed" | "unknown", message: string): UnplacedEvidence {
  return { fact: `webhook-port=${state}`, strength: "strong", message };
}

const closedOnEks = buildWebhookPortFact("closed", "this module's node security group admits no TCP 15017 from the API server");
const closedOnGke = buildWebhookPortFact("closed", "this module's firewall admits the API server to other ports than TCP 15017");
const ruled = buildWebhookPortFact("open", "a rule may admit TCP 15017 here");
const undecided = buildWebhookPortFact("unknown", "the security groups of the nodes are not known here");

/**
 * Evidence for the webhook port on EKS:
 * https://github.com/terraform-aws-modules/terraform-aws-eks/blob/master/docs/network_connectivity.md
 */
export const eksWebhookPort: readonly Finder[] = [
  matchTerraformText(["terraform-aws-modules/eks/aws", "terraform-aws-modules/terraform-aws-eks"], function* (content) {
    for (const block of findBlocks(content)) {
      const found = isEksModule(block) ? judgeEksModule(block) : undefined;
      if (found) yield { evidence: found, start: block.start, end: block.headEnd };
    }
  }),
  matchTerraformText(["aws_security_group_rule", "aws_vpc_security_group_ingress_rule"], function* (content) {
    for (const block of findBlocks(content)) {
      if (isGroupRule(block) && mayAdmit(block.body)) yield { evidence: ruled, start: block.start, end: block.headEnd };
    }
  }),
];

/** Checks for the module that creates a cluster; its submodules create other things. */
function isEksModule({ type, body }: TextBlock): boolean {
  return (
    type === "module" &&
    /^[ \t]*source[ \t]*=[ \t]*"[^"\n]*terraform-aws-modules\/(?:eks\/aws|terraform-aws-eks[^"\n/]*)(?:\?[^"\n]*)?"/m.test(body)
  );
}

function judgeEksModule({ body }: TextBlock): UnplacedEvidence | undefined {
  const version = readArgument(body, "version") ?? /\?ref=v?(\d[\d.]*)/.exec(readArgument(body, "source") ?? "")?.[1];
  if (version !== undefined && isBefore18(version)) return undefined;
  if (/^[ \t]*compute_config[ \t]*=|^[ \t]*cluster_compute_config[ \t]*=/m.test(body)) return undefined;
  const isOnlyFargate =
    /^[ \t]*fargate_profiles[ \t]*=/m.test(body) && !/^[ \t]*(?:eks_managed_node_groups|self_managed_node_groups)[ \t]*=/m.test(body);
  if (isOnlyFargate) return undefined;
  const others = ["create_node_security_group", "node_security_group_id", "node_security_group_enable_recommended_rules"];
  const given = others.map((name) => readArgument(body, name));
  if (given.some((value) => value !== undefined && value !== "true")) return undefined;
  if (/\battach_cluster_primary_security_group[ \t]*=[ \t]*(?!false\b)/.test(body)) return undefined;
  if (/\b(?:vpc_security_group_ids|additional_security_group_ids|cluster_primary_security_group_id)[ \t]*=/.test(body)) return undefined;
  const rules = readArgument(body, "node_security_group_additional_rules");
  if (rules === undefined) return closedOnEks;
  return rules.startsWith("{") ? (mapEvidence(rules) ?? closedOnEks) : undecided;
}

/** Checks for versions such as `~> 17.0`, `17.24.0`, `< 18`. */
function isBefore18(version: string): boolean {
  const written = /^"?[^\d"]*(\d{1,3})/.exec(version)?.[1];
  if (written === undefined) return true;
  return /^"\s*<\s/.test(version) ? Number(written) <= 18 : Number(written) < 18;
}

/** Reads a map of rules; a computed rule may be any rule. */
function mapEvidence(rules: string): UnplacedEvidence | undefined {
  const inner = rules.slice(1, -1);
  if (/^\s*for\b|\bmerge\(|\.\.\./m.test(inner)) return undecided;
  const own = /=[ \t]*(\{)?/g;
  for (let match = own.exec(inner); match; match = own.exec(inner)) {
    if (match[1] === undefined) return undecided;
    const end = endOfBraces(inner, own.lastIndex);
    if (mayAdmit(inner.slice(own.lastIndex, end))) return ruled;
    own.lastIndex = end;
  }
  return undefined;
}

/** Checks for a rule of the nodes' security group; a group that Terraform creates elsewhere is a different one. */
function isGroupRule({ type, labels: [kind = ""], body }: TextBlock): boolean {
  if (type !== "resource" || !/^aws_(vpc_)?security_group(_rule|_ingress_rule)$/.test(kind)) return false;
  return !/^"?\$?\{?aws_security_group\./.test(readArgument(body, "security_group_id") ?? "");
}

/** Checks whether a rule admits the port, or has an unknown port. */
function mayAdmit(rule: string): boolean {
  if (/\btype[ \t]*=[ \t]*"egress"/.test(rule) || /\bself[ \t]*=[ \t]*true\b/.test(rule)) return false;
  const protocol = /\b(?:ip_)?protocol[ \t]*=[ \t]*([^\n,}]{1,100})/.exec(rule)?.[1]?.trim() ?? '"-1"';
  if (/^"(-1|all)"$|^-1$/.test(protocol)) return true;
  if (/^"(udp|17|icmp\w*|1)"$/i.test(protocol)) return false;
  const from = parsePort(/\bfrom_port[ \t]*=[ \t]*([^\n,}]{1,100})/.exec(rule)?.[1]);
  const to = parsePort(/\bto_port[ \t]*=[ \t]*([^\n,}]{1,100})/.exec(rule)?.[1]);
  return from === undefined || to === undefined || (from <= port && port <= to);
}

function parsePort(text: string | undefined): number | undefined {
  const written = /^["']?(\d{1,5})["']?$/.exec(text?.trim() ?? "")?.[1];
  return written === undefined ? undefined : Number(written);
}

const isPrivate: UnplacedEvidence = { fact: "private-nodes=true", strength: "strong", message: "the nodes have private addresses only" };

/** Evidence for the webhook port on GKE: https://istio.io/latest/docs/setup/platform-setup/gke/ */
export const gkeWebhookPort: readonly Finder[] = [
  matchTerraformText(["enable_private_nodes"], function* (content) {
    const match = /^[ \t]*enable_private_nodes[ \t]*=[ \t]*true\b/m.exec(content);
    if (match) yield { evidence: isPrivate, start: match.index + match[0].search(/\S/), end: match.index + match[0].length };
  }),
  matchTerraformText(["terraform-google-modules/kubernetes-engine"], function* (content) {
    for (const block of findBlocks(content)) {
      const found = block.type === "module" ? judgeGkeModule(block.body) : undefined;
      if (found) yield { evidence: found, start: block.start, end: block.headEnd };
    }
  }),
  matchTerraformText(["google_compute_firewall"], function* (content) {
    for (const block of findBlocks(content)) {
      if (block.labels[0] !== "google_compute_firewall") continue;
      const found = admitsOnGke(block.body)
        ? ruled
        : ({ fact: "firewall-rules=true", strength: "strong", message: "rules of the firewall are managed here" } as const);
      yield { evidence: found, start: block.start, end: block.headEnd };
    }
  }),
  matchCommands(["enable-private-nodes"], function* (found) {
    const word = found.program === "gcloud" ? found.args.find((each) => readKnownText(each) === "--enable-private-nodes") : undefined;
    if (word) yield { ...isPrivate, place: locateCommandOption(word, found) };
  }),
  matchCommands(["firewall-rules"], function* (found) {
    const isRule = found.program === "gcloud" && found.args.some((word) => readKnownText(word) === "firewall-rules");
    const isChange = found.args.some((word) => /^(create|update)$/.test(readKnownText(word)));
    const word = found.args.find(
      (each) => /15017|\$|\b(?:tcp|all)\b(?!:)/.test(readKnownText(each)) && !/^(create|update)$/.test(readKnownText(each)),
    );
    if (isRule && isChange && word) yield { ...ruled, place: locateCommandOption(word, found) };
  }),
];

function judgeGkeModule(body: string): UnplacedEvidence | undefined {
  const ports = readArgument(body, "firewall_inbound_ports");
  const isOfModule = /^[ \t]*source[ \t]*=[ \t]*"[^"\n]*terraform-google-modules\/kubernetes-engine\/google[^"\n]*private-cluster/m.test(
    body,
  );
  if (!isOfModule || !/^[ \t]*enable_private_nodes[ \t]*=[ \t]*true\b/m.test(body)) return undefined;
  // By default the module's rule admits 15017, if the module creates that rule.
  if (ports === undefined) return /^[ \t]*add_master_webhook_firewall_rules[ \t]*=[ \t]*(?!false\b)/m.test(body) ? ruled : undefined;
  if (!/^\[[^\]$]*\]$/.test(ports) || /var\.|local\./.test(ports)) return undecided;
  return includesPort(ports) ? ruled : closedOnGke;
}

function admitsOnGke(body: string): boolean {
  if (/\bdirection[ \t]*=[ \t]*"EGRESS"/.test(body) || !/\ballow\b/.test(body)) return false;
  const allowed = [...body.matchAll(/\ballow[ \t]*\{/g)].map(({ index, 0: head }) =>
    body.slice(index, endOfBraces(body, index + head.length)),
  );
  if (allowed.length === 0) return true;
  return allowed.some((rule) => {
    const protocol = /\bprotocol[ \t]*=[ \t]*"([^"\n]*)"/.exec(rule)?.[1]?.toLowerCase();
    if (protocol !== undefined && !/^(tcp|6|all)$/.test(protocol)) return false;
    const ports = /\bports[ \t]*=[ \t]*(\[[^\]]*\])/.exec(rule)?.[1];
    return ports === undefined || /[a-z]/i.test(ports) || includesPort(ports);
  });
}

/** Checks whether a list such as `["443", "15000-15100"]` contains the port. */
function includesPort(list: string): boolean {
  return [...list.matchAll(/(\d{1,5})(?:-(\d{1,5}))?/g)].some(([, first, last]) => Number(first) <= port && port <= Number(last ?? first));
}
