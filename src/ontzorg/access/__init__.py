"""Who may do and see what: accounts, roles, privileges, walls and the audit log."""
