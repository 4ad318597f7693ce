/**
 * The YAML parser checks an environment variable at every token for debug output, which takes a fifth of its time. This plugin gives
 * it a `process` with an empty, constant environment.
 */
export const stillEnvironment = {
  name: "still-environment",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^process$/ }, ({ importer }) =>
      /[\\/]node_modules[\\/]yaml[\\/]/.test(importer) ? { path: "process", namespace: "still-environment" } : undefined,
    );
    onLoad({ filter: /(?:)/, namespace: "still-environment" }, () => ({
      contents: "exports.env = {};\nexports.emitWarning = (warning) => process.emitWarning(warning);\n",
    }));
  },
};
