/** Answers GET /memory as the .NET servers do: bytes of the heap and of the process after a full collection. Needs --expose-gc. */
export function answerMemory(request, response) {
  if (request.url !== "/memory") {
    return false;
  }
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external, rss } = process.memoryUsage();
  response.end(`${heapUsed + external} ${rss} 0`);
  return true;
}

/** Connections that may wait to be accepted. */
export const backlog = 4096;
