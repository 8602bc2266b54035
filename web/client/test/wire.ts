/** As a server writes a text frame. */
export function onWire(text: string): Buffer {
  const payload = Buffer.from(text);
  const head = payload.length < 126 ? Buffer.alloc(2) : Buffer.alloc(4);
  head[0] = 0x81;
  head[1] = Math.min(payload.length, 126);
  if (head.length === 4) {
    head.writeUInt16BE(payload.length, 2);
  }

  return Buffer.concat([head, payload]);
}
