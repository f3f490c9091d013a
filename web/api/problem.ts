/** One bad field: a JSON pointer into the body and the sentence about it. */
export type FieldProblem = { pointer: string; message: string; code?: string };

type Body = {
  code?: string;
  title?: string;
  detail?: string;
  fields?: FieldProblem[];
  position?: number;
  [extra: string]: unknown;
};

/** A refusal from the server (problem+json), or a server that could not be reached. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  /** The server's sentence in the person's language: what happened and what to do. */
  readonly sentence: string | null;
  readonly fields: FieldProblem[];
  readonly body: Body;

  constructor(status: number, body: Body) {
    super(`${status} ${body.code ?? 'unknown'}`);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = body.code ?? (status === 0 ? 'unreachable' : 'unknown');
    this.sentence = body.detail ?? body.title ?? null;
    this.fields = body.fields ?? [];
    this.body = body;
  }
}

/** Makes a problem out of an answer that was not a success, whatever its body is. */
export async function problemFrom(response: Response): Promise<ApiProblem> {
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  if (!isJson) return new ApiProblem(response.status, {});
  const body: unknown = await response.json();
  const isObject = typeof body === 'object' && body !== null;
  return new ApiProblem(response.status, isObject ? (body as Body) : {});
}

/** True for a problem with this code. */
export function isProblem(error: unknown, code?: string): error is ApiProblem {
  return error instanceof ApiProblem && (code === undefined || error.code === code);
}
