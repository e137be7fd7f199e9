import { join } from 'node:path';
import express, { type Express, type RequestHandler } from 'express';
import { markRoute } from './request-log.ts';

/** The addresses of the client's own pages; every one of them is the same document. */
const PAGES = ['/', '/join', '/staff', '/staff/*rest'];

/** Serves the built client: its assets carry a hash of their content in their name and hold for ever. */
export function mountPages(app: Express, folder: string): void {
  app.use(
    '/assets',
    marked('/assets'),
    express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false, redirect: false }),
  );
  app.get(PAGES, marked('page'), (_request, response, next) => {
    const document = { root: folder, cacheControl: false, headers: { 'Cache-Control': 'no-cache' } };
    response.sendFile('index.html', document, (error?: Error) => {
      if (error !== undefined) next(error);
    });
  });
  app.use(
    express.static(folder, { index: false, redirect: false, cacheControl: false, setHeaders: noCache }),
  );
}

const noCache = (response: { setHeader(name: string, value: string): unknown }): void => {
  response.setHeader('Cache-Control', 'no-cache');
};

const marked =
  (pattern: string): RequestHandler =>
  (_request, response, next) => {
    markRoute(response, pattern);
    next();
  };
