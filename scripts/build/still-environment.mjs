/**
 * The parser of YAML asks the environment at every token whether to print it, which costs a fifth of its time. Its
 * `process` gets an environment that stands still and is empty.
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
