import type { Entropy } from "./entropy.js";

const commandIdBytes = 16;

export function newCommandId(entropy: Entropy): string {
  const bytes = new Uint8Array(commandIdBytes);
  entropy(bytes);
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
