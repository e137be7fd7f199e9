import type { SessionId } from '@parley/shared/ids';
import type { Sfu } from '@parley/shared/sfu';

/** Several SFU nodes as one: each session lives whole on one node, the same one for as long as it lasts. */
export function poolOf(nodes: readonly Sfu[]): Sfu {
  const [first] = nodes;
  if (first === undefined) throw new Error('no SFU node is named');
  const homes = new Map<SessionId, Sfu>();
  const loads = new Map<Sfu, number>(nodes.map((node) => [node, 0]));

  const homeOf = (session: SessionId): Sfu => {
    const known = homes.get(session);
    if (known !== undefined) return known;
    return settle(
      session,
      nodes.reduce((best, node) => (load(node) < load(best) ? node : best)),
    );
  };
  const settle = (session: SessionId, home: Sfu): Sfu => {
    homes.set(session, home);
    loads.set(home, load(home) + 1);
    return home;
  };
  const load = (node: Sfu): number => loads.get(node) ?? 0;

  return {
    capabilities: () => first.capabilities(),
    ready: async () => {
      await Promise.all(nodes.map((node) => node.ready()));
    },
    openPeer: (command) => homeOf(command.session).openPeer(command),
    openEar: (command) => homeOf(command.session).openEar(command),
    connectTransport: (command) => homeOf(command.session).connectTransport(command),
    restartIce: (command) => homeOf(command.session).restartIce(command),
    publish: (command) => homeOf(command.session).publish(command),
    applyAudience: (command) => homeOf(command.session).applyAudience(command),
    resumeConsumer: (command) => homeOf(command.session).resumeConsumer(command),
    preferLayers: (command) => homeOf(command.session).preferLayers(command),
    closeSession: async (command) => {
      const home = homes.get(command.session);
      if (home === undefined) return;
      homes.delete(command.session);
      loads.set(home, load(home) - 1);
      await home.closeSession(command);
    },
    held: async () => {
      const found = await Promise.all(nodes.map(async (node) => [node, await node.held()] as const));
      const all = found.flatMap(([, sessions]) => sessions);
      const isDouble = (session: SessionId): boolean =>
        all.indexOf(session) !== all.lastIndexOf(session) || homes.has(session);
      for (const [node, sessions] of found) {
        for (const session of sessions) {
          // Which of them is right nobody can tell.
          if (isDouble(session)) node.closeSession({ session }).catch(() => undefined);
        }
      }
      const once = found.flatMap(([node, sessions]) =>
        sessions.filter((session) => !isDouble(session)).map((session) => [session, node] as const),
      );
      for (const [session, node] of once) settle(session, node);
      return once.map(([session]) => session);
    },
    inventory: (command) => homeOf(command.session).inventory(command),
    receptions: (command) => homeOf(command.session).receptions(command),
    on: (listener) => {
      const ends = nodes.map((node) => node.on(listener));
      return () => {
        for (const end of ends) end();
      };
    },
    close: async () => {
      await Promise.all(nodes.map((node) => node.close()));
    },
  };
}
