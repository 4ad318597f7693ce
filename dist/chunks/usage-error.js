// src/model/usage-error.ts
var UsageError = class extends Error {
  name = "UsageError";
  /** The place of the error, by path from the working directory. */
  place;
  constructor(message, place) {
    super(message);
    this.place = place;
  }
};
function createUsageError(place, message) {
  const { file, line, column } = place;
  return new UsageError(`${file}:${line}:${column === void 0 ? "" : `${column}:`} ${message}`, place);
}

export {
  UsageError,
  createUsageError
};
