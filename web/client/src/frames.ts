import { type ClientFrame, type ServerFrame, shapeOfFrame, shapes } from "./protocol.js";

/** A frame as received; null where its type is unknown here, which a client skips; undefined where it is no frame, or its payload not of its type's shape. */
export function readFrame(text: string): ServerFrame | null | undefined {
  let envelope: unknown;
  try {
    envelope = JSON.parse(text);
  } catch {
    return undefined;
  }

  if (!isObject(envelope) || typeof envelope.type !== "string" || !("payload" in envelope)) {
    return undefined;
  }

  const { type, payload } = envelope;
  if (!Object.hasOwn(shapeOfFrame, type)) {
    return null;
  }

  return fits(payload, shapeOfFrame[type as ServerFrame["type"]]) ? ({ type, payload } as ServerFrame) : undefined;
}

export const writeFrame = (frame: ClientFrame): string => JSON.stringify(frame);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

function fits(value: unknown, shape: string): boolean {
  const of = (length: number) => shape.slice(0, -length);
  if (shape.endsWith("?")) {
    return value === undefined || value === null || fits(value, of(1));
  }

  if (shape.endsWith("[]")) {
    return Array.isArray(value) && value.every((item) => fits(item, of(2)));
  }

  if (shape.endsWith("{}")) {
    return isObject(value) && Object.values(value).every((item) => fits(item, of(2)));
  }

  switch (shape) {
    case "any":
      return true;
    case "integer":
      return Number.isSafeInteger(value);
    case "string":
    case "boolean":
      return typeof value === shape;
    default:
      return isObject(value) && Object.entries(shapes[shape as keyof typeof shapes]).every(([name, part]) => fits(value[name], part));
  }
}
