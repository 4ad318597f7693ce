// Loaded by `node --require` in front of the Action: writes down with whom it talks.
const { appendFileSync } = require("node:fs");
const { Socket } = require("node:net");

const connect = Socket.prototype.connect;
Socket.prototype.connect = function recorded(...arguments_) {
  const [options] = arguments_.flat();
  appendFileSync(process.env.CONNECTIONS, `${options?.host ?? options?.path ?? options}\n`);
  return connect.apply(this, arguments_);
};
