// Runs functions of the checker outside a page: reads {"script", "list", "codes", "vectors",
// "texts"} as JSON from its input, writes the answers.
"use strict";
const given = JSON.parse(require("fs").readFileSync(0, "utf8"));
const checker = new Function(
  `${given.script}; return { sha512, signatureHolds, checkCode };`,
)();
const hex = (bytes) => Buffer.from(bytes).toString("hex");
const bytes = (text) => new Uint8Array(Buffer.from(text, "hex"));
process.stdout.write(
  JSON.stringify({
    digests: (given.texts || []).map((text) => hex(checker.sha512(bytes(text)))),
    signatures: (given.vectors || []).map(([key, signature, payload]) =>
      checker.signatureHolds(bytes(key), bytes(signature), bytes(payload)),
    ),
    codes: (given.codes || []).map((code) => checker.checkCode(code, given.list)),
  }),
);
