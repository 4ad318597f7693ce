import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";

test("where nothing is answered, patience ends all that is asked, and nothing is asked again", async () => {
  const patience = new AbortController();
  vi.spyOn(AbortSignal, "timeout").mockReturnValue(patience.signal);
  let asked = 0;
  const server = createServer(() => {
    asked += 1;
    patience.abort();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });
  vi.stubEnv("GITHUB_API_URL", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const { openClient } = await import("../../src/github/client.ts");
  const start = Date.now();
  await expect(openClient("ghs_secret").rest.pulls.get({ owner: "acme", repo: "platform", pull_number: 7 })).rejects.toThrow(/abort/);
  expect(asked).toBe(1);
  expect(Date.now() - start).toBeLessThan(10_000);
  expect(AbortSignal.timeout).toHaveBeenCalledWith(120_000);
});
