import { expect, test } from "vitest";
import { openRepository } from "../../../src/files/repository.ts";
import { listLocalCommands } from "../../../src/forms/terraform/local-exec.ts";
import { withTerraform } from "../../../src/forms/terraform/terraform.ts";
import { locateText } from "../../../src/model/source-text.ts";
import { openReader } from "../../../src/reader/reader.ts";
import { hostsScripts } from "../../../src/scripts/index.ts";
import { temporaryRepository } from "../../support/repository.ts";

const main = `
variable "profile" {
  default = "ambient"
}

resource "null_resource" "istio" {
  provisioner "local-exec" {
    working_dir = "\${path.module}/mesh"
    command     = "istioctl install --set profile=\${var.profile} --context \${aws_eks_cluster.this.arn} -y"
  }
  provisioner "local-exec" {
    command = <<-EOT
      helm upgrade --install ztunnel istio/ztunnel \\\\
        -n istio-system
    EOT
  }
  provisioner "local-exec" {
    interpreter = ["python3", "-c"]
    command     = "print('istio')"
  }
  provisioner "remote-exec" {
    inline = ["istioctl version"]
  }
}
`;

test("commands that Terraform runs locally are found with what is known filled in, at their places", async () => {
  const cwd = temporaryRepository({ "infra/main.tf": main.replaceAll("\\\\", "\\") });
  const repository = await openRepository(cwd, ".", { report: () => {}, hostsScripts });
  const reader = await withTerraform(openReader(repository, { markers: ["local-exec"], problem: () => {} }));
  const [install, release, ...more] = listLocalCommands("infra/main.tf", reader);
  expect(install?.text.content).toBe("istioctl install --set profile=ambient --context $" + "{TERRAFORM} -y");
  expect(install?.directory).toBe("infra/mesh");
  expect(release?.text.content).toBe("helm upgrade --install ztunnel istio/ztunnel \\\n  -n istio-system\n");
  expect(release?.directory).toBe("infra");
  expect(more).toEqual([]);
  const written = (text: typeof release, word: string) => {
    const start = text?.text.content.indexOf(word) ?? 0;
    const { start: from, end } = locateText(text?.text as NonNullable<typeof text>["text"], start, start + word.length);
    return reader.source("infra/main.tf")?.text.slice(from, end);
  };
  expect(written(install, "istioctl install")).toBe("istioctl install");
  expect(written(install, "-y")).toBe("-y");
  expect(written(release, "-n istio-system")).toBe("-n istio-system");
});
