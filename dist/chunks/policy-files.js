import {
  listShapesTo,
  matchesGlob,
  readFixedPart
} from "./fault.js";
import {
  findStatus,
  isBelow,
  resolveRealPath
} from "./links.js";

// src/files/policy-files.ts
import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
var policyFileLimit = 1024 * 1024;
var entryLimit = 5e4;
async function openPolicyFiles(cwd, directory = ".") {
  const base = resolve(cwd);
  const root = resolveRealPath(resolve(cwd, directory));
  const folders = /* @__PURE__ */ new Map();
  const folderOf = (folder) => {
    if (!folders.has(folder)) folders.set(folder, resolveRealPath(folder));
    return folders.get(folder);
  };
  const walks = /* @__PURE__ */ new Map();
  const walk = (start) => {
    const known = walks.get(start) ?? [...listFilesBelow(base, start)];
    walks.set(start, known);
    return known;
  };
  return {
    list: async (glob) => root === void 0 ? [] : findMatches(root, base, glob, walk),
    read: async (path) => root === void 0 ? void 0 : readInside(root, resolve(base, path), folderOf)
  };
}
function isPassedBy(folder) {
  return folder.startsWith(".") || folder === "node_modules";
}
function findMatches(root, base, glob, walk) {
  const fixed = readFixedPart(glob);
  const start = resolveRealPath(join(base, fixed));
  if (start === void 0 || !isBelow(root, start)) return [];
  return walk(fixed).filter((path) => matchesGlob(path, glob)).sort();
}
function* listFilesBelow(base, start) {
  const waiting = [start];
  let entries = 0;
  for (let folder = waiting.pop(); folder !== void 0 && entries < entryLimit; folder = waiting.pop()) {
    for (const entry of readEntries(join(base, folder))) {
      entries += 1;
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (!entry.isDirectory()) yield path;
      else if (!isPassedBy(entry.name)) waiting.push(path);
    }
  }
}
function readEntries(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
function readInside(root, path, folderOf) {
  const folder = folderOf(dirname(path));
  const isLink = findStatus(path)?.isSymbolicLink();
  const real = isLink || folder === void 0 ? resolveRealPath(path) : join(folder, basename(path));
  if (real === void 0 || !isBelow(root, real)) return void 0;
  let descriptor;
  try {
    descriptor = openSync(real, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const status = fstatSync(descriptor);
    return status.isFile() && status.size <= policyFileLimit ? readFileSync(descriptor, "utf8") : void 0;
  } catch {
    return void 0;
  } finally {
    if (descriptor !== void 0) closeSync(descriptor);
  }
}

// shape:PolicyDescription
var __getOwnPropNames = Object.getOwnPropertyNames;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var require_ucs2length = __commonJS({
  "node_modules/ajv/dist/runtime/ucs2length.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    function ucs2length(str) {
      const len = str.length;
      let length = 0;
      let pos = 0;
      let value;
      while (pos < len) {
        length++;
        value = str.charCodeAt(pos++);
        if (value >= 55296 && value <= 56319 && pos < len) {
          value = str.charCodeAt(pos);
          if ((value & 64512) === 56320)
            pos++;
        }
      }
      return length;
    }
    exports.default = ucs2length;
    ucs2length.code = 'require("ajv/dist/runtime/ucs2length").default';
  }
});
var validate = validate0;
var schema0 = { "type": "object", "required": ["id", "title", "severity", "description", "remedy", "links"], "properties": { "id": { "type": "string", "maxLength": 100, "pattern": "^([a-z][a-z0-9]*(-[a-z0-9]+)*/)?[a-z][a-z0-9]*(-[a-z0-9]+)*$", "minLength": 1, "fault": "`id` must be like `pin-version` or `acme/pin-version`" }, "title": { "type": "string", "minLength": 1, "maxLength": 70 }, "severity": { "fault": "`severity` must be error, warning or note", "$ref": "#/$defs/Severity" }, "platforms": { "type": "array", "items": { "$ref": "#/$defs/Platform" }, "maxItems": 12, "fault": "`platforms` must be a list of gke, eks, aks, k3d, k3s, rke2, microk8s, minikube, kind, openshift, talos, other" }, "ambient": { "type": "boolean" }, "versions": { "type": "string", "pattern": "^(>=|<=|>|<|=)?v?\\d{1,4}\\.\\d{1,4}(\\.\\d{1,4})?( +(>=|<=|>|<|=)?v?\\d{1,4}\\.\\d{1,4}(\\.\\d{1,4})?)*$", "maxLength": 500, "fault": "`versions` must be like `>=1.25 <1.28.7`" }, "yields": { "type": "boolean" }, "description": { "type": "string", "minLength": 1, "maxLength": 5e3 }, "remedy": { "type": "string", "minLength": 1, "maxLength": 2e3 }, "links": { "type": "array", "items": { "type": "string", "pattern": "^https://\\S{1,500}$" }, "maxItems": 20, "fault": "`links` must be addresses that start with https://" }, "fix": { "fault": "`fix.set` must be values by path of keys", "$ref": "#/$defs/PolicyFix" } }, "additionalProperties": false, "$defs": { "Platform": { "enum": ["gke", "eks", "aks", "k3d", "k3s", "rke2", "microk8s", "minikube", "kind", "openshift", "talos", "other"] }, "PolicyFix": { "type": "object", "required": ["set"], "properties": { "set": { "type": "object", "additionalProperties": { "type": ["string", "number", "boolean", "null"], "pattern": "^[\\w./:@,+ -]{0,500}$" }, "minProperties": 1, "maxProperties": 50, "propertyNames": { "pattern": "^[\\w./~-]{1,200}$" }, "fault": "`fix.set` must be values by path of keys" }, "remove": { "type": "array", "items": { "type": "string", "pattern": "^[\\w./~-]{1,200}$" }, "maxItems": 100, "fault": "`fix.remove` must be paths of keys" }, "tools": { "type": "array", "items": { "$ref": "#/$defs/Tool" }, "maxItems": 4, "fault": "`fix.tools` must be helm, istioctl, sail, rendered" }, "versions": { "type": "string", "pattern": "^(>=|<=|>|<|=)?v?\\d{1,4}\\.\\d{1,4}(\\.\\d{1,4})?( +(>=|<=|>|<|=)?v?\\d{1,4}\\.\\d{1,4}(\\.\\d{1,4})?)*$", "maxLength": 500, "fault": "`fix.versions` must be like `>=1.25`" } }, "additionalProperties": false, "fault": "`fix.set` must be values by path of keys" }, "Severity": { "enum": ["error", "warning", "note"] }, "Tool": { "enum": ["helm", "istioctl", "sail", "rendered"] } } };
var schema1 = { "enum": ["error", "warning", "note"] };
var schema2 = { "enum": ["gke", "eks", "aks", "k3d", "k3s", "rke2", "microk8s", "minikube", "kind", "openshift", "talos", "other"] };
var func0 = Object.prototype.hasOwnProperty;
var func8 = require_ucs2length().default;
var pattern0 = new RegExp("^([a-z][a-z0-9]*(-[a-z0-9]+)*/)?[a-z][a-z0-9]*(-[a-z0-9]+)*$", "u");
var pattern1 = new RegExp("^(>=|<=|>|<|=)?v?\\d{1,4}\\.\\d{1,4}(\\.\\d{1,4})?( +(>=|<=|>|<|=)?v?\\d{1,4}\\.\\d{1,4}(\\.\\d{1,4})?)*$", "u");
var pattern2 = new RegExp("^https://\\S{1,500}$", "u");
var schema3 = { "type": "object", "required": ["set"], "properties": { "set": { "type": "object", "additionalProperties": { "type": ["string", "number", "boolean", "null"], "pattern": "^[\\w./:@,+ -]{0,500}$" }, "minProperties": 1, "maxProperties": 50, "propertyNames": { "pattern": "^[\\w./~-]{1,200}$" }, "fault": "`fix.set` must be values by path of keys" }, "remove": { "type": "array", "items": { "type": "string", "pattern": "^[\\w./~-]{1,200}$" }, "maxItems": 100, "fault": "`fix.remove` must be paths of keys" }, "tools": { "type": "array", "items": { "$ref": "#/$defs/Tool" }, "maxItems": 4, "fault": "`fix.tools` must be helm, istioctl, sail, rendered" }, "versions": { "type": "string", "pattern": "^(>=|<=|>|<|=)?v?\\d{1,4}\\.\\d{1,4}(\\.\\d{1,4})?( +(>=|<=|>|<|=)?v?\\d{1,4}\\.\\d{1,4}(\\.\\d{1,4})?)*$", "maxLength": 500, "fault": "`fix.versions` must be like `>=1.25`" } }, "additionalProperties": false, "fault": "`fix.set` must be values by path of keys" };
var schema4 = { "enum": ["helm", "istioctl", "sail", "rendered"] };
var pattern3 = new RegExp("^[\\w./~-]{1,200}$", "u");
var pattern4 = new RegExp("^[\\w./:@,+ -]{0,500}$", "u");
function validate1(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate1.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if ((data.set === void 0 || !func0.call(data, "set")) && (missing0 = "set")) {
        validate1.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 of Object.keys(data)) {
          if (!(key0 === "set" || key0 === "remove" || key0 === "tools" || key0 === "versions")) {
            validate1.errors = [{ instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" }];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.set !== void 0 && func0.call(data, "set")) {
            let data0 = data.set;
            const _errs2 = errors;
            if (errors === _errs2) {
              if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
                if (Object.keys(data0).length > 50) {
                  validate1.errors = [{ instancePath: instancePath + "/set", schemaPath: "#/properties/set/maxProperties", keyword: "maxProperties", params: { limit: 50 }, message: "must NOT have more than 50 properties" }];
                  return false;
                } else {
                  if (Object.keys(data0).length < 1) {
                    validate1.errors = [{ instancePath: instancePath + "/set", schemaPath: "#/properties/set/minProperties", keyword: "minProperties", params: { limit: 1 }, message: "must NOT have fewer than 1 properties" }];
                    return false;
                  } else {
                    for (const key1 of Object.keys(data0)) {
                      const _errs4 = errors;
                      if (typeof key1 === "string") {
                        if (!pattern3.test(key1)) {
                          const err0 = { instancePath: instancePath + "/set", schemaPath: "#/properties/set/propertyNames/pattern", keyword: "pattern", params: { pattern: "^[\\w./~-]{1,200}$" }, message: 'must match pattern "^[\\w./~-]{1,200}$"', propertyName: key1 };
                          if (vErrors === null) {
                            vErrors = [err0];
                          } else {
                            vErrors.push(err0);
                          }
                          errors++;
                        }
                      }
                      var valid1 = _errs4 === errors;
                      if (!valid1) {
                        const err1 = { instancePath: instancePath + "/set", schemaPath: "#/properties/set/propertyNames", keyword: "propertyNames", params: { propertyName: key1 }, message: "property name must be valid" };
                        if (vErrors === null) {
                          vErrors = [err1];
                        } else {
                          vErrors.push(err1);
                        }
                        errors++;
                        validate1.errors = vErrors;
                        return false;
                        break;
                      }
                    }
                    if (valid1) {
                      for (const key2 of Object.keys(data0)) {
                        let data1 = data0[key2];
                        const _errs6 = errors;
                        if (typeof data1 !== "string" && !(typeof data1 == "number") && typeof data1 !== "boolean" && data1 !== null) {
                          validate1.errors = [{ instancePath: instancePath + "/set/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/set/additionalProperties/type", keyword: "type", params: { type: schema3.properties.set.additionalProperties.type }, message: "must be string,number,boolean,null" }];
                          return false;
                        }
                        if (errors === _errs6) {
                          if (typeof data1 === "string") {
                            if (!pattern4.test(data1)) {
                              validate1.errors = [{ instancePath: instancePath + "/set/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/set/additionalProperties/pattern", keyword: "pattern", params: { pattern: "^[\\w./:@,+ -]{0,500}$" }, message: 'must match pattern "^[\\w./:@,+ -]{0,500}$"' }];
                              return false;
                            }
                          }
                        }
                        var valid2 = _errs6 === errors;
                        if (!valid2) {
                          break;
                        }
                      }
                    }
                  }
                }
              } else {
                validate1.errors = [{ instancePath: instancePath + "/set", schemaPath: "#/properties/set/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
                return false;
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.remove !== void 0 && func0.call(data, "remove")) {
              let data2 = data.remove;
              const _errs8 = errors;
              if (errors === _errs8) {
                if (Array.isArray(data2)) {
                  if (data2.length > 100) {
                    validate1.errors = [{ instancePath: instancePath + "/remove", schemaPath: "#/properties/remove/maxItems", keyword: "maxItems", params: { limit: 100 }, message: "must NOT have more than 100 items" }];
                    return false;
                  } else {
                    var valid3 = true;
                    const len0 = data2.length;
                    for (let i0 = 0; i0 < len0; i0++) {
                      let data3 = data2[i0];
                      const _errs10 = errors;
                      if (errors === _errs10) {
                        if (typeof data3 === "string") {
                          if (!pattern3.test(data3)) {
                            validate1.errors = [{ instancePath: instancePath + "/remove/" + i0, schemaPath: "#/properties/remove/items/pattern", keyword: "pattern", params: { pattern: "^[\\w./~-]{1,200}$" }, message: 'must match pattern "^[\\w./~-]{1,200}$"' }];
                            return false;
                          }
                        } else {
                          validate1.errors = [{ instancePath: instancePath + "/remove/" + i0, schemaPath: "#/properties/remove/items/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                          return false;
                        }
                      }
                      var valid3 = _errs10 === errors;
                      if (!valid3) {
                        break;
                      }
                    }
                  }
                } else {
                  validate1.errors = [{ instancePath: instancePath + "/remove", schemaPath: "#/properties/remove/type", keyword: "type", params: { type: "array" }, message: "must be array" }];
                  return false;
                }
              }
              var valid0 = _errs8 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.tools !== void 0 && func0.call(data, "tools")) {
                let data4 = data.tools;
                const _errs12 = errors;
                if (errors === _errs12) {
                  if (Array.isArray(data4)) {
                    if (data4.length > 4) {
                      validate1.errors = [{ instancePath: instancePath + "/tools", schemaPath: "#/properties/tools/maxItems", keyword: "maxItems", params: { limit: 4 }, message: "must NOT have more than 4 items" }];
                      return false;
                    } else {
                      var valid4 = true;
                      const len1 = data4.length;
                      for (let i1 = 0; i1 < len1; i1++) {
                        let data5 = data4[i1];
                        const _errs14 = errors;
                        if (!(data5 === "helm" || data5 === "istioctl" || data5 === "sail" || data5 === "rendered")) {
                          validate1.errors = [{ instancePath: instancePath + "/tools/" + i1, schemaPath: "#/$defs/Tool/enum", keyword: "enum", params: { allowedValues: schema4.enum }, message: "must be equal to one of the allowed values" }];
                          return false;
                        }
                        var valid4 = _errs14 === errors;
                        if (!valid4) {
                          break;
                        }
                      }
                    }
                  } else {
                    validate1.errors = [{ instancePath: instancePath + "/tools", schemaPath: "#/properties/tools/type", keyword: "type", params: { type: "array" }, message: "must be array" }];
                    return false;
                  }
                }
                var valid0 = _errs12 === errors;
              } else {
                var valid0 = true;
              }
              if (valid0) {
                if (data.versions !== void 0 && func0.call(data, "versions")) {
                  let data6 = data.versions;
                  const _errs16 = errors;
                  if (errors === _errs16) {
                    if (typeof data6 === "string") {
                      if (func8(data6) > 500) {
                        validate1.errors = [{ instancePath: instancePath + "/versions", schemaPath: "#/properties/versions/maxLength", keyword: "maxLength", params: { limit: 500 }, message: "must NOT have more than 500 characters" }];
                        return false;
                      } else {
                        if (!pattern1.test(data6)) {
                          validate1.errors = [{ instancePath: instancePath + "/versions", schemaPath: "#/properties/versions/pattern", keyword: "pattern", params: { pattern: "^(>=|<=|>|<|=)?v?\\d{1,4}\\.\\d{1,4}(\\.\\d{1,4})?( +(>=|<=|>|<|=)?v?\\d{1,4}\\.\\d{1,4}(\\.\\d{1,4})?)*$" }, message: 'must match pattern "^(>=|<=|>|<|=)?v?\\d{1,4}\\.\\d{1,4}(\\.\\d{1,4})?( +(>=|<=|>|<|=)?v?\\d{1,4}\\.\\d{1,4}(\\.\\d{1,4})?)*$"' }];
                          return false;
                        }
                      }
                    } else {
                      validate1.errors = [{ instancePath: instancePath + "/versions", schemaPath: "#/properties/versions/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                      return false;
                    }
                  }
                  var valid0 = _errs16 === errors;
                } else {
                  var valid0 = true;
                }
              }
            }
          }
        }
      }
    } else {
      validate1.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate1.errors = vErrors;
  return errors === 0;
}
validate1.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
function validate0(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate0.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if ((data.id === void 0 || !func0.call(data, "id")) && (missing0 = "id") || (data.title === void 0 || !func0.call(data, "title")) && (missing0 = "title") || (data.severity === void 0 || !func0.call(data, "severity")) && (missing0 = "severity") || (data.description === void 0 || !func0.call(data, "description")) && (missing0 = "description") || (data.remedy === void 0 || !func0.call(data, "remedy")) && (missing0 = "remedy") || (data.links === void 0 || !func0.call(data, "links")) && (missing0 = "links")) {
        validate0.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 of Object.keys(data)) {
          if (!func0.call(schema0.properties, key0)) {
            validate0.errors = [{ instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" }];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.id !== void 0 && func0.call(data, "id")) {
            let data0 = data.id;
            const _errs2 = errors;
            if (errors === _errs2) {
              if (typeof data0 === "string") {
                if (func8(data0) > 100) {
                  validate0.errors = [{ instancePath: instancePath + "/id", schemaPath: "#/properties/id/maxLength", keyword: "maxLength", params: { limit: 100 }, message: "must NOT have more than 100 characters" }];
                  return false;
                } else {
                  if (func8(data0) < 1) {
                    validate0.errors = [{ instancePath: instancePath + "/id", schemaPath: "#/properties/id/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                    return false;
                  } else {
                    if (!pattern0.test(data0)) {
                      validate0.errors = [{ instancePath: instancePath + "/id", schemaPath: "#/properties/id/pattern", keyword: "pattern", params: { pattern: "^([a-z][a-z0-9]*(-[a-z0-9]+)*/)?[a-z][a-z0-9]*(-[a-z0-9]+)*$" }, message: 'must match pattern "^([a-z][a-z0-9]*(-[a-z0-9]+)*/)?[a-z][a-z0-9]*(-[a-z0-9]+)*$"' }];
                      return false;
                    }
                  }
                }
              } else {
                validate0.errors = [{ instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                return false;
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.title !== void 0 && func0.call(data, "title")) {
              let data1 = data.title;
              const _errs4 = errors;
              if (errors === _errs4) {
                if (typeof data1 === "string") {
                  if (func8(data1) > 70) {
                    validate0.errors = [{ instancePath: instancePath + "/title", schemaPath: "#/properties/title/maxLength", keyword: "maxLength", params: { limit: 70 }, message: "must NOT have more than 70 characters" }];
                    return false;
                  } else {
                    if (func8(data1) < 1) {
                      validate0.errors = [{ instancePath: instancePath + "/title", schemaPath: "#/properties/title/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                      return false;
                    }
                  }
                } else {
                  validate0.errors = [{ instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                  return false;
                }
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.severity !== void 0 && func0.call(data, "severity")) {
                let data2 = data.severity;
                const _errs6 = errors;
                if (!(data2 === "error" || data2 === "warning" || data2 === "note")) {
                  validate0.errors = [{ instancePath: instancePath + "/severity", schemaPath: "#/$defs/Severity/enum", keyword: "enum", params: { allowedValues: schema1.enum }, message: "must be equal to one of the allowed values" }];
                  return false;
                }
                var valid0 = _errs6 === errors;
              } else {
                var valid0 = true;
              }
              if (valid0) {
                if (data.platforms !== void 0 && func0.call(data, "platforms")) {
                  let data3 = data.platforms;
                  const _errs8 = errors;
                  if (errors === _errs8) {
                    if (Array.isArray(data3)) {
                      if (data3.length > 12) {
                        validate0.errors = [{ instancePath: instancePath + "/platforms", schemaPath: "#/properties/platforms/maxItems", keyword: "maxItems", params: { limit: 12 }, message: "must NOT have more than 12 items" }];
                        return false;
                      } else {
                        var valid2 = true;
                        const len0 = data3.length;
                        for (let i0 = 0; i0 < len0; i0++) {
                          let data4 = data3[i0];
                          const _errs10 = errors;
                          if (!(data4 === "gke" || data4 === "eks" || data4 === "aks" || data4 === "k3d" || data4 === "k3s" || data4 === "rke2" || data4 === "microk8s" || data4 === "minikube" || data4 === "kind" || data4 === "openshift" || data4 === "talos" || data4 === "other")) {
                            validate0.errors = [{ instancePath: instancePath + "/platforms/" + i0, schemaPath: "#/$defs/Platform/enum", keyword: "enum", params: { allowedValues: schema2.enum }, message: "must be equal to one of the allowed values" }];
                            return false;
                          }
                          var valid2 = _errs10 === errors;
                          if (!valid2) {
                            break;
                          }
                        }
                      }
                    } else {
                      validate0.errors = [{ instancePath: instancePath + "/platforms", schemaPath: "#/properties/platforms/type", keyword: "type", params: { type: "array" }, message: "must be array" }];
                      return false;
                    }
                  }
                  var valid0 = _errs8 === errors;
                } else {
                  var valid0 = true;
                }
                if (valid0) {
                  if (data.ambient !== void 0 && func0.call(data, "ambient")) {
                    const _errs12 = errors;
                    if (typeof data.ambient !== "boolean") {
                      validate0.errors = [{ instancePath: instancePath + "/ambient", schemaPath: "#/properties/ambient/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" }];
                      return false;
                    }
                    var valid0 = _errs12 === errors;
                  } else {
                    var valid0 = true;
                  }
                  if (valid0) {
                    if (data.versions !== void 0 && func0.call(data, "versions")) {
                      let data6 = data.versions;
                      const _errs14 = errors;
                      if (errors === _errs14) {
                        if (typeof data6 === "string") {
                          if (func8(data6) > 500) {
                            validate0.errors = [{ instancePath: instancePath + "/versions", schemaPath: "#/properties/versions/maxLength", keyword: "maxLength", params: { limit: 500 }, message: "must NOT have more than 500 characters" }];
                            return false;
                          } else {
                            if (!pattern1.test(data6)) {
                              validate0.errors = [{ instancePath: instancePath + "/versions", schemaPath: "#/properties/versions/pattern", keyword: "pattern", params: { pattern: "^(>=|<=|>|<|=)?v?\\d{1,4}\\.\\d{1,4}(\\.\\d{1,4})?( +(>=|<=|>|<|=)?v?\\d{1,4}\\.\\d{1,4}(\\.\\d{1,4})?)*$" }, message: 'must match pattern "^(>=|<=|>|<|=)?v?\\d{1,4}\\.\\d{1,4}(\\.\\d{1,4})?( +(>=|<=|>|<|=)?v?\\d{1,4}\\.\\d{1,4}(\\.\\d{1,4})?)*$"' }];
                              return false;
                            }
                          }
                        } else {
                          validate0.errors = [{ instancePath: instancePath + "/versions", schemaPath: "#/properties/versions/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                          return false;
                        }
                      }
                      var valid0 = _errs14 === errors;
                    } else {
                      var valid0 = true;
                    }
                    if (valid0) {
                      if (data.yields !== void 0 && func0.call(data, "yields")) {
                        const _errs16 = errors;
                        if (typeof data.yields !== "boolean") {
                          validate0.errors = [{ instancePath: instancePath + "/yields", schemaPath: "#/properties/yields/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" }];
                          return false;
                        }
                        var valid0 = _errs16 === errors;
                      } else {
                        var valid0 = true;
                      }
                      if (valid0) {
                        if (data.description !== void 0 && func0.call(data, "description")) {
                          let data8 = data.description;
                          const _errs18 = errors;
                          if (errors === _errs18) {
                            if (typeof data8 === "string") {
                              if (func8(data8) > 5e3) {
                                validate0.errors = [{ instancePath: instancePath + "/description", schemaPath: "#/properties/description/maxLength", keyword: "maxLength", params: { limit: 5e3 }, message: "must NOT have more than 5000 characters" }];
                                return false;
                              } else {
                                if (func8(data8) < 1) {
                                  validate0.errors = [{ instancePath: instancePath + "/description", schemaPath: "#/properties/description/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                                  return false;
                                }
                              }
                            } else {
                              validate0.errors = [{ instancePath: instancePath + "/description", schemaPath: "#/properties/description/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                              return false;
                            }
                          }
                          var valid0 = _errs18 === errors;
                        } else {
                          var valid0 = true;
                        }
                        if (valid0) {
                          if (data.remedy !== void 0 && func0.call(data, "remedy")) {
                            let data9 = data.remedy;
                            const _errs20 = errors;
                            if (errors === _errs20) {
                              if (typeof data9 === "string") {
                                if (func8(data9) > 2e3) {
                                  validate0.errors = [{ instancePath: instancePath + "/remedy", schemaPath: "#/properties/remedy/maxLength", keyword: "maxLength", params: { limit: 2e3 }, message: "must NOT have more than 2000 characters" }];
                                  return false;
                                } else {
                                  if (func8(data9) < 1) {
                                    validate0.errors = [{ instancePath: instancePath + "/remedy", schemaPath: "#/properties/remedy/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                                    return false;
                                  }
                                }
                              } else {
                                validate0.errors = [{ instancePath: instancePath + "/remedy", schemaPath: "#/properties/remedy/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                return false;
                              }
                            }
                            var valid0 = _errs20 === errors;
                          } else {
                            var valid0 = true;
                          }
                          if (valid0) {
                            if (data.links !== void 0 && func0.call(data, "links")) {
                              let data10 = data.links;
                              const _errs22 = errors;
                              if (errors === _errs22) {
                                if (Array.isArray(data10)) {
                                  if (data10.length > 20) {
                                    validate0.errors = [{ instancePath: instancePath + "/links", schemaPath: "#/properties/links/maxItems", keyword: "maxItems", params: { limit: 20 }, message: "must NOT have more than 20 items" }];
                                    return false;
                                  } else {
                                    var valid4 = true;
                                    const len1 = data10.length;
                                    for (let i1 = 0; i1 < len1; i1++) {
                                      let data11 = data10[i1];
                                      const _errs24 = errors;
                                      if (errors === _errs24) {
                                        if (typeof data11 === "string") {
                                          if (!pattern2.test(data11)) {
                                            validate0.errors = [{ instancePath: instancePath + "/links/" + i1, schemaPath: "#/properties/links/items/pattern", keyword: "pattern", params: { pattern: "^https://\\S{1,500}$" }, message: 'must match pattern "^https://\\S{1,500}$"' }];
                                            return false;
                                          }
                                        } else {
                                          validate0.errors = [{ instancePath: instancePath + "/links/" + i1, schemaPath: "#/properties/links/items/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                          return false;
                                        }
                                      }
                                      var valid4 = _errs24 === errors;
                                      if (!valid4) {
                                        break;
                                      }
                                    }
                                  }
                                } else {
                                  validate0.errors = [{ instancePath: instancePath + "/links", schemaPath: "#/properties/links/type", keyword: "type", params: { type: "array" }, message: "must be array" }];
                                  return false;
                                }
                              }
                              var valid0 = _errs22 === errors;
                            } else {
                              var valid0 = true;
                            }
                            if (valid0) {
                              if (data.fix !== void 0 && func0.call(data, "fix")) {
                                const _errs26 = errors;
                                if (!validate1(data.fix, { instancePath: instancePath + "/fix", parentData: data, parentDataProperty: "fix", rootData, dynamicAnchors })) {
                                  vErrors = vErrors === null ? validate1.errors : vErrors.concat(validate1.errors);
                                  errors = vErrors.length;
                                }
                                var valid0 = _errs26 === errors;
                              } else {
                                var valid0 = true;
                              }
                            }
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    } else {
      validate0.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate0.errors = vErrors;
  return errors === 0;
}
validate0.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var shape = { "type": "object", "required": ["id", "title", "severity", "description", "remedy", "links"], "properties": { "id": { "type": "string", "maxLength": 100, "pattern": "^([a-z][a-z0-9]*(-[a-z0-9]+)*/)?[a-z][a-z0-9]*(-[a-z0-9]+)*$", "minLength": 1, "fault": "`id` must be like `pin-version` or `acme/pin-version`" }, "title": { "type": "string", "minLength": 1, "maxLength": 70 }, "severity": { "fault": "`severity` must be error, warning or note", "$ref": "#/$defs/Severity" }, "platforms": { "type": "array", "items": { "$ref": "#/$defs/Platform" }, "maxItems": 12, "fault": "`platforms` must be a list of gke, eks, aks, k3d, k3s, rke2, microk8s, minikube, kind, openshift, talos, other" }, "ambient": { "type": "boolean" }, "versions": { "type": "string", "pattern": "^(>=|<=|>|<|=)?v?\\d{1,4}\\.\\d{1,4}(\\.\\d{1,4})?( +(>=|<=|>|<|=)?v?\\d{1,4}\\.\\d{1,4}(\\.\\d{1,4})?)*$", "maxLength": 500, "fault": "`versions` must be like `>=1.25 <1.28.7`" }, "yields": { "type": "boolean" }, "description": { "type": "string", "minLength": 1, "maxLength": 5e3 }, "remedy": { "type": "string", "minLength": 1, "maxLength": 2e3 }, "links": { "type": "array", "items": { "type": "string", "pattern": "^https://\\S{1,500}$" }, "maxItems": 20, "fault": "`links` must be addresses that start with https://" }, "fix": { "fault": "`fix.set` must be values by path of keys", "$ref": "#/$defs/PolicyFix" } }, "additionalProperties": false, "$defs": { "Platform": { "enum": ["gke", "eks", "aks", "k3d", "k3s", "rke2", "microk8s", "minikube", "kind", "openshift", "talos", "other"] }, "PolicyFix": { "type": "object", "required": ["set"], "properties": { "set": { "type": "object", "additionalProperties": { "type": ["string", "number", "boolean", "null"], "pattern": "^[\\w./:@,+ -]{0,500}$" }, "minProperties": 1, "maxProperties": 50, "propertyNames": { "pattern": "^[\\w./~-]{1,200}$" }, "fault": "`fix.set` must be values by path of keys" }, "remove": { "type": "array", "items": { "type": "string", "pattern": "^[\\w./~-]{1,200}$" }, "maxItems": 100, "fault": "`fix.remove` must be paths of keys" }, "tools": { "type": "array", "items": { "$ref": "#/$defs/Tool" }, "maxItems": 4, "fault": "`fix.tools` must be helm, istioctl, sail, rendered" }, "versions": { "type": "string", "pattern": "^(>=|<=|>|<|=)?v?\\d{1,4}\\.\\d{1,4}(\\.\\d{1,4})?( +(>=|<=|>|<|=)?v?\\d{1,4}\\.\\d{1,4}(\\.\\d{1,4})?)*$", "maxLength": 500, "fault": "`fix.versions` must be like `>=1.25`" } }, "additionalProperties": false, "fault": "`fix.set` must be values by path of keys" }, "Severity": { "enum": ["error", "warning", "note"] }, "Tool": { "enum": ["helm", "istioctl", "sail", "rendered"] } } };

// src/model/patterns.ts
var policyId = "^([a-z][a-z0-9]*(-[a-z0-9]+)*/)?[a-z][a-z0-9]*(-[a-z0-9]+)*$";
var keyPath = "^[\\w./~-]{1,200}$";
var plainText = "^[\\w./:@,+ -]{0,500}$";

// src/policy/metadata.ts
var MetadataError = class extends Error {
};
var idPattern = new RegExp(policyId);
var pathPattern = new RegExp(keyPath);
var plainPattern = new RegExp(plainText);
function isPolicyId(text) {
  return text.length <= (shape.properties?.id?.maxLength ?? 0) && idPattern.test(text);
}
function acceptMetadata(value) {
  const description = isRecord(value) ? { links: [], ...value } : value;
  if (validate(description)) return description;
  const [fault] = validate.errors ?? [];
  throw new MetadataError(fault ? describeFault(fault) : "it must be an object");
}
function describeFault({ instancePath, keyword, params }) {
  const last = keyword === "required" ? params.missingProperty : keyword === "additionalProperties" ? params.additionalProperty : void 0;
  const pointer = last === void 0 ? instancePath : `${instancePath}/${String(last).slice(0, 100)}`;
  const name = pointer.slice(1).replaceAll("/", ".");
  if (keyword === "additionalProperties") return `unknown key \`${name}\``;
  if (name === "") return "it must be an object";
  if (keyword === "maxLength") return `\`${name}\` must have at most ${params.limit} characters`;
  const shapes = listShapesTo(shape, pointer);
  const sentence = shapes.findLast(({ fault }) => fault !== void 0)?.fault;
  return sentence ?? `\`${name}\` must be ${shapes.at(-1)?.type === "boolean" ? "true or false" : "a text"}`;
}
function isValues(value) {
  if (!isRecord(value)) return false;
  const entries = Object.entries(value);
  return entries.length > 0 && entries.length <= 50 && entries.every(([path, scalar]) => isPath(path) && isScalar(scalar));
}
function isScalar(value) {
  if (typeof value === "string") return plainPattern.test(value);
  return value === null || typeof value === "boolean" || typeof value === "number" && Number.isFinite(value);
}
function isPath(value) {
  return typeof value === "string" && pathPattern.test(value);
}
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export {
  policyFileLimit,
  openPolicyFiles,
  isPassedBy,
  MetadataError,
  isPolicyId,
  acceptMetadata,
  isValues,
  isScalar,
  isPath,
  isRecord
};
