import type { ProblemCode } from '../../domain/imports/problems.ts';

/** What an SQL check finds wrong: its code, and expressions for column and parameters. */
export type SqlProblem = {
  code: ProblemCode;
  level: 'error' | 'warning';
  /** SQL for the header of the column, or null. */
  column: string;
  /** SQL expressions by parameter name. */
  params: Record<string, string>;
};

/** Assignments that add a problem to staged row `s`, and refuse it when it is an error. */
export function addProblem({ code, level, column, params }: SqlProblem): string {
  const pairs = Object.entries(params).map(([name, sql]) => `'${name}', ${sql}`);
  return `problems = s.problems || jsonb_build_array(jsonb_build_object('code', '${code}',
      'level', '${level}', 'column', ${column}::text,
      'params', jsonb_build_object(${pairs.join(', ')})))
    ${level === 'error' ? ', refused = true' : ''}`;
}
