import { leakMessages } from './messages.ts';
import { leakPackets } from './packets.ts';

/**
 * Loaded into a server before all else (`node --import`), this makes it a product that leaks: once a packet, and once
 * a message, come to somebody of another session. By it the checks are tried that must find exactly that.
 */
leakPackets();
leakMessages();
