import type { Program } from '../actions/program.ts';

/** What main wires once and every route may use. */
export type Services = Program;
