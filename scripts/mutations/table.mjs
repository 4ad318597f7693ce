/** Renders the kinds of mutations with the number of correct results: mutations that must be reported, and those that must not. */
export function table(results) {
  const kinds = [...new Set(results.map(({ kind }) => kind))];
  const width = Math.max(0, ...kinds.map((kind) => kind.length));
  const rows = kinds.map((kind) =>
    rowOf(
      kind,
      results.filter((result) => result.kind === kind),
    ),
  );
  const head = ["kind", "noticed", "silent", "wrong"];
  return [head, ...rows, rowOf("all", results)]
    .map(([kind, ...counts]) => `${kind.padEnd(width)}  ${counts.map((count) => count.padStart(9)).join("")}`)
    .join("\n");
}

function rowOf(kind, results) {
  const silent = results.filter(({ expect }) => expect.silence !== undefined);
  const noticed = results.filter(({ expect }) => expect.silence === undefined);
  const wrong = results.filter(({ isRight }) => !isRight).length;
  return [kind, rightOf(noticed), rightOf(silent), String(wrong)];
}

function rightOf(results) {
  return `${results.filter(({ isRight }) => isRight).length}/${results.length}`;
}
