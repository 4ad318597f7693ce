import { readFileSync } from "node:fs";
import { Ajv } from "ajv";

/** An operation of GitHub's API, with the parameters of its path. */
export interface Operation {
  readonly template: string;
  readonly method: string;
  readonly parameters: Readonly<Record<string, string>>;
}

interface Request {
  readonly method: string;
  readonly url: URL;
  readonly body: unknown;
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

const description = JSON.parse(readFileSync(new URL("./github-api.json", import.meta.url), "utf8"));
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema(description, "github");

/** The operation that a request is for. */
export function findOperation({ method, url }: Request): Operation | undefined {
  for (const [template, methods] of Object.entries<Record<string, unknown>>(description.paths)) {
    const names = [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
    const match = new RegExp(`^${template.replace(/\{\w+\}/g, "([^/]+)")}$`).exec(url.pathname);
    if (!match || !(method in methods)) continue;
    return { template, method, parameters: Object.fromEntries(names.map((name, index) => [name, match[index + 1] ?? ""])) };
  }
  return undefined;
}

/** Notes what the description does not allow of a request. */
export function checkRequest(violations: string[], { template, method, parameters }: Operation, request: Request): void {
  const { parameters: declared, requestBody } = description.paths[template][method];
  const given = { ...parameters, ...Object.fromEntries(request.url.searchParams) };
  const known = new Map<string, { schema: unknown }>(
    declared.map((written: { $ref?: string; name: string }) => {
      const parameter = written.$ref ? description.components.parameters[written.$ref.split("/").at(-1) ?? ""] : written;
      return [parameter.name, parameter];
    }),
  );
  for (const [name, value] of Object.entries(given)) {
    const parameter = known.get(name);
    if (!parameter) violations.push(`${method} ${template} has no parameter ${name}`);
    else check(violations, `parameter ${name}`, parameter.schema, Number.isNaN(Number(value)) ? value : Number(value));
  }
  if (requestBody) check(violations, `body of ${method} ${template}`, requestBody.content["application/json"].schema, request.body);
}

/** Notes what the description does not allow of an answer. */
export function checkAnswer(violations: string[], { template, method }: Operation, { status, body }: Answer): void {
  const responses = description.paths[template][method].responses;
  const response = responses[status];
  // The description does not list the refusals that every operation may answer with.
  if (!response && status >= 400) return;
  if (!response) violations.push(`${method} ${template} does not answer ${status}`);
  else if (response.content) check(violations, `answer of ${method} ${template}`, response.content["application/json"].schema, body);
}

function check(violations: string[], what: string, schema: unknown, value: unknown): void {
  const validate = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"github#/')));
  if (!validate(value)) violations.push(`${what}: ${ajv.errorsText(validate.errors)}`);
}
