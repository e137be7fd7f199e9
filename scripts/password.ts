import { newPassword } from '../server/src/new-password.ts';

// For whoever has the machine: another password for somebody on the staff, when no administrator can give one.
const [username = 'admin'] = process.argv.slice(2);
process.exitCode = await newPassword(username, process.env);
