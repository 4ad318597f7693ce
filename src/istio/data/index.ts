import { istio120 } from "./1.20.ts";
import { istio121 } from "./1.21.ts";
import { istio122 } from "./1.22.ts";
import { istio123 } from "./1.23.ts";
import { istio124 } from "./1.24.ts";
import { istio125 } from "./1.25.ts";
import { istio126 } from "./1.26.ts";
import { istio127 } from "./1.27.ts";
import { istio128 } from "./1.28.ts";
import { istio129 } from "./1.29.ts";
import { istio130 } from "./1.30.ts";
import { istio131 } from "./1.31.ts";
import type { Minor } from "./minor.ts";

export type { ChartName, IstioctlComponent, IstioctlProfile, Minor, SelectorKey, Since, Tree } from "./minor.ts";

/** The known minors, oldest first. To add one, write its file and add a line here. */
export const minors: readonly Minor[] = [
  istio120,
  istio121,
  istio122,
  istio123,
  istio124,
  istio125,
  istio126,
  istio127,
  istio128,
  istio129,
  istio130,
  istio131,
];
