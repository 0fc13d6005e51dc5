import { Component, type ReactNode } from 'react'

interface ErrorBoundaryProps {
  /** What stands there instead, when the children cannot be drawn. */
  fallback: ReactNode
  /** Another value tries to draw the children again. */
  resetKey?: unknown
  children: ReactNode
}

interface ErrorBoundaryState {
  failedFor: unknown
  hasFailed: boolean
}

/** Keeps a part of the page that cannot be drawn from taking the rest with it. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { hasFailed: false, failedFor: undefined }

  override componentDidCatch() {
    this.setState({ hasFailed: true, failedFor: this.props.resetKey })
  }

  static getDerivedStateFromError(): Partial<ErrorBoundaryState> {
    return { hasFailed: true }
  }

  static getDerivedStateFromProps(
    props: ErrorBoundaryProps,
    state: ErrorBoundaryState,
  ): Partial<ErrorBoundaryState> | null {
    const isOther = state.failedFor !== undefined && state.failedFor !== props.resetKey
    return state.hasFailed && isOther ? { hasFailed: false, failedFor: undefined } : null
  }

  override render() {
    return this.state.hasFailed ? this.props.fallback : this.props.children
  }
}
