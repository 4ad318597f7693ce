import type { Repository } from "./repository.ts";

/** A view of a repository in which some files have other texts, or exist in addition. */
export function withTexts(repository: Repository, texts: ReadonlyMap<string, string>): Repository {
  if (texts.size === 0) return repository;
  const added = [...texts.keys()].filter((path) => path.startsWith(repository.prefix) && !repository.exists(path));
  return {
    ...repository,
    paths: [...repository.paths, ...added].sort(),
    read: (path) => {
      const text = texts.get(path);
      return text === undefined ? repository.read(path) : Buffer.from(text);
    },
    exists: (path) => texts.has(path) || repository.exists(path),
  };
}
