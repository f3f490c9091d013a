import type { Program } from '../wiring.ts';

/** What main wires once and every route may use. */
export type Services = Program;
