import { config } from 'zod';

// The page's Content Security Policy forbids code made from text, which zod would try for its speed. Imported
// before any schema is made.
config({ jitless: true });
