import { Component, type ReactNode } from 'react';

interface OrInsteadProps {
  /** Words in its place, and not an empty page. */
  instead: ReactNode;
  children: ReactNode;
}

/** A part of the page that could not be fetched, or not be shown, leaves something in its place. */
export class OrInstead extends Component<OrInsteadProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.instead : this.props.children;
  }
}
