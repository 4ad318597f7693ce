// src/files/writing/request.ts
var lockedCode = "locked";

export {
  lockedCode
};
