import { LoaderCircle } from 'lucide-react';

/** Says nothing by itself: the words beside it do. */
export const Spinner = ({ size = 18 }: { size?: number }) => (
  <LoaderCircle size={size} aria-hidden className="shrink-0 animate-spin" />
);
