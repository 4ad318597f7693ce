// Made of src/shapes/index.ts by `npm run build`: change it there.

declare module "shape:ConfigurationDocument" {
  export const validate: import("../fault.ts").Validator<import("./configuration.ts").ConfigurationDocument>;
  export const shape: import("../fault.ts").Shape;
}

declare module "shape:BaselineDocument" {
  export const validate: import("../fault.ts").Validator<import("./baseline.ts").BaselineDocument>;
  export const shape: import("../fault.ts").Shape;
}

declare module "shape:PolicyDescription" {
  export const validate: import("../fault.ts").Validator<import("./policy.ts").PolicyDescription>;
  export const shape: import("../fault.ts").Shape;
}

declare module "shape:PolicyFile" {
  export const validate: import("../fault.ts").Validator<import("./policy.ts").PolicyFile>;
  export const shape: import("../fault.ts").Shape;
}

declare module "shape:ReportDocument" {
  export const validate: import("../fault.ts").Validator<import("./report.ts").ReportDocument>;
  export const shape: import("../fault.ts").Shape;
}
