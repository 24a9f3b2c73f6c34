"""What screens show, as plain rows: computed from a view, without a window."""
