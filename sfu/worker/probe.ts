import { spawn } from 'node:child_process';

/** mediasoup-worker's exit code when its parent is not mediasoup; see its src/main.cpp. */
const NO_PARENT = 41;

/** Whether the file is a mediasoup worker that this machine can run: every library found, the processor supported. */
export async function runsHere(binary: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(binary, [], { stdio: 'ignore', env: {} });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === NO_PARENT));
  });
}
