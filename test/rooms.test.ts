import { readdirSync, readFileSync, statSync } from "node:fs";
import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import rooms from "./rooms.json" with { type: "json" };

/** The rooms from the lowest to the highest: each imports only lower ones, and of those only what it lists. */
const order = rooms.map(({ room }) => room);
const root = new URL("..", import.meta.url).pathname;
const files = [...filesBelow("src"), ...filesBelow("policies")];

describe("the rooms of the source", () => {
  test.each(rooms)("$room imports only what it lists", (room) => {
    const own = files.filter((file) => findRoom(file) === room.room);
    expect(own, "a room without files").not.toEqual([]);
    const strangers = own.flatMap((file) =>
      importsOf(file)
        .filter((target) => !isAllowed(file, target, room))
        .map((target) => `${file} -> ${target}`),
    );
    expect(strangers).toEqual([]);
  });

  test("list nothing that they do not import", () => {
    const unused = rooms.flatMap(({ room, imports }) => {
      const targets = files.filter((file) => findRoom(file) === room).flatMap(importsOf);
      return imports
        .filter((entry) => entry !== "src" && !targets.some((target) => covers(entry, target)))
        .map((entry) => `${room} -> ${entry}`);
    });
    expect(unused).toEqual([]);
  });

  test("stand in an order in which no import goes up", () => {
    const upward = rooms.flatMap(({ room }, index) => {
      const targets = files.filter((file) => findRoom(file) === room).flatMap(importsOf);
      const above = new Set(targets.filter((target) => /^(src|policies)\//.test(target)).map(findRoom));
      return [...above].filter((other) => order.indexOf(other) > index).map((other) => `${room} -> ${other}`);
    });
    expect(upward).toEqual([]);
  });

  test("hold less than a fifth of the lines each, tools apart", () => {
    const lines = (file: string) => readFileSync(root + file, "utf8").split("\n").length;
    const all = files.reduce((sum, file) => sum + lines(file), 0);
    const large = order.filter(
      (room) => files.filter((file) => findRoom(file) === room).reduce((sum, file) => sum + lines(file), 0) > all / 5,
    );
    expect(large).toEqual([]);
  });
});

function isAllowed(file: string, target: string, { room, imports, packages }: (typeof rooms)[number]): boolean {
  if (!target.includes(".ts") && !target.endsWith(".json")) return packages.some((name) => covers(name, target));
  if (findRoom(target) === room && folderOfTool(file) === folderOfTool(target)) return true;
  return imports.some((entry) => covers(entry, target));
}

/** `src/forms/*` is a room for each of its folders. */
function folderOfTool(file: string): string {
  return /^src\/forms\/[^/]+\//.exec(file)?.[0] ?? "";
}

function covers(entry: string, target: string): boolean {
  return target === entry || target.startsWith(`${entry.replace(/\*$/, "").replace(/\/$/, "")}${entry.endsWith(":*") ? "" : "/"}`);
}

/** The room whose path is the longest that a file lies in. */
function findRoom(file: string): string {
  const holds = (room: string) =>
    room.endsWith("/*") ? posix.dirname(file).startsWith(`${room.slice(0, -1)}`) : file.startsWith(`${room}/`);
  return order.filter(holds).sort((one, other) => rank(other) - rank(one))[0] ?? "";
}

function rank(room: string): number {
  return room.endsWith("/*") ? room.length - 1.5 : room.length;
}

function importsOf(file: string): string[] {
  const text = readFileSync(root + file, "utf8");
  const found = [...text.matchAll(/(?:\bfrom\s+|\bimport\(\s*|^import\s+)"([^"$]+)"/gm)].map(([, name = ""]) => name);
  return found.map((name) => (name.startsWith(".") ? posix.join(posix.dirname(file), name).replace(/\?.*$/, "") : name));
}

function filesBelow(directory: string): string[] {
  return readdirSync(root + directory).flatMap((name) => {
    const path = `${directory}/${name}`;
    if (statSync(root + path).isDirectory()) return filesBelow(path);
    return path.endsWith(".ts") && !path.endsWith(".d.ts") ? [path] : [];
  });
}
