import { Component, type ReactNode } from 'react'

interface ErrorBoundaryProps {
  /** Shown instead if the children cannot be drawn. */
  fallback: ReactNode
  /** If this value changes, the children are drawn again. */
  resetKey?: unknown
  children: ReactNode
}

interface ErrorBoundaryState {
  failedFor: unknown
  hasFailed: boolean
}

/** Contains the failure of a part of the page: the rest of the page stays. */
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
