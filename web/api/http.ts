import i18next from 'i18next';
import { ApiProblem, problemFrom } from './problem.ts';

const BASE = '/api/v1';

type Value = string | number | boolean | null | undefined;

export type Query = Record<string, Value>;

export type RequestOptions = {
  query?: Query;
  /** JSON, or FormData for an upload. */
  body?: unknown;
  /** The version that was edited; the server refuses (412) if it is no longer the latest. */
  version?: number;
  /** Makes a repeated click or retry harmless; give the same key for the same intent. */
  idempotencyKey?: string;
  signal?: AbortSignal;
};

/** Address of an API resource, for links that the browser opens itself (PDF, export). */
export function apiUrl(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value));
  }
  const text = search.toString();
  return `${BASE}${path}${text ? `?${text}` : ''}`;
}

function headersFor(options: RequestOptions): Headers {
  const headers = new Headers({
    accept: 'application/json',
    'accept-language': i18next.language ?? 'en',
    'x-cercle': '1',
  });
  const { body, version, idempotencyKey } = options;
  if (body !== undefined && !(body instanceof FormData)) {
    headers.set('content-type', 'application/json');
  }
  if (version !== undefined) headers.set('if-match', `"${version}"`);
  if (idempotencyKey) headers.set('idempotency-key', idempotencyKey);
  return headers;
}

const encode = (body: unknown): BodyInit | undefined =>
  body === undefined || body instanceof FormData ? body : JSON.stringify(body);

/** One call. Throws ApiProblem for every refusal and for a server that cannot be reached. */
async function call<Answer>(method: string, path: string, options: RequestOptions = {}) {
  let response: Response;
  try {
    response = await fetch(apiUrl(path, options.query), {
      method,
      headers: headersFor(options),
      body: encode(options.body),
      signal: options.signal,
      credentials: 'same-origin',
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new ApiProblem(0, {});
  }
  if (!response.ok) throw await problemFrom(response);
  if (response.status === 204) return undefined as Answer;
  return (await response.json()) as Answer;
}

/** The API, by verb. The answer's type is named by the caller from `api/types.ts`. */
export const api = {
  get: <Answer>(path: string, options?: RequestOptions) => call<Answer>('GET', path, options),
  post: <Answer = void>(path: string, options?: RequestOptions) =>
    call<Answer>('POST', path, options),
  put: <Answer = void>(path: string, options?: RequestOptions) =>
    call<Answer>('PUT', path, options),
  patch: <Answer = void>(path: string, options?: RequestOptions) =>
    call<Answer>('PATCH', path, options),
  delete: <Answer = void>(path: string, options?: RequestOptions) =>
    call<Answer>('DELETE', path, options),
};
