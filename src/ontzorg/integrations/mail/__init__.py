"""Mail: short, plain, and never about illness or by name. It only says that something is ready."""
