import { createContext } from 'react';

/** Directly above the bar of the room: what stands there stays where it is, whatever else is told lower down. */
export const LowerEdge = createContext<HTMLElement | null>(null);
