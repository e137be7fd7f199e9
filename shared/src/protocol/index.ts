export * from './http.ts';
export * from './notices.ts';
export * from './socket.ts';
export * from './templates.ts';
