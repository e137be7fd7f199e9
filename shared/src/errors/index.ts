export { catalogue, type Category, ErrorCode, type ErrorText } from './catalogue.ts';
export { ErrorReply, Refusal, refuse, replyOf } from './refusal.ts';
