"""Mail: short, plain, and never about illness. A mail only says that something is ready."""
