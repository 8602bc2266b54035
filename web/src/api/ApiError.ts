/** A refusal of the API, or its silence (`OFFLINE`). */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  /** What is wrong, by the name of the field. */
  readonly fields: Readonly<Record<string, string>>;
  /** Seconds after which another try makes sense. */
  readonly retryAfter: number | undefined;

  constructor(
    status: number,
    code: string,
    detail: string,
    fields: Readonly<Record<string, string>> = {},
    retryAfter?: number,
  ) {
    super(detail);
    this.status = status;
    this.code = code;
    this.fields = fields;
    this.retryAfter = retryAfter;
  }

  static async read(answer: Response): Promise<ApiError> {
    const seconds = Number.parseInt(answer.headers.get('Retry-After') ?? '', 10);
    const retryAfter = Number.isNaN(seconds) ? undefined : seconds;
    try {
      const body = (await answer.json()) as { error_code: string; detail: string; fields?: Record<string, string> };
      return new ApiError(answer.status, body.error_code, body.detail, body.fields, retryAfter);
    } catch {
      return new ApiError(answer.status, 'UNREADABLE', answer.statusText, {}, retryAfter);
    }
  }
}
